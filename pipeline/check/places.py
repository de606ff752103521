"""An element of a drawing → the line and column of the source that made it, where they can be told.

Elements keep the lines that they had in the raw SVG. Where that is the source, nothing more is
needed. Graphviz names the node or edge of each group in the raw SVG, which is looked for in the DOT
text; of a script, the one string that is equal to the label tells the line.
"""

from __future__ import annotations

import ast
import bisect
import html
import re
from functools import cached_property

from lxml import etree

from pipeline.check.dot_places import places_of
from pipeline.model import Drawing
from pipeline.normalize.context import line_of

Place = tuple[int | None, int | None]
"""Line and column, counted from 1; None where they cannot be told."""

NOWHERE: Place = (None, None)
_GROUP = re.compile(rb'class="(?:node|edge|cluster)"[^>]*>\s*<title>([^<]*)</title>')


class Places:
    """Tells where in its source a drawing's elements come from."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def of(self, element: etree._Element | None) -> Place:
        """The place in the source that `element` comes from."""
        if element is None:
            return NOWHERE
        kind = self.drawing.kind
        if kind == "svg":
            return self._of_line(_line(element))
        if kind == "dot":
            return self._of_group(_line(element))
        return self._of_string(element)

    def _of_line(self, line: int | None) -> Place:
        lines = self._raw_lines
        if line is None or line > len(lines):
            return line, None
        return line, len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1

    @cached_property
    def _raw_lines(self) -> list[bytes]:
        return self.drawing.raw.splitlines()

    def _of_group(self, line: int | None) -> Place:
        starts, names = self._groups
        at = bisect.bisect_right(starts, line or 0) - 1
        return self._named.get(names[at], NOWHERE) if at >= 0 else NOWHERE

    @cached_property
    def _groups(self) -> tuple[list[int], list[str]]:
        """The lines in the raw SVG where the groups of nodes, edges and clusters start."""
        raw, starts, names = self.drawing.raw, [], []
        for match in _GROUP.finditer(raw):
            starts.append(raw.count(b"\n", 0, match.start()) + 1)
            names.append(html.unescape(match[1].decode(errors="replace")))
        return starts, names

    @cached_property
    def _named(self) -> dict[str, tuple[int, int]]:
        return places_of(self.drawing.content.decode("utf-8-sig", errors="replace"))

    def _of_string(self, element: etree._Element) -> Place:
        text = "".join(map(str, element.itertext())) if element.tag == "text" else ""
        found = self._strings.get(" ".join(text.split()), [])
        return found[0] if len(found) == 1 else NOWHERE

    @cached_property
    def _strings(self) -> dict[str, list[Place]]:
        """The places of each line of each string of the script."""
        try:
            tree = ast.parse(self.drawing.content)
        except (SyntaxError, ValueError):
            return {}
        found: dict[str, list[Place]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for line in {" ".join(part.split()) for part in node.value.split("\n")}:
                    found.setdefault(line, []).append((node.lineno, node.col_offset + 1))
        return found


def _line(element: etree._Element | None) -> int | None:
    """The line of an element, or of what holds it where a pass of ours made it."""
    while element is not None:
        if line := line_of(element):
            return line
        element = element.getparent()
    return None
