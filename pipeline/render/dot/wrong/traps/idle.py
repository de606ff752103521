"""The attributes of a graph → those that come to nothing where they stand, without a word.

Source: https://graphviz.org/doc/info/attrs.html, and what Graphviz 14 draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.render.dot.lookup import TRUE, Source
from pipeline.render.dot.source import EDGES
from pipeline.render.dot.wrong.records import Lost

_FILLED = re.compile("fil|radial|striped|wedged", re.IGNORECASE)
"""Also of a `style=fillled`, which Graphviz itself warns of."""

_NO_COLOURS = ("", "none", "transparent", "white", "#fff", "#ffffff")
_RANKS = ("same", "min", "max", "source", "sink")
_SIDES = frozenset(("n", "ne", "e", "se", "s", "sw", "w", "nw", "c", "_"))
_FIELD = re.compile(
    r"(?:^|[|{])\s*(<\w+>).*[|{]\s*<\w+>|^\s*\{[^{}|]+\|(?!\|).*\\l\s*\}\s*$", re.DOTALL
)
r"""Two ports where fields of a record start, or a whole in { } whose lines fill its last field.

Code and grammars have | and } behind lines as well: `if (a || b) {\l c;\l}`, `A\l| B\l`.
"""


def idle_attributes(source: Source) -> Iterator[Lost]:
    """Attributes that need another one, or another place."""
    layout = source.settings.get("layout", "dot")
    yield from _of_another_layout(source, layout)
    if layout == "dot":
        yield from _ends_at_clusters(source)
        yield from _ranks_of_nodes(source)
        yield from _directions_of_parts(source)
    yield from _fills(source)
    yield from _fields(source)
    if source.settings.get("splines") == "ortho":
        yield from _ports_of_ortho(source)


def _of_another_layout(source: Source, layout: str) -> Iterator[Lost]:
    """Bad: `a [pos="1,2!"]` without a `layout`, `rankdir=LR` under `layout=neato`."""
    for name, value in source.attributes:
        if layout == "dot" and name.text == "pos" and value.text.endswith("!"):
            message = "pos places no node here: dot finds the places itself"
            yield Lost(message, "write layout=neato for the graph, or take the pos out", name.place)
            return
        if layout != "dot" and name.text in ("rankdir", "rank"):
            message = f"{name.text} counts for nothing under layout={layout}"
            yield Lost(message, f"take it out, or the layout={layout}", name.place)
            return


def _ends_at_clusters(source: Source) -> Iterator[Lost]:
    """Bad: `a -> b [lhead=cluster_x]` without `compound=true` for the graph."""
    is_set = source.settings.get("compound") in TRUE
    for name, value in () if is_set else source.attributes:
        if name.text in ("lhead", "ltail") and value.text:
            message = f"{name.text} counts in a graph with compound=true, which is not set"
            yield Lost(message, "set compound=true for the graph", name.place)
            return


def _fills(source: Source) -> Iterator[Lost]:
    """Bad: `a [fillcolor=red]` where no `style` fills anything. Good: of a point, of an edge."""
    looks = [value.text for name, value in source.attributes if name.text in ("shape", "style")]
    if any(look == "point" or _FILLED.search(look) for look in looks):
        return
    for each in source.lists:
        for name, value in each.inside if not each.is_of_edges else ():
            if name.text == "fillcolor" and value.text.lower() not in _NO_COLOURS:
                message = "fillcolor fills nothing here, since nothing has style=filled"
                hint = "write style=filled beside it, or node [style=filled] for all nodes"
                yield Lost(message, hint, name.place)
                return


def _ranks_of_nodes(source: Source) -> Iterator[Lost]:
    """Bad: `a [rank=same]`. Good: `{ rank=same; a b }`."""
    for each in source.lists:
        if not each.statement or each.is_of_edges or each.default == "graph":
            continue
        for name, value in each.inside:
            if name.text == "rank" and value.text in _RANKS:
                message = "rank counts for the nodes in { }, and at a node for nothing"
                hint = f"write {{ rank={value.text}; … }} around the names of nodes"
                yield Lost(message, hint, name.place)


def _directions_of_parts(source: Source) -> Iterator[Lost]:
    """Bad: `subgraph cluster_a { rankdir=LR; a -> b }` in a graph that runs down."""
    depth, inner = 0, set()
    for token in source.outside:
        depth += (token.mark == "{") - (token.mark == "}")
        if depth > 1 and token.text == "rankdir":
            inner.add(token.start)
    given = [(name, value) for name, value in source.attributes if name.text == "rankdir"]
    of_all = {value.text for name, value in given if name.start not in inner}
    for name, value in given:
        if name.start in inner and value.text not in of_all:
            message = "rankdir counts for the whole graph, and in a part of it for nothing"
            hint = f"for the whole graph write rankdir={value.text} outside of the inner {{ }}"
            yield Lost(message, hint, name.place)


def _fields(source: Source) -> Iterator[Lost]:
    """Bad: `a [label="<left> 1|<right> 2"]` where nothing is a record. Good: `"{a | b}"`, a set."""
    if any(
        "record" in value.text.lower() for name, value in source.attributes if name.text == "shape"
    ):
        return
    of_nodes = (each for each in source.lists if not each.is_of_edges and each.default != "graph")
    for each in of_nodes:
        for name, value in each.inside:
            is_quoted = name.text == "label" and value.kind == "quoted" and "|" in value.text
            is_markup = "</" in value.text
            if is_quoted and not is_markup and (found := _FIELD.search(value.text)):
                sign = found[1] or "|"
                message = f"{sign} is drawn as it stands: only a record has fields"
                hint = "write shape=record beside it, or node [shape=record] for all nodes"
                yield Lost(message, hint, value.place)
                return


def _ports_of_ortho(source: Source) -> Iterator[Lost]:
    """The first port of a field that an edge names. Good: `a:e -> b:w`, sides of whole nodes."""
    tokens = source.outside
    for n, (name, colon, port) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if colon.mark != ":" or name.mark or port.mark or port.text in _SIDES:
            continue
        beside = {each.mark for each in (*tokens[max(n - 1, 0) : n], *tokens[n + 3 : n + 6])}
        if not beside.isdisjoint(EDGES):
            message = f"splines=ortho leads no edge to a port, so {port.text} is not where it ends"
            hint = "write splines=polyline, or take the ports out"
            yield Lost(message, hint, port.place)
            return
