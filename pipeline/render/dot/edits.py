"""A DOT text → the text that Graphviz gets: with house defaults, and every line where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Engine
from pipeline.render.dot import room
from pipeline.render.dot import source as dot_source
from pipeline.render.dot.source import LONGEST, Token
from pipeline.render.dot.statements import fills_with_color

DEFAULTS = (
    'graph [fontname="Helvetica", fontsize=12, fontcolor="#333333", color="#bbbbbb"];'
    'node [fontname="Helvetica", fontsize=12, fontcolor="#333333"];'
    'edge [fontname="Helvetica", fontsize=10, fontcolor="#555555", color="#555555",'
    " arrowsize=0.8];"
)
NODE_COLORS = 'node [color="#4a90c4", fillcolor="#cfe2f3"];'


_OTHER_CHARSETS = re.compile(r"latin-?1|l1|iso[-_]?8859-1|iso-ir-100|big-?5", re.IGNORECASE)
"""The encodings that Graphviz would read instead of UTF-8."""


def prepared(text: str, tokens: list[Token], engine: Engine) -> str:
    """The text for Graphviz; only where text is measured by us its labels get their room."""
    edits = [*_defaults(tokens), *_long_comments(text, tokens)]
    edits += _charsets(tokens)
    if engine == "embedded":
        edits += room.edits(text, tokens)
    parts, at = [], 0
    for begin, end, instead in sorted(edits):
        parts += [text[at:begin], instead]
        at = end
    return "".join([*parts, text[at:]])


def _defaults(tokens: list[Token]) -> Iterator[room.Edit]:
    """House defaults, first in the graph, so that everything else overrides them."""
    start = dot_source.body_start(tokens)
    if start is not None:
        colors = "" if fills_with_color(tokens) else NODE_COLORS
        yield start, start, DEFAULTS + colors


def _long_comments(text: str, tokens: list[Token]) -> Iterator[room.Edit]:
    """Where comments are longer than Graphviz reads in one piece, and their lines without them."""
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(text)]
    for end, start in zip(ends, starts, strict=True):
        if start - end > LONGEST:
            yield end, start, " " + "\n" * text.count("\n", end, start)


def _charsets(tokens: list[Token]) -> Iterator[room.Edit]:
    """Where the text names an encoding that it is not in: it is UTF-8, or it was not read."""
    for name, value in dot_source.attributes(tokens):
        if name.text == "charset" and _OTHER_CHARSETS.fullmatch(value.text):
            yield value.start, value.end, '"utf-8"'
