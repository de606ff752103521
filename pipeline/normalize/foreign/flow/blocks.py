"""Boxes → where each stands: blocks under each other, and lines (CSS 2.1, chapters 8 to 10)."""

from __future__ import annotations

from pipeline.normalize.foreign.flow.flex import flex
from pipeline.normalize.foreign.flow.metrics import Height
from pipeline.normalize.foreign.flow.runs import place
from pipeline.normalize.foreign.flow.sizes import (
    Fragment,
    Space,
    clamped,
    edges_of,
    given_height,
    text_of,
    width_of,
)
from pipeline.normalize.foreign.flow.widths import Measure
from pipeline.normalize.foreign.html.boxes import Box


def lay_out(
    box: Box,
    space: Space,
    width: float | None = None,
    height: float | None = None,
    *,
    fits: bool = False,
) -> Fragment:
    """A box and all in it. A container may give its size; `fits` lets it be as its content."""
    edges = edges_of(box, space.width)
    if width is None:
        width = width_of(box, space, edges, fits)
    fragment = Fragment(box, width, edges=edges)
    own = given_height(box, space, edges) if height is None else max(height - edges.down, 0.0)
    inside = Space(max(width - edges.across, 0.0), own)
    if box.display == "flex":
        content = flex(fragment, inside, lay_out)
    elif box.holds_lines:
        content = _lines(fragment, inside)
    else:
        content = _flow(fragment, inside)
    whole = (content if own is None else own) + edges.down
    fragment.height = clamped(box, "height", whole, space.height, edges.down)
    if own is not None or fragment.height > content + edges.down:
        fragment.below = (0.0, 0.0)
    if box.style.get("display") == "table-cell":
        _lower(fragment, fragment.height - content - edges.down)
    fragment.is_through = not (fragment.height > 0 or box.holds_lines or _is_closed(box))
    return fragment


def _lower(fragment: Fragment, room: float) -> None:
    """Move what is in a table's cell down, where `vertical-align` says so."""
    align = fragment.box.style.get("vertical-align")
    down = room if align == "bottom" else room / 2 if align == "middle" else 0.0
    if down <= 0:
        return
    fragment.runs = [run._replace(y=run.y + down) for run in fragment.runs]
    fragment.stretches = [each._replace(y=each.y + down) for each in fragment.stretches]
    for child in fragment.children:
        child.y += down


def _is_closed(box: Box) -> bool:
    """Whether margins of its children stay inside it."""
    display = box.style.get("display", "inline")
    clips = box.style.get("overflow", "visible") not in ("visible", "clip")
    return box.display == "flex" or clips or display not in ("block", "list-item", "inline", "")


def _join(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Adjoining margins: the greatest positive and the least negative count (CSS 2.1, 8.3.1)."""
    return max(one[0], other[0]), min(one[1], other[1])


def _margin(length: float) -> tuple[float, float]:
    return max(length, 0.0), min(length, 0.0)


def _flow(fragment: Fragment, inside: Space) -> float:
    """Blocks under each other; the height of them all."""
    box, edges = fragment.box, fragment.edges
    is_open = not _is_closed(box)
    top, waiting = 0.0, (0.0, 0.0)
    is_first = is_open and not edges.inner[0] and not _is_root(box)
    for child_box in box.children:
        child = lay_out(child_box, inside)
        above, below = _margin(child.edges.margin[0]), _margin(child.edges.margin[2])
        waiting = _join(waiting, _join(above, child.above))
        if child.is_through:
            waiting = _join(waiting, _join(below, child.below))
            child.y = edges.inner[0] + top
            fragment.children.append(child)
            continue
        if is_first:
            fragment.above, is_first, waiting = waiting, False, (0.0, 0.0)
        top += sum(waiting)
        child.x, child.y = edges.inner[3] + _indent(child, inside), edges.inner[0] + top
        top += child.height
        waiting = _join(below, child.below)
        _add(fragment, child)
    if is_first:
        fragment.above, waiting = waiting, (0.0, 0.0)
    if not _is_closed(box) and not edges.inner[2] and not _is_root(box):
        fragment.below = waiting
    else:
        top += sum(waiting)
    return max(top, 0.0)


def _is_root(box: Box) -> bool:
    return box.element is not None and str(box.element.tag).endswith("}foreignObject")


def _indent(child: Fragment, inside: Space) -> float:
    """How far a block stands from the left: its margin, or half the room where both are auto."""
    left, right = (child.box.style.get(f"margin-{side}") == "auto" for side in ("left", "right"))
    room = inside.width - child.width - child.edges.margin[1] - child.edges.margin[3]
    if room > 0 and left:
        return child.edges.margin[3] + (room / 2 if right else room)
    return child.edges.margin[3]


def _add(fragment: Fragment, child: Fragment) -> None:
    fragment.children.append(child)
    if child.last is not None:
        fragment.last = child.y + child.last
    if fragment.first is None and child.first is not None:
        fragment.first = child.y + child.first


def _lines(fragment: Fragment, inside: Space) -> float:
    """Lines of text; the height of them all."""
    made, edges = text_of(fragment.box), fragment.edges
    objects = {at: lay_out(box, inside, fits=True) for at, box in made.objects.items()}
    measure = Measure(made, {at: _outer(child) for at, child in objects.items()})
    heights = {child.box: _object_height(child) for child in objects.values()}
    laid = place(made, measure, heights, inside.width)
    left, top = edges.inner[3], edges.inner[0]
    fragment.runs = [run._replace(x=run.x + left, y=run.y + top) for run in laid.runs]
    fragment.stretches = [s._replace(x=s.x + left, y=s.y + top) for s in laid.stretches]
    for child in objects.values():
        x, y = laid.objects[child.box]
        child.x, child.y = left + x + child.edges.margin[3], top + y + child.edges.margin[0]
        fragment.children.append(child)
    if laid.first is not None and laid.last is not None:
        fragment.first, fragment.last = top + laid.first, top + laid.last
    return laid.height


def _outer(child: Fragment) -> float:
    return child.width + child.edges.margin[1] + child.edges.margin[3]


def _object_height(child: Fragment) -> Height:
    """How far a box in a line reaches over its baseline and under it, margins included."""
    whole = child.height + child.edges.margin[0] + child.edges.margin[2]
    is_seen = child.box.style.get("overflow", "visible") in ("visible", "clip")
    baseline = child.first if child.box.style.get("display") != "inline-block" else child.last
    if baseline is None or not is_seen:
        return Height(whole, 0.0)
    ascent = child.edges.margin[0] + baseline
    return Height(ascent, whole - ascent)
