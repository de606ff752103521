"""A DOT text → the text that Graphviz gets: with house defaults, and every line where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Engine
from pipeline.render.dot import room
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import LONGEST, Token, attributes, body_start
from pipeline.render.dot.statements import braces_around

DEFAULTS = (
    'graph [fontname="Helvetica", fontsize=12, fontcolor="#333333"];'
    'node [fontname="Helvetica", fontsize=12, fontcolor="#333333"];'
)
EDGES = {
    "arrowsize": "0.8",
    "color": "#555555",
    "fontcolor": "#555555",
    "fontname": "Helvetica",
    "fontsize": "10",
}
NODE_COLORS = 'node [color="#4a90c4", fillcolor="#cfe2f3"];'
OUTLINE = "#bbbbbb"
"""Around a cluster."""

_OTHER_CHARSETS = re.compile(r"latin-?1|l1|iso[-_]?8859-1|iso-ir-100|big-?5", re.IGNORECASE)
"""The encodings that Graphviz would read instead of UTF-8."""


_WORD = re.compile(r"\w+")
_FONTS = ("fontname", "labelfontname")
_BARE_AND = re.compile(r"&(?!#?\w+;)")


def prepared(source: Source, engine: Engine) -> str:
    """The text for Graphviz; only where text is measured by us its labels get their room."""
    text = source.text
    edits = [*_defaults(source), *_long_comments(source), *_replaced(source)]
    if engine == "embedded":
        edits += room.edits(text, source.lists)
    parts, at = [], 0
    for begin, end, instead in sorted(edits):
        parts += [text[at:begin], instead]
        at = end
    return "".join([*parts, text[at:]])


def _defaults(source: Source) -> Iterator[room.Edit]:
    """House defaults, first in the graph, so that everything else overrides them."""
    start = body_start(source.tokens)
    if start is None:
        return
    colors = "" if _fills_with_color(source) else NODE_COLORS
    defaults = f"{DEFAULTS}edge [{_of_edges(source)}];"
    if not _fills_clusters(source):
        yield start, start, f'{defaults}graph [color="{OUTLINE}"];{colors}'
        return
    # Here `color` fills as well, before `bgcolor` does: ours would hide the author's.
    yield start, start, f'{defaults}graph [pencolor="{OUTLINE}"];{colors}'
    found = [*_of_graphs(source)]
    bodies = braces_around(source.tokens, {name.start for _, name, _ in found})
    own = {bodies[name.start] for _, name, _ in found if name.text == "pencolor"}
    for joint, name, value in found:
        body = bodies[name.start]
        if name.text == "color" and not any(body[:depth] in own for depth in range(len(body) + 1)):
            pen = source.text[value.start : value.end]
            yield value.end, value.end, f"{joint} pencolor={pen}"


def _of_edges(source: Source) -> str:
    """The defaults of edges, with every attribute that edges here have, in the order of names.

    Graphviz lays out an edge between ports in one rank in a copy of the graph, where attributes
    come in that order, but reads how large an arrow is by the number that the attribute has here.
    Where a font size has that number there, the line ends long before its arrow.
    """
    lists = [each for each in source.lists if each.is_of_edges]
    named = [name.text for each in lists for name, _ in each.inside if _WORD.fullmatch(name.text)]
    values = dict.fromkeys([*named, "headport", "tailport"], "") | EDGES
    return ", ".join(f'"{name}"="{values[name]}"' for name in sorted(values))


def _fills_clusters(source: Source) -> bool:
    """Whether clusters are filled by style, and some of them in their `bgcolor`."""
    found = [(name.text, value.text) for _, name, value in _of_graphs(source)]
    is_filling = any(name == "style" and "filled" in value for name, value in found)
    return is_filling and any(name == "bgcolor" for name, _ in found)


def _of_graphs(source: Source) -> Iterator[tuple[str, Token, Token]]:
    """What is set for graphs and clusters, and what another attribute there comes behind."""
    for name, value in attributes(source.outside):
        yield ";", name, value
    for each in source.lists:
        if each.default == "graph":
            for name, value in each.inside:
                yield ",", name, value


def _fills_with_color(source: Source) -> bool:
    """Whether the author fills nodes by `color` alone, which a default `fillcolor` would undo."""
    attributes = source.attributes
    is_filling = any(name.text == "style" and "filled" in value.text for name, value in attributes)
    return is_filling and any(
        "color" in names and "fillcolor" not in names for names in _names_of_nodes(source)
    )


def _names_of_nodes(source: Source) -> Iterator[set[str]]:
    """The names in each attribute list that is no edge's and no graph's."""
    for each in source.lists:
        if not each.is_of_edges and each.default != "graph":
            yield {name.text for name, _ in each.inside}


def _long_comments(source: Source) -> Iterator[room.Edit]:
    """Where comments are longer than Graphviz reads in one piece, and their lines without them."""
    text, tokens = source.text, source.tokens
    if len(text) <= LONGEST:
        return
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(text)]
    for end, start in zip(ends, starts, strict=True):
        if start - end > LONGEST:
            yield end, start, " " + "\n" * text.count("\n", end, start)


def _replaced(source: Source) -> Iterator[room.Edit]:
    """Attributes that are not about the drawing, and those that Graphviz does not escape.

    The text is UTF-8, or it was not read; a finer picture of pixels is no larger drawing; and ids
    of an author's own, which stand in `url(#…)` of gradients as they are, are used by nothing.
    """
    for name, value in source.attributes:
        if name.text == "charset" and _OTHER_CHARSETS.fullmatch(value.text):
            yield value.start, value.end, '"utf-8"'
        elif name.text in ("dpi", "resolution"):
            rest = source.text[value.end : value.end + 1]
            if not rest.isalpha():  # of `96px` Graphviz says that it is two names, so it stays
                yield value.start, value.end, "72"
        elif name.text == "id":
            yield value.start, value.end, _in_place_of(value, "", source.text)
        elif name.text in _FONTS and any(letter in value.text for letter in '"&<'):
            yield value.start, value.end, _in_place_of(value, _escaped(value.text), source.text)


def _in_place_of(value: Token, text: str, source: str) -> str:
    """Another text as a quoted string of as many lines."""
    return f'"{text}"' + "\n" * source.count("\n", value.start, value.end)


def _escaped(font: str) -> str:
    """The name of a font as it may stand in an attribute of an SVG, as which Graphviz writes it."""
    return _BARE_AND.sub("&amp;", font).replace("<", "&lt;").replace('"', "'")
