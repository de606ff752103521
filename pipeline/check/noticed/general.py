"""The facts of a drawing and a general noun (nodes, arrows, bars) → every way to count them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from pipeline.facts.model import Axes, Facts, Graph, Line

Counts = Iterator[int]

_NUMBER = re.compile(r"\d+")
"""What tells `p1` and `p2` apart, which are counted together."""


def general(noun: str, facts: Facts) -> tuple[int, ...]:
    """The ways to count what a general noun in the singular names, the most natural one first.

    Empty if the noun names no part of such drawings, if there is none to count, or if not all of
    a figure is known.
    """
    if any(axes.unread for axes in facts.axes):
        return ()
    ways = (
        _OF_GRAPHS.get(noun) if facts.graph else _OF_CHARTS.get(noun) if facts.axes
        else _OF_PICTURES.get(noun)
    )  # fmt: skip
    found = tuple(dict.fromkeys(ways(facts))) if ways else ()
    return found if any(found) else ()


def _graph(facts: Facts) -> Graph:
    if facts.graph is None:
        raise ValueError("the drawing is no graph")
    return facts.graph


def _nodes(facts: Facts) -> Counts:
    """All nodes, those of a label, number or outline, of a look, in a cluster, and clusters too."""
    graph = _graph(facts)
    yield len(graph.nodes)
    yield sum(1 for node in graph.nodes if node.label)
    yield len({node.label for node in graph.nodes})
    yield sum(1 for node in graph.nodes if node.form)
    for look in ("form", "fill", "border"):
        yield from Counter(getattr(node, look) for node in graph.nodes).values()
    yield from Counter(_NUMBER.sub("", node.label) for node in graph.nodes).values()
    yield from _groups(facts)
    yield len(graph.nodes) + len(graph.clusters)


def _edges(facts: Facts) -> Counts:
    """All edges, pairs that they join, heads, those of a look, and those at a node."""
    edges = _graph(facts).edges
    yield len(edges)
    yield len({frozenset((edge.tail, edge.head)) for edge in edges})
    yield sum({"none": 0, "one": 1, "both": 2}[edge.heads] for edge in edges)
    for look in ("label", "colour", "is_dashed", "tail", "head"):
        yield from Counter(getattr(edge, look) for edge in edges).values()
    yield from Counter(end for edge in edges for end in {edge.tail, edge.head}).values()
    yield sum(1 for edge in edges if edge.label)


def _groups(facts: Facts) -> Counts:
    """Clusters, and what they hold."""
    clusters = _graph(facts).clusters
    if clusters:
        yield len(clusters)
        yield len(clusters) - 1
        yield from (len(cluster.members) for cluster in clusters)
        yield sum(1 for cluster in clusters if cluster.members)


def _bars(facts: Facts) -> Counts:
    """All bars, those of one series or of one place, series, and boxes that lie as bars do."""
    series = [bars for axes in facts.axes for bars in axes.bars]
    yield sum(len(bars.bars) for bars in series)
    yield sum(1 for bars in series for bar in bars.bars if bar.value)
    yield from (len(bars.bars) for bars in series)
    yield from (len({round(bar.at, 6) for bars in axes.bars for bar in bars.bars})
                for axes in facts.axes)  # fmt: skip
    yield len(series)
    names = {bar.name for bars in series for bar in bars.bars if bar.name}
    yield len(names)
    if names:
        yield from Counter(bar.name for bars in series for bar in bars.bars).values()
    for axes in facts.axes:
        yield sum(len(bars.bars) for bars in axes.bars)
        yield len(axes.bars)
        yield from _look_of_boxes(axes)
    yield from Counter(bar.fill for bars in series for bar in bars.bars).values()


def _look_of_boxes(axes: Axes) -> Counts:
    yield len(axes.shapes)
    for look in ("row", "fill"):
        yield from Counter(getattr(box, look) for box in axes.shapes).values()
    yield len({box.row for box in axes.shapes})


def _slices(facts: Facts) -> Counts:
    yield sum(len(axes.slices) for axes in facts.axes)
    yield from (len(axes.slices) for axes in facts.axes)


def _lines(facts: Facts) -> Counts:
    """Lines with straight ones or without, by axes, look and label, and entries of the legend."""
    every = [line for axes in facts.axes for line in axes.lines]
    yield from _look_of_lines(every)
    for axes in facts.axes:
        yield from _look_of_lines(axes.lines)
        yield len(axes.legend)
        yield len(axes.legend) + sum(1 for line in axes.lines if not line.label)
    yield len(every) + sum(len(axes.points) for axes in facts.axes)


def _look_of_lines(lines: Iterable[Line]) -> Counts:
    lines = list(lines)
    drawn = [line for line in lines if line.form in ("line", "steps")]
    yield len(drawn)
    yield len(lines)
    yield len({line.label for line in drawn if line.label})
    for look in ("colour", "dash", "form", "marker"):
        looks = Counter(getattr(line, look) for line in lines)
        yield from looks.values()
        yield len(looks)


def _points(facts: Facts) -> Counts:
    """All marked points, those of a series, of lines with markers, and of lines marked in part."""
    series = [each for axes in facts.axes for each in axes.points]
    marked = [line for axes in facts.axes for line in axes.lines if line.marker]
    for found in (series, marked, [*series, *marked]):
        yield sum(line.marks for line in found)
        yield from (line.marks for line in found)
        yield len(found)
    colours = {each.colour for each in series}
    yield from (line.n for axes in facts.axes for line in axes.lines if line.colour in colours)


def _boxes(facts: Facts) -> Counts:
    """Boxes of any size in the picture; with a text, of a fill, and as high and wide as others."""
    yield len(facts.boxes)
    yield sum(1 for box in facts.boxes if box.says)
    yield from Counter(box.fill for box in facts.boxes).values()
    yield from Counter(box.fill for box in facts.boxes if box.says).values()
    sizes = [(round(box.x1 - box.x0), round(box.y1 - box.y0)) for box in facts.boxes]
    for side in (0, 1):
        yield from Counter(size[side] for size in sizes).values()


def _boxes_of_graphs(facts: Facts) -> Counts:
    return chain(_nodes(facts), _boxes(facts))


def _boxes_of_charts(facts: Facts) -> Counts:
    for axes in facts.axes:
        yield from _look_of_boxes(axes)
    yield sum(len(axes.shapes) for axes in facts.axes)
    yield from _bars(facts)
    yield from _boxes(facts)


def _cells(facts: Facts) -> Counts:
    yield from (rows * columns for axes in facts.axes for rows, columns in axes.grids)
    yield from _boxes_of_charts(facts) if any(axes.shapes for axes in facts.axes) else ()


def _panels(facts: Facts) -> Counts:
    yield sum(1 for axes in facts.axes if not axes.is_colorbar)
    yield len(facts.axes)
    yield len({(axes.x.label, axes.y.label) for axes in facts.axes})


_Count = Callable[[Facts], Counts]

_OF_GRAPHS: Mapping[str, _Count] = {
    **dict.fromkeys(("node", "vertex", "circle", "ellipse", "oval"), _nodes),
    **dict.fromkeys(("box", "rectangle", "component", "block"), _boxes_of_graphs),
    **dict.fromkeys(("edge", "arrow", "link", "connection", "line"), _edges),
    **dict.fromkeys(("cluster", "group"), _groups),
}
_OF_CHARTS: Mapping[str, _Count] = {
    **dict.fromkeys(("bar", "column", "bin"), _bars),
    **dict.fromkeys(("slice", "wedge", "sector"), _slices),
    **dict.fromkeys(("line", "curve"), _lines),
    **dict.fromkeys(("point", "dot", "marker"), _points),
    **dict.fromkeys(("box", "rectangle"), _boxes_of_charts),
    "cell": _cells,
    **dict.fromkeys(("panel", "subplot"), _panels),
}
_OF_PICTURES: Mapping[str, _Count] = dict.fromkeys(("box", "rectangle"), _boxes)
