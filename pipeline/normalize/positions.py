"""An element or attribute of a parsed SVG → its line and column in the text.

lxml tells of an element the line where its start tag ends, and no column. The text is looked
through only where something is found that has a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

Position = tuple[int, int]
"""Line and column, both from 1, in characters."""

_MARKUP = re.compile(
    r"""<!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?>
      | <(?P<name>[^\s<>/!?]+) (?P<attributes>(?>(?:[^<>"']++|"[^"]*"|'[^']*')*)) >""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")


class Positions:
    """Finds elements of the tree at `root` in `text`, which it was parsed from.

    Several elements of one name in one line are told apart by their order, so by then all of them
    must still be there.
    """

    def __init__(self, text: str, root: etree._Element) -> None:
        self._text = text
        self._tags = _start_tags(text)
        self._elements: dict[tuple[int | None, str], list[etree._Element]] = defaultdict(list)
        for element in root.iter(etree.Element):
            self._elements[_key(element)].append(element)

    def of(self, element: etree._Element, attribute: str = "") -> Position | None:
        """Where an element's start tag begins, or its attribute; None where that is not found."""
        key = _key(element)
        tags, alike = self._tags.get(key, []), self._elements.get(key, [])
        if element not in alike or len(alike) != len(tags):
            return None
        tag = tags[alike.index(element)]
        for match in _ATTRIBUTE.finditer(self._text, *tag.span("attributes")):
            if attribute and match[1].rpartition(":")[2] == attribute.rpartition("}")[2]:
                return self._position(match.start())
        return self._position(tag.start())

    def _position(self, offset: int) -> Position:
        line = self._text.count("\n", 0, offset) + 1
        return line, offset - self._text.rfind("\n", 0, offset)


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
