"""An alt or a caption that names another type of drawing than the one that is drawn (C003)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.check.noticed.labels import Inventory
from pipeline.check.noticed.silences import is_of_another
from pipeline.facts.model import Axes, Graph

_CHART = r"(?:chart|graph|plot|diagram)s?"
_NAMES: Mapping[str, str] = {
    "bar": rf"(?:(?:column|bar)[ -]?{_CHART}|barchart|(?<!error )bars\b)",
    "stacked bar": rf"stacked (?:horizontal |vertical )?(?:column|bar)s?(?: {_CHART})?",
    "line": rf"(?:line {_CHART}|curves?\b|hockey[ -]sticks?\b)",
    "pie": rf"(?:(?:pie|do(?:ugh)?nut)(?: {_CHART})?\b)",
    "scatter": rf"(?<!-)scatter(?: ?{_CHART}\b| (?=of\b))",
    "histogram": r"histograms?\b",
    "heat map": r"heat[ -]?maps?\b",
    "Gantt": r"gantt\b",
    "roofline": r"rooflines?\b",
    "ring": r"ring (?:of|topology|network)\b"
            r"|(?:arranged|joined|connected|linked|wired) in a ring\b",
    "tree": r"(?:binary |reduction |spanning |broadcast )?tree (?:of|over|topology|network)\b"
            r"|(?:binary|spanning) tree\b",
    "star": r"star (?:of|topology|network|graph)\b",
}  # fmt: skip
_CHARTS = frozenset(_NAMES) - {"ring", "tree", "star"}
_FOUND = re.compile(
    "|".join(f"(?P<{name.replace(' ', '_')}>\\b(?:{words}))" for name, words in
             sorted(_NAMES.items(), key=lambda item: -len(item[0]))), re.IGNORECASE,
)  # fmt: skip
_MOST_WORDS = 4
"""Words before the name of a type: it is what the text starts with, or it is mentioned in passing.
"""
_SHOWN_AS = re.compile(
    r"\b(?:as|(?:shown|drawn|plotted|pictured|displayed|presented|compared|given)\b[^.;:]*? in)"
    rf" an? (?:\w+ )?(?=\w+ {_CHART}\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w'-]*")


class Mistype(NamedTuple):
    """What a text says, where in it, and what is drawn."""

    said: str
    start: int
    end: int
    drawn: str


def mistyped(text: str, drawn: Inventory) -> Iterator[Mistype]:
    """The first type that a text names, if what is drawn cannot be called so."""
    facts = drawn.facts
    found = _named(text, is_graph=bool(facts.graph)) if facts.graph or facts.axes else None
    if found is None or found[0].lower() in drawn.words:
        return
    kind = (found.lastgroup or "").replace("_", " ")
    if facts.graph and kind in _CHARTS and not re.search(rf"{_CHART}\Z", found[0], re.IGNORECASE):
        return  # what it is about: a scatter-gather pattern, a service for heat maps
    other = _of_graph(kind, facts.graph) if facts.graph else _of_chart(kind, facts.axes)
    if other:
        yield Mistype(found[0], found.start(), found.end(), other)


def names_type(text: str) -> bool:
    """Whether a text names a type of drawing anywhere."""
    return _FOUND.search(text) is not None


def _named(text: str, is_graph: bool) -> re.Match[str] | None:
    """The name of a type with which a text starts, or as which it says that things are shown.

    None where it says so of another drawing. What a graph is about may be shown as a chart.
    """
    sentence = re.split(r"[.;:] ", text, maxsplit=1)[0]
    found = _FOUND.search(sentence)
    if found and len(_WORD.findall(text[: found.start()])) <= _MOST_WORDS:
        return None if is_of_another(text[: found.start()]) else found
    shown = None if is_graph else _SHOWN_AS.search(text)
    if shown is None or is_of_another(re.split(r"[.;:] ", text[: shown.end()])[-1]):
        return None
    return _FOUND.match(text, shown.end())


def _of_graph(kind: str, graph: Graph | None) -> str:
    """What a graph is where it cannot be called so; "" where it can."""
    if graph is None or not graph.nodes:
        return ""
    if kind in _CHARTS:
        return "a graph of nodes and edges"
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.tail != edge.head:
            neighbours[edge.tail].add(edge.head)
            neighbours[edge.head].add(edge.tail)
    return _FORMS[kind](neighbours) if neighbours else ""


Neighbours = Mapping[str, set[str]]


def _no_ring(neighbours: Neighbours) -> str:
    """A forest has no cycle."""
    pairs = sum(map(len, neighbours.values())) // 2
    parts = _parts(neighbours)
    return "a graph without a cycle" if pairs == len(neighbours) - parts else ""


def _no_tree(neighbours: Neighbours) -> str:
    is_ring = all(len(others) == 2 for others in neighbours.values())
    return "a ring" if is_ring and _parts(neighbours) == 1 and len(neighbours) > 2 else ""


def _no_star(neighbours: Neighbours) -> str:
    """A star has a hub, which most others are joined with."""
    most = max(map(len, neighbours.values()))
    is_small = len(neighbours) < 5
    return "" if is_small or most >= (len(neighbours) - 1) / 2 else "a graph without a hub"


_FORMS: Mapping[str, Callable[[Neighbours], str]] = {
    "ring": _no_ring, "tree": _no_tree, "star": _no_star,
}  # fmt: skip


def _parts(neighbours: Neighbours) -> int:
    """How many parts of a graph are not joined."""
    left, parts = set(neighbours), 0
    while left:
        parts += 1
        waiting = [left.pop()]
        while waiting:
            found = neighbours[waiting.pop()] & left
            left -= found
            waiting += found
    return parts


def _of_chart(kind: str, every: Iterable[Axes]) -> str:
    """What a chart shows where none of it can be called so; "" where some can, or nobody knows."""
    axes = [each for each in every if not each.is_colorbar]
    if any(each.projection != "rectilinear" for each in axes):
        return ""
    shown = {name for each in axes for name in _shown(each)}
    is_hidden = kind in _OF_AREAS and any(each.areas for each in axes)
    if kind not in _CALLED or not shown or is_hidden:
        return ""
    is_so = not shown.isdisjoint(_CALLED[kind])
    return "" if is_so else " and ".join(name for name in _SHOWN if name in shown)


_OF_AREAS = _CHARTS - {"line", "scatter", "roofline"}
"""What bands, contours and polygons may be called too."""

_SHOWN = ("bars", "lines", "points", "slices", "cells", "boxes", "steps")
_CALLED: Mapping[str, frozenset[str]] = {
    "bar": frozenset({"bars", "boxes", "steps"}),
    "stacked bar": frozenset({"stacks", "boxes"}),
    "line": frozenset({"lines", "steps", "joined"}),
    "pie": frozenset({"slices"}),
    "scatter": frozenset({"points", "marked"}),
    "histogram": frozenset({"bars", "steps", "boxes"}),
    "heat map": frozenset({"cells", "boxes"}),
    "Gantt": frozenset({"rows", "boxes"}),
    "roofline": frozenset({"lines"}),
}
"""What there must be some of where a chart is called so."""


def _shown(axes: Axes) -> Iterator[str]:
    """What the artists of a chart are, by every name that they can have."""
    lines = [line for line in axes.lines if line.form in ("line", "steps")]
    bars = [(bars.orientation, bar) for bars in axes.bars for bar in bars.bars]
    yield from ("bars",) if axes.bars else ()
    yield from ("boxes",) if len(axes.shapes) > 1 + len(bars) else ()
    yield from ("slices",) if axes.slices else ()
    yield from ("cells",) if axes.grids else ()
    yield from ("points",) if axes.points else ()
    yield from ("steps" if line.form == "steps" else "lines" for line in lines)
    yield from ("marked" for line in lines if line.marker)
    yield from ("joined" for line in axes.points if line.n > 1 and line.dash)
    yield from ("stacks" for _, bar in bars if bar.base)
    yield from ("rows" for way, _ in bars if way == "horizontal")
    if any(count > 1 for count in Counter(round(bar.at, 6) for _, bar in bars).values()):
        yield "stacks"
