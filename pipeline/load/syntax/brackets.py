"""Brackets that are not closed, or closed too often → changes that an author would make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.load.syntax.mistakes import Fault, Repair

LONGEST = 2_000
"""Characters of a line in which a bracket is looked for that is not closed."""

CLOSERS = {"[": "]", "{": "}"}
_PLAIN = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|[\[\]{}]")


def closed(lines: Sequence[str], number: int, last: int) -> Iterator[Repair]:
    """The line with a bracket closed at its end, or before line `last`, or without one too many."""
    line = lines[number - 1]
    if len(line) > LONGEST:
        return
    opened: list[re.Match[str]] = []
    for sign in _PLAIN.finditer(line):
        if sign[0] in CLOSERS:
            opened.append(sign)
        elif opened and sign[0] == CLOSERS[opened[-1][0]]:
            opened.pop()
        elif sign[0] in "]}":
            yield _unbalanced(lines, number, sign, opened[-1] if opened else None)
            return
    if opened:
        hint = "close it; a text that starts with it needs quotes"
        at = opened[-1].start()
        fault = Fault(f"the {line[at]} that opens here is not closed", hint, number, at + 1)
        closers = "".join(CLOSERS[each[0]] for each in reversed(opened))
        for end in sorted({number, max(number, last - 1), last}):
            whole = [*lines[: end - 1], lines[end - 1] + closers, *lines[end:]]
            yield Repair(fault, whole)


def _unbalanced(
    lines: Sequence[str], number: int, sign: re.Match[str], opened: re.Match[str] | None
) -> Repair:
    """The line without a closing bracket that fits no opening one, or with the one that would."""
    line, at = lines[number - 1], sign.start()
    if opened is None:
        fault = Fault("a bracket is closed that is not open", "remove it", number, at + 1)
        mended = line[:at] + line[at + 1 :]
    else:
        message = f"the {opened[0]} that opens here is not closed"
        fault = Fault(message, f"close it before the {sign[0]}", number, opened.start() + 1)
        mended = line[:at] + CLOSERS[opened[0]] + line[at:]
    return Repair(fault, [*lines[: number - 1], mended, *lines[number:]])


def sign_missing(lines: Sequence[str], line: int, column: int) -> Iterator[Repair]:
    """A comma, or the colon of a key in quotes, before the part that stands at a place."""
    before = lines[line - 1][: column - 1].rstrip()
    while not before and line > 1:
        line -= 1
        before = lines[line - 1].rstrip()
    if not before or before[-1] in ",[{:":
        return
    signs = [("colon", ":")] if _QUOTED_KEY.search(before) else []
    for name, sign in (*signs, ("comma", ",")):
        mended = before + sign + lines[line - 1][len(before) :]
        fault = Fault(f"a {name} is missing here", f"write a {name}", line, len(before) + 1)
        yield Repair(fault, [*lines[: line - 1], mended, *lines[line:]], True)


_QUOTED_KEY = re.compile(r"""(?:^|[{,])\s*(?:"[^"]*"|'[^']*')$""")
