"""Facts → what a reviewer should look at: what no claim says, and what is drawn and not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.facts.model import Axis, Facts, Graph
from pipeline.facts.views import each_once

MOST_NAMED = 3


def notes(facts: Facts) -> Iterator[str]:
    """What there is to look at, a line each."""
    if facts.reason:
        yield f"note: {facts.reason}"
    if facts.graph:
        yield from _alone(facts.graph)
    yield from _unseen(facts)
    for why in dict.fromkeys(each.why for axes in facts.axes for each in axes.unread):
        yield f"note: {why}"
    for axes in facts.axes:
        for line in (*axes.lines, *axes.points):
            held = len(line.points)
            if 0 < held < line.n and len(line.runs) == 1:
                name = line.label or line.colour
                yield f"note: “{name}” has {line.n:,} points, of which {held:,} are kept"


def _alone(graph: Graph) -> Iterator[str]:
    """Nodes without an edge among others that have some."""
    linked = {end for edge in graph.edges for end in (edge.tail, edge.head)}
    alone = [node.label or node.name for node in graph.nodes if node.name not in linked]
    if linked and alone:
        shown = ", ".join(f"“{name}”" for name in alone[:MOST_NAMED])
        more = f" and {len(alone) - MOST_NAMED} more" if len(alone) > MOST_NAMED else ""
        yield f"note: no edge leads to {shown}{more}"


def _unseen(facts: Facts) -> Iterator[str]:
    """Boxes that artists drew and that lie outside of what is seen.

    One inside may be drawn in a form that is not read back, as that of a box plot with notches.
    """
    every = each_once(facts.axes)
    drawn = Counter(
        box.fill for axes in every for box in axes.shapes
        if box.fill and box.x0 != box.x1 and box.y0 != box.y1
    )  # fmt: skip
    seen = Counter(box.fill for box in facts.boxes)
    outside = {
        box.fill for axes in every for box in axes.shapes
        if _are_apart(axes.x, box.x0, box.x1) or _are_apart(axes.y, box.y0, box.y1)
    }  # fmt: skip
    for fill, count in drawn.items():
        if seen[fill] < count and fill in outside:
            yield (
                f"note: {count} boxes are drawn in {fill}, and {seen[fill]} are seen: "
                "the others lie outside of the axes"
            )


def _are_apart(axis: Axis, *ends: float) -> bool:
    """Whether what lies between two values has no part on an axis."""
    return max(ends) <= min(axis.start, axis.end) or max(axis.start, axis.end) <= min(ends)
