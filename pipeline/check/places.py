"""An element of a drawing → the line and column of the source that made it, where they can be told.

Elements keep the lines that they had in the raw SVG. Where that is the source, nothing more is
needed. Graphviz names the node or edge of each group in the raw SVG, which is looked for in the DOT
text; of a script, the one string or f-string that the label can come from.
"""

from __future__ import annotations

import ast
import bisect
import html
import re
from functools import cached_property

from lxml import etree

from pipeline.check.dot_places import places_of
from pipeline.check.scene.colour import RGBA, parse_colour
from pipeline.kinds import kind_of
from pipeline.normalize.context import Context, line_of
from pipeline.positions import Position, column_of_byte, first_letter, line_of_byte
from pipeline.render.dot.source import Token, attributes, tokenize

Place = tuple[int, int | None] | tuple[None, None]
"""Line and column, counted from 1; None where they cannot be told."""

NOWHERE: Place = (None, None)
_FEWEST_LETTERS = 3
_COLOUR_OF_TAG = re.compile(r"""color\s*=\s*["']([^"':]+)""", re.IGNORECASE)
_COLOURS = re.compile("[:;]")
"""What parts the colours of a gradient or of parallel lines, `red:blue;0.3:green`."""

_GROUP = re.compile(rb'class="(?:node|edge|cluster)"[^>]*>\s*<title>([^<]*)</title>')

_PORT_OF_FDP = re.compile(r"\b__\d+:(?=cluster)")
"""What fdp puts before the name of a cluster that is the end of an edge."""


class Places:
    """Tells where in its source a drawing's elements come from."""

    def __init__(self, context: Context) -> None:
        self.context, self.drawing = context, context.drawing
        self._language = kind_of(self.drawing.kind).language

    def of(self, at: etree._Element | int | None, word: str = "") -> Place:
        """Where `word` is written, or else what an element or line of the raw SVG comes from."""
        line = at if isinstance(at, int) else _line(at)
        if self._language == "svg":
            found = self.context.place(None if isinstance(at, int) else _in_source(at))
            return (found[0], found[1]) if found[0] and found[1] else self._of_line(line)
        place = self._of_word(word) if word else NOWHERE
        if place != NOWHERE:
            return place
        return self._of_group(line) if self._language == "dot" else self._of_string(at)

    def _of_line(self, line: int | None) -> Place:
        column = first_letter(self.drawing.raw, line)
        return (line, column) if line is not None and column is not None else NOWHERE

    def _of_group(self, line: int | None) -> Place:
        starts, names = self._groups
        at = bisect.bisect_right(starts, line or 0) - 1
        return self._named.get(names[at], NOWHERE) if at >= 0 else NOWHERE

    @cached_property
    def _groups(self) -> tuple[list[int], list[str]]:
        """The lines in the raw SVG where the groups of nodes, edges and clusters start."""
        raw, starts, names = self.drawing.raw, [], []
        for match in _GROUP.finditer(raw):
            starts.append(line_of_byte(raw, match.start()))
            name = html.unescape(match[1].decode(errors="replace"))
            names.append(_PORT_OF_FDP.sub("", name))
        return starts, names

    @cached_property
    def _named(self) -> dict[str, Position]:
        return places_of(self._tokens)

    @cached_property
    def _tokens(self) -> list[Token]:
        return tokenize(self.drawing.content.decode("utf-8-sig", errors="replace"))

    def _of_string(self, at: etree._Element | int | None) -> Place:
        """The one string or f-string of the script that a label can come from."""
        if at is None or isinstance(at, int) or at.tag not in ("text", "tspan"):
            return NOWHERE
        label = " ".join("".join(map(str, at.itertext())).split())
        found = self._strings.get(label) or [
            place for parts, place in self._templates if _fits(parts, label)
        ]
        return found[0] if len(found) == 1 else NOWHERE

    def _of_word(self, word: str) -> Place:
        """The first place where a source writes a word, or a colour in any way."""
        places = self._words.get(word), self._colours.get(parse_colour(word))
        return min(filter(None, places), default=NOWHERE)

    @cached_property
    def _colours(self) -> dict[RGBA | None, Position]:
        """The first place of each colour that a source writes."""
        found: dict[RGBA | None, Position] = {}
        for text, place in self._words.items():
            if colour := parse_colour(text):
                found[colour] = min(place, found.get(colour, place))
        return found

    @cached_property
    def _words(self) -> dict[str, Position]:
        """The first place of each string of a script, or of each value of an attribute in DOT."""
        if self._language != "dot":
            return {text: places[0] for text, places in self._strings.items()}
        found: dict[str, Position] = {}
        for name, value in attributes(self._tokens):
            found.setdefault(value.text, value.place)
            if value.kind == "html":
                for tagged in _COLOUR_OF_TAG.finditer(value.text):
                    found.setdefault(tagged[1], value.place_of(tagged.start(1)))
            elif name.text.endswith("color"):
                for colour in _COLOURS.split(value.text):
                    found.setdefault(colour, value.place)
        return found

    @cached_property
    def _strings(self) -> dict[str, list[Position]]:
        """The places of each line of each string of the script; one in an f-string has its place.

        Python 3.11 gives the texts of an f-string no places of their own, and findings are the
        same under every Python.
        """
        f_strings = [node for node in self._nodes if isinstance(node, ast.JoinedStr)]
        around = {part: whole for whole in f_strings for part in whole.values}
        found: dict[str, list[Position]] = {}
        for node in self._nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                place = self._place(around.get(node, node))
                for line in {" ".join(part.split()) for part in node.value.split("\n")}:
                    found.setdefault(line, []).append(place)
        return found

    @cached_property
    def _templates(self) -> list[tuple[list[str | None], Position]]:
        """The parts of each f-string with words in it, None for what is put in, and its place."""
        found = []
        for node in self._nodes:
            if isinstance(node, ast.JoinedStr):
                parts = [_words(part) for part in node.values]
                if sum(map(str.isalpha, "".join(filter(None, parts)))) >= _FEWEST_LETTERS:
                    found.append((parts, self._place(node)))
        return found

    def _place(self, node: ast.expr) -> Position:
        return node.lineno, column_of_byte(self._lines[node.lineno - 1], node.col_offset)

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the script, as Python counts them."""
        return self.drawing.content.decode("utf-8-sig", errors="replace").split("\n")

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        if self._language != "python":
            return []
        try:
            return list(ast.walk(ast.parse(self.drawing.content)))
        except (SyntaxError, ValueError):
            return []


def _words(part: ast.expr) -> str | None:
    return " ".join(str(part.value).split()) if isinstance(part, ast.Constant) else None


def _fits(parts: list[str | None], label: str) -> bool:
    """Whether an f-string can come to a label, each part found at its first chance."""
    at, is_loose = 0, False
    for place, part in enumerate(parts, 1):
        if part is None:
            is_loose = True
            continue
        found = label.find(part, at)
        if place == len(parts) and label.endswith(part):
            found = max(at, len(label) - len(part))
        if found < 0 or (found > at and not is_loose):
            return False
        at, is_loose = found + len(part), False
    return is_loose or at == len(label)


def _in_source(element: etree._Element | None) -> etree._Element | None:
    """An element, or what holds it where a pass of ours made it."""
    while element is not None and not line_of(element):
        element = element.getparent()
    return element


def _line(element: etree._Element | None) -> int | None:
    """The line of an element, or of what holds it where a pass of ours made it."""
    found = _in_source(element)
    return None if found is None else line_of(found)
