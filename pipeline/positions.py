"""An offset, a line or an element → line and column, for every language of a source.

Both count from 1, columns in characters. Nobody else counts newlines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

Position = tuple[int, int]
"""Line and column, both from 1, in characters."""

_MARKUP = re.compile(
    r"""<!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?>
      | <(?P<name>[^\s<>/!?]+) (?P<attributes>(?>(?:[^<>"']++|"[^"]*"|'[^']*')*)) >""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']++)\s*+=\s*+(?:"[^"]*"|'[^']*')""")

_LETTER = re.compile(rb"\S")


def position_at(text: str, offset: int) -> Position:
    """Where a character of a text stands, by its offset."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str | bytes) -> list[int]:
    """The offset of each line, counted once for all places that are asked for in one text."""
    lines = text.split("\n") if isinstance(text, str) else text.split(b"\n")
    return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


@lru_cache(maxsize=2)
def _lines(data: bytes) -> list[bytes]:
    """The lines of a text, split once for all its places."""
    return data.splitlines()


@lru_cache(maxsize=2)
def _last_line(data: bytes) -> int:
    """The last line of a text that holds a letter."""
    return max(len(data.rstrip().splitlines()), 1)


def position_of_byte(data: bytes, offset: int) -> Position:
    """Where a byte of a text in UTF-8 stands, by its offset."""
    before = data[:offset].decode(errors="replace")
    return position_at(before, len(before))


def line_of_byte(data: bytes, offset: int) -> int:
    """The line of a byte, by its offset."""
    return bisect_right(_line_starts(data), offset)


def column_of_byte(line: str, offset: int) -> int:
    """The column of a byte within its line, where Python counts bytes of UTF-8 from 0."""
    return len(line.encode()[:offset].decode(errors="replace")) + 1


def first_letter(data: bytes, line: int | None) -> int | None:
    """The column of the first letter in a line of a text; None where there is no such line."""
    lines = _lines(data)
    if line is None or not 1 <= line <= len(lines):
        return None
    found = _LETTER.search(lines[line - 1])
    return (found.start() if found else len(lines[line - 1])) + 1


def within(data: bytes, line: int | None, column: int | None) -> tuple[int | None, int | None]:
    """A place as far as the file of these bytes has it; where its end is at fault, its last line.

    Parsers that run out of text name the line after the last. A line without a column gets that
    of its first letter.
    """
    if line is None:
        return None, None
    lines = _lines(data)
    if line > len(lines):
        line, column = _last_line(data), None
    return line, column or first_letter(data, line) or 1


def not_utf8(data: bytes) -> tuple[str, Position] | None:
    """What is wrong with bytes that are no UTF-8, and where."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        byte = data[error.start : error.start + 1]
        letter = byte.decode("cp1252", "replace")
        is_cut = error.reason == "unexpected end of data" or letter == "\N{REPLACEMENT CHARACTER}"
        other = "" if is_cut else f"; in Windows-1252 it is {letter}"
        place = position_of_byte(data, error.start)
        return f"the byte {byte.hex().upper()} is not UTF-8{other}", place
    return None


_LINE_NUMBER = re.compile(r"(?<=\bline )\d+")


def lines_within(data: bytes, message: str) -> str:
    """A parser's message in which no line is named that the file of these bytes does not have."""
    last = _last_line(data)
    count = max(len(_lines(data)), last)
    return _LINE_NUMBER.sub(lambda n: n[0] if int(n[0]) <= count else str(last), message)


class SvgPositions:
    """Finds elements and attributes of the tree at `root` in `text`, which it was parsed from.

    lxml knows only the line where the start tag of an element ends, so the text is searched. Where
    several elements of one name stand in one line, their order decides: the tree must still hold
    all of them.
    """

    def __init__(self, text: str, root: etree._Element) -> None:
        self._text = text
        elements: dict[tuple[int | None, str], list[etree._Element]] = defaultdict(list)
        for element in root.iter("*"):
            elements[_key(element)].append(element)
        tags = _start_tags(text)
        self._tags = {
            element: tag
            for key, alike in elements.items()
            if len(alike) == len(tags.get(key, ()))
            for element, tag in zip(alike, tags[key], strict=True)
        }
        self._attributes: dict[etree._Element, dict[str, int]] = {}

    def of(self, element: etree._Element, attribute: str = "") -> Position | None:
        """Where an element's start tag begins, or its attribute; None where that is not found."""
        tag = self._tags.get(element)
        if tag is None:
            return None
        if attribute and element not in self._attributes:
            self._attributes[element] = self._places(tag)
        name = attribute.rpartition("}")[2]
        offset = self._attributes[element].get(name) if attribute else None
        return position_at(self._text, tag.start() if offset is None else offset)

    def _places(self, tag: re.Match[str]) -> dict[str, int]:
        """Where each attribute of a start tag stands; the first of those of one local name."""
        places: dict[str, int] = {}
        for match in _ATTRIBUTE.finditer(self._text, *tag.span("attributes")):
            places.setdefault(match[1].rpartition(":")[2], match.start())
        return places


def _key(element: etree._Element) -> tuple[int | None, str]:
    """The line where an element's start tag ends, and its name without a namespace."""
    name = str(element.tag).rpartition("}")[2]
    return element.sourceline, name  # type: ignore[return-value]  # the stubs say EllipsisType


def _start_tags(text: str) -> dict[tuple[int | None, str], list[re.Match[str]]]:
    """The start tags of a text by the line where each ends, and its name."""
    found: dict[tuple[int | None, str], list[re.Match[str]]] = defaultdict(list)
    line, at = 1, 0
    for tag in _names(text):
        end = tag.end() - 1
        line, at = line + text.count("\n", at, end), end
        found[line, tag["name"].rpartition(":")[2]].append(tag)
    return found


def _names(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _MARKUP.finditer(text) if match["name"])
