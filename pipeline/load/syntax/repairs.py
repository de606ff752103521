"""Lines that are no YAML → changes that an author would make, each with the mistake it mends.

Whether a change helps is for the caller to try.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BEFORE = 8
"""Lines before the one where the parser gave up in which a mistake is looked for."""

_LINE = re.compile(
    r"(?P<lead>\s*(?:-\s+)*)"
    r"(?:(?P<key>[\w.-]+|<<|\"[^\"]*\"|'[^']*')(?P<colon>\s*:(?:\s+|$)))?"
    r"(?P<value>(?>(?:\S++|\s++(?=\S))*))\s*+$"
)
_UNSPACED = re.compile(r"([\w-]+)\s*([=：﹕]|:(?=\S))\s*(?=\S)")
_WORD = re.compile(r"([\w-]+)(\s+\S.*)?$")
_KEY = re.compile(r"[\w.-]+\s*:(?:\s|$)")
_INDENT = re.compile(r"\s*")
_STARTER = re.compile(
    r"[@`%!|>?,\]}] | - [ ] | [*&](?![\w-]+$) | (?:\[[^\[\]]*\] | \{[^{}]*\}) \s* [^\s\]},:#]",
    re.VERBOSE,
)
_BLOCK = re.compile(r"[|>][-+\d]*")
_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]")
_COLON = re.compile(r":(?=\s|$)")
_ESCAPED = {'"': re.compile(r'\\.|(")'), "'": re.compile("''|(')")}
LONGEST = 2_000
"""Characters of a line in which a bracket is looked for that is not closed."""

_CLOSERS = {"[": "]", "{": "}"}
_PLAIN = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|[\[\]{}]")


class Fault(NamedTuple):
    """What is wrong, the way out, and where; None where that is not known."""

    message: str
    hint: str
    line: int | None = None
    column: int | None = None


class Repair(NamedTuple):
    """A mistake that there may be, and the lines without it.

    `is_of_text` where it lies in the text of one line, which others may have as well.
    """

    fault: Fault
    lines: list[str]
    is_of_text: bool = False


class Change(NamedTuple):
    """A mistake in one line at an offset, and the line without it."""

    at: int
    message: str
    hint: str
    line: str


def repairs(lines: Sequence[str], last: int) -> Iterator[Repair]:
    """Changes at line `last` (from 1), where the parser gave up, and at those before it."""
    numbers = [n for n in range(min(last, len(lines)), 0, -1) if _holds_content(lines[n - 1])]
    for number in numbers[:BEFORE]:
        yield from _block(lines, number)
    for number in numbers[:BEFORE]:
        for change in _changes(lines[number - 1]):
            fault = Fault(change.message, change.hint, number, change.at + 1)
            yield Repair(fault, [*lines[: number - 1], change.line, *lines[number:]], True)
    # Rather one line than many, and rather one that has an indent.
    near = sorted(numbers[:BEFORE], key=lambda number: not _width(lines[number - 1]))
    for is_alone in (True, False):
        for number in near:
            yield from _indented(lines, number, is_alone)
    for number in numbers:
        yield from _closed(lines, number, numbers[0])


def _holds_content(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("---", "..."))


def _changes(line: str) -> Iterator[Change]:
    match = _LINE.match(line)
    assert match, "it matches any line"
    value, at = match["value"], match.start("value")
    name = f"{match['key']}: " if match["key"] else ""
    if odd := _ODD_BLANK.search(line):
        message = f"this looks like a space, and is the character U+{ord(odd[0]):04X}"
        yield Change(odd.start(), message, "write a space", _ODD_BLANK.sub(" ", line))
    if value[:1] in _ESCAPED:
        yield from _quote_inside(line, value, at)
        return
    if match["key"] is None:
        yield from _colon_missing(line, value, at)
    quote = "'" if '"' in value else '"'
    hint = f"put the text in quotes: {name}{quote}…{quote}"
    if match["key"] is None and match["lead"].strip():
        hint = f"put the text in quotes: {quoted(value)}"
    if colon := _COLON.search(value):
        message = "a text without quotes holds a colon and a space"
        yield Change(at + colon.start(), message, hint, line[:at] + _COLON.sub("x", value))
    if value in _CLOSERS:
        message = f"the {value} that opens here is not closed"
        yield Change(at, message, "remove it, or close it", line[:at].rstrip())
    if _STARTER.match(value) and not _BLOCK.fullmatch(value):
        yield _without(line, at, f"a text without quotes cannot start with {value[:1]}", hint)
    if comment := re.search(r"\s#", value):
        message = "the text ends here: YAML reads ' #' and what follows as a comment"
        yield _without(line, at + comment.start() + 1, message, hint)


def quoted(text: str) -> str:
    """A text as it can stand in YAML, in the quotes that it does not hold if there are such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _without(line: str, at: int, message: str, hint: str) -> Change:
    """The line with a letter in the place of the sign at `at`."""
    return Change(at, message, hint, f"{line[:at]}x{line[at + 1 :]}")


def _quote_inside(line: str, value: str, at: int) -> Iterator[Change]:
    """A quoted text that is not closed in its line, or that a quote inside it ends."""
    quote, rest = value[0], value[1:]
    ends = [end.start(1) for end in _ESCAPED[quote].finditer(rest) if end[1]]
    if not ends:
        hint = "close it where the text ends"
        yield Change(at, "the quote that opens here is not closed", hint, line + quote)
        return
    other = "single" if quote == '"' else "double"
    written = '\\"' if quote == '"' else "''"
    hint = f"write it as {written}, or put the whole text in {other} quotes"
    inner = rest[:-1] if rest.endswith(quote) else rest
    mended = _ESCAPED[quote].sub(lambda found: "x" if found[1] else found[0], inner)
    message = "a quote inside the quoted text ends it"
    yield Change(at + 1 + ends[0], message, hint, f"{line[:at]}{quote}{mended}{quote}")


def _colon_missing(line: str, value: str, at: int) -> Iterator[Change]:
    if unspaced := _UNSPACED.match(value):
        key, sign = unspaced[1], unspaced[2]
        rest = value[unspaced.end() :]
        what = "no space follows the colon" if sign == ":" else f"{sign} stands where a colon must"
        mended = f"{line[:at]}{key}: {rest}"
        yield Change(at + unspaced.start(2), what, f"write {key}: {rest[:40]}", mended)
    elif word := _WORD.match(value):
        key, rest = word[1], word[2] or ""
        hint = f"write {key}: {rest.strip()[:40]}".rstrip()
        yield Change(at, f"no colon follows the key {key}", hint, f"{line[:at]}{key}:{rest}")


def _block(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """The text below `key: |` at one indent, where a line of it stands too far to the left."""
    header = _LINE.match(lines[number - 1])
    below = [n for n in range(number, len(lines)) if lines[n].strip()]
    if not header or not header["key"] or not below or not _BLOCK.fullmatch(header["value"]):
        return
    outer, first = header.start("key"), _width(lines[below[0]])
    wanted = first if first > outer else outer + 2
    left: list[int] = []
    for n in below:
        width = _width(lines[n])
        if width < outer or (width == outer and (first > outer or _KEY.match(lines[n], width))):
            break
        left += [n] if width < wanted else []
    if left:
        indent = _width(lines[left[0]])
        message = f"the indent of {indent} is too small for a line of the text of {header['key']}"
        hint = f"give each line of the text {wanted} spaces"
        moved = list(lines)
        for n in left:
            moved[n] = " " * wanted + lines[n].lstrip()
        yield Repair(Fault(message, hint, left[0] + 1, indent + 1), moved)


def _indented(lines: Sequence[str], number: int, is_alone: bool) -> Iterator[Repair]:
    """The line at another line's indent, alone or with those that follow at its own."""
    width, last = _width(lines[number - 1]), number
    above = [each for each in lines[: number - 1] if each.strip()]
    widths = {_width(each) for each in lines if each.strip()} | {_width(each) + 2 for each in above}
    while last < len(lines) and lines[last].strip() and _width(lines[last]) == width:
        last += 1
    if not is_alone and last == number:
        return
    end = number if is_alone else last
    for wanted in sorted(widths - {width}, key=lambda other: (abs(other - width), -other))[:6]:
        spaces = "1 space" if wanted == 1 else f"{wanted or 'no'} spaces"
        hint = f"give it {spaces}, as the keys beside it have"
        if above and width > _width(above[-1]) and above[-1].rstrip()[-1] not in ":-|>":
            hint += "; if it belongs to the text above, put that text in quotes"
        message = f"the indent of {width} does not fit the lines around it"
        moved = [" " * wanted + each.lstrip() for each in lines[number - 1 : end]]
        fault = Fault(message, hint, number, width + 1)
        yield Repair(fault, [*lines[: number - 1], *moved, *lines[end:]])


def _width(line: str) -> int:
    indent = _INDENT.match(line)
    return indent.end() if indent else 0


def _closed(lines: Sequence[str], number: int, last: int) -> Iterator[Repair]:
    """The line with a bracket closed at its end, or before line `last`, or without one too many."""
    line = lines[number - 1]
    if len(line) > LONGEST:
        return
    opened: list[re.Match[str]] = []
    for sign in _PLAIN.finditer(line):
        if sign[0] in _CLOSERS:
            opened.append(sign)
        elif opened and sign[0] == _CLOSERS[opened[-1][0]]:
            opened.pop()
        elif sign[0] in "]}":
            yield _unbalanced(lines, number, sign, opened[-1] if opened else None)
            return
    if opened:
        hint = "close it; a text that starts with it needs quotes"
        at = opened[-1].start()
        fault = Fault(f"the {line[at]} that opens here is not closed", hint, number, at + 1)
        closers = "".join(_CLOSERS[each[0]] for each in reversed(opened))
        for end in sorted({number, max(number, last - 1), last}):
            closed = [*lines[: end - 1], lines[end - 1] + closers, *lines[end:]]
            yield Repair(fault, closed)


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
        mended = line[:at] + _CLOSERS[opened[0]] + line[at:]
    return Repair(fault, [*lines[: number - 1], mended, *lines[number:]])
