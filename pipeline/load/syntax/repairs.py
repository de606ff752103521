"""Lines that are no YAML → changes that an author would make, each with the mistake it mends.

Whether a change helps is for the caller to try.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.load.syntax.brackets import closed
from pipeline.load.syntax.keyless import colon_missing, keyless
from pipeline.load.syntax.mistakes import (
    BLOCK,
    ESCAPED,
    KEY,
    KEY_LINE,
    LINE,
    Fault,
    Repair,
    width_of,
)
from pipeline.load.syntax.wording import changes

BEFORE = 8
"""Lines before the one where the parser gave up in which a mistake is looked for."""


def repairs(lines: Sequence[str], last: int) -> Iterator[Repair]:
    """Changes at line `last` (from 1), where the parser gave up, and at those before it."""
    numbers = [n for n in range(min(last, len(lines)), 0, -1) if _holds_content(lines[n - 1])]
    for number in numbers[:BEFORE]:
        yield from _block(lines, number)
    for number in numbers[:BEFORE]:
        yield from colon_missing(lines, number)
        for change in changes(lines[number - 1]):
            fault = Fault(change.message, change.hint, number, change.at + 1)
            yield Repair(fault, [*lines[: number - 1], change.line, *lines[number:]], True)
    for number in numbers[:BEFORE]:
        yield from _unclosed(lines, number)
    for number in numbers[:BEFORE]:
        yield from keyless(lines, number)
    # Rather one line than many, and rather one that has an indent.
    near = sorted(numbers[:BEFORE], key=lambda number: not width_of(lines[number - 1]))
    for is_alone in (True, False):
        for number in near:
            yield from _indented(lines, number, is_alone)
    for number in numbers:
        yield from closed(lines, number, numbers[0])


def _holds_content(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("---", "..."))


def _block(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """The text below `key: |` at one indent, where a line of it stands too far to the left."""
    header = LINE.match(lines[number - 1])
    below = [n for n in range(number, len(lines)) if lines[n].strip()]
    if not header or not header["key"] or not below or not BLOCK.fullmatch(header["value"]):
        return
    outer, first = header.start("key"), width_of(lines[below[0]])
    wanted = first if first > outer else outer + 2
    left: list[int] = []
    for n in below:
        width = width_of(lines[n])
        if width < outer or (width == outer and (first > outer or KEY.match(lines[n], width))):
            break
        left += [n] if width < wanted else []
    if left:
        indent = width_of(lines[left[0]])
        message = f"the indent of {indent} is too small for a line of the text of {header['key']}"
        hint = f"give each line of the text {wanted} spaces"
        moved = list(lines)
        for n in left:
            moved[n] = " " * wanted + lines[n].lstrip()
        yield Repair(Fault(message, hint, left[0] + 1, indent + 1), moved)


def _unclosed(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """The quoted text that starts in a line, closed above the next key."""
    match = LINE.match(lines[number - 1])
    value = match["value"] if match else ""
    is_open = value[:1] in ESCAPED and not any(
        end[1] for end in ESCAPED[value[0]].finditer(value[1:])
    )
    if match and is_open:
        below = range(number + 1, len(lines) + 1)
        key = next((n for n in below if KEY_LINE.match(lines[n - 1])), len(lines) + 1)
        last = max(n for n in range(number, key) if lines[n - 1].strip())
        fault = Fault("the quote that opens here is not closed", "close it where the text ends",
                      number, match.start("value") + 1)  # fmt: skip
        text = lines[last - 1].rstrip()
        ends = [text + value[0]] + ([f"{text[:-1]}{value[0]},"] if text[-1] == "," else [])
        for end in ends:
            yield Repair(fault, [*lines[: last - 1], end, *lines[last:]])


def _indented(lines: Sequence[str], number: int, is_alone: bool) -> Iterator[Repair]:
    """The line at another line's indent, alone or with those that follow at its own."""
    width, last = width_of(lines[number - 1]), number
    above = [each for each in lines[: number - 1] if each.strip()]
    widths = {width_of(each) for each in lines if each.strip()}
    widths |= {width_of(each) + 2 for each in above}
    while last < len(lines) and lines[last].strip() and width_of(lines[last]) == width:
        last += 1
    if not is_alone and last == number:
        return
    end = number if is_alone else last
    for wanted in sorted(widths - {width}, key=lambda other: (abs(other - width), -other))[:6]:
        spaces = "1 space" if wanted == 1 else f"{wanted or 'no'} spaces"
        hint = f"give it {spaces}, as the keys beside it have"
        if above and width > width_of(above[-1]) and above[-1].rstrip()[-1] not in ":-|>":
            hint += "; if it belongs to the text above, put that text in quotes"
        message = f"the indent of {width} does not fit the lines around it"
        moved = [" " * wanted + each.lstrip() for each in lines[number - 1 : end]]
        fault = Fault(message, hint, number, width + 1)
        yield Repair(fault, [*lines[: number - 1], *moved, *lines[end:]])
