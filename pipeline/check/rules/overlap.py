"""Rule on labels that cannot be read for what lies over or runs through them (L002)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise
from math import hypot

from pipeline.check.scene.colour import blend, contrast
from pipeline.check.scene.geometry import Bounds, Point, between, cut, depth
from pipeline.check.scene.grid import Grid
from pipeline.check.scene.ground import PAPER, ground
from pipeline.check.scene.holders import holder
from pipeline.check.scene.scene import Flaw, Flaws, Label, Scene, Shape
from pipeline.normalize.context import line_of

_SLACK, _SHARE = 1.5, 0.15
"""How far ink may reach into other ink: in px, and in shares of the smaller letters."""

_INSET, _INSET_AT_ENDS = 0.2, 0.35
"""How far a line must be within the ink to run through it: in shares of its height and its em."""

_LEAST_CHORD = 0.5
_FAINT = 2.25
"""Lines with less contrast than this are grids and guides, which letters stand on."""

_BAND = 0.6
_MOST_PAIRS = 200_000
"""No more labels than this are compared; by then there is enough to tell."""

_VEIL = 0.6
"""The opacity from which a sheet leaves too little of a line to be seen, as a legend's has it."""

_LEAST_COVERED = 0.25
_WAY_OUT = "move one of them, or make the drawing larger"

Obstacle = tuple[str, str]
"""What lies across a label, and the way out."""

_PAINTED_OVER = ("a shape is painted over {labels}", "paint the label later, or move it")
_CROSSED = (
    "a line runs through {labels}",
    "move the label off the line, or put a sheet of the ground's colour behind it",
)


def hard_to_read(scene: Scene) -> Flaws:
    """A label is overlapped by another, crossed by a line, or painted over.

    Sees the box of each label's ink, turned as the label is; more than 1.5 px of two must lie in
    one another. A line counts if it runs through the middle of the letters and is no pale grid:
    from a contrast of 2.25:1 with its ground. Halos and sheets between line and label count as
    room. It cannot see arrowheads, points of a scatter, or text that is drawn as paths.
    """
    heaps = _heaps(scene)
    for heap in heaps:
        yield Flaw(heap[-1].element, "labels overlap: {labels}", _WAY_OUT, labels=tuple(heap))
    told = set(chain.from_iterable(heaps))
    for label in scene.lines:
        if label.is_legible and label not in told and (wrong := _obstacle(scene, label)):
            yield Flaw(label.element, *wrong, labels=(label,))


def _heaps(scene: Scene) -> list[list[Label]]:
    """The labels that overlap, each heap in paint order."""
    heap_of: dict[Label, list[Label]] = {}
    for one, other in islice(_neighbours(scene), _MOST_PAIRS):
        mine, yours = heap_of.get(one, [one]), heap_of.get(other, [other])
        if mine is not yours and _overlap(scene, one, other):
            merged = [*mine, *yours]
            heap_of.update(dict.fromkeys(merged, merged))
    heaps = {id(heap): heap for heap in heap_of.values()}.values()
    return [sorted(heap, key=lambda label: label.order) for heap in heaps]


def _neighbours(scene: Scene) -> Iterator[tuple[Label, Label]]:
    """The labels whose bounds meet, the lower one first."""
    labels = [label for label in scene.lines if label.is_legible]
    grid = Grid(labels, *scene.viewport[2:])
    for label in labels:
        for other in grid.near(label.bounds):
            if label.order < other.order:
                yield label, other


def _overlap(scene: Scene, one: Label, other: Label) -> bool:
    """Whether the ink of a label reaches into that of one painted later, and both are seen."""
    if one.owner is other.owner or {one, other} & scene.shadows:
        return False
    slack = max(_SLACK, _SHARE * min(one.size, other.size))
    if depth(one.quad, other.quad) <= slack:
        return False
    return not any(
        one.order < shape.order < other.order and shape.is_opaque and shape.covers(one.centre)
        for shape in scene.around(one)
    )


def _obstacle(scene: Scene, label: Label) -> Obstacle | None:
    """What is wrong and the way out, where something lies across a label."""
    near = scene.around(label)
    if any(_covers(shape, label) for shape in near if shape.order > label.order):
        return _PAINTED_OVER
    held_by = None
    for shape in near:
        if not _could_cross(shape, label):
            continue
        if shape.form != "open":
            held_by = held_by or holder(scene, label)
            if held_by is not None or _is_around(scene, shape, label):
                continue
        if _crosses(shape, label, near):
            return _CROSSED
    return None


def _covers(shape: Shape, label: Label) -> bool:
    if not shape.is_opaque or line_of(shape.element) is None:
        return False
    one, two, three, four = label.quad
    start, end = between(one, four, 0.5), between(two, three, 0.5)
    points = [between(start, end, (n + 0.5) / 8) for n in range(8)]
    return sum(map(shape.covers, points)) > _LEAST_COVERED * len(points)


def _could_cross(shape: Shape, label: Label) -> bool:
    if not 0 < shape.stroke_width < _BAND * label.size or shape.is_copy:
        return False
    return not (label.halo and shape.order < label.order)


def _is_around(scene: Scene, shape: Shape, label: Label) -> bool:
    """Whether a label stands in a shape, which in a graph only its own node can be."""
    return not scene.is_graph and shape.holds(label.centre)


def _crosses(shape: Shape, label: Label, near: list[Shape]) -> bool:
    """Whether a stroke runs through the letters for long enough, and is seen there."""
    one, _, _, four = label.quad
    height = hypot(four[0] - one[0], four[1] - one[1])
    inset = (_INSET_AT_ENDS * label.size, _INSET * height)
    within = 0.0
    middle: Point | None = None
    for start, end in _pieces(shape, label.bounds):
        if part := cut(start, end, label.quad, inset):
            within += hypot(part[1][0] - part[0][0], part[1][1] - part[0][1])
            middle = middle or between(*part, 0.5)
    if middle is None or within < _LEAST_CHORD * height:
        return False
    return not _is_hidden(shape, label, near, middle) and not _is_faint(shape, near, middle)


def _pieces(shape: Shape, box: Bounds) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of an outline that may reach into a box."""
    left, top, right, bottom = box
    for points in shape.polygons:
        for start, end in pairwise(points):
            (x1, y1), (x2, y2) = start, end
            is_beside = (x1 < left and x2 < left) or (x1 > right and x2 > right)
            if not is_beside and (y1 >= top or y2 >= top) and (y1 <= bottom or y2 <= bottom):
                yield start, end


def _is_hidden(shape: Shape, label: Label, near: list[Shape], point: Point) -> bool:
    """Whether a sheet lies between line and label that hides most of the line."""
    return any(
        shape.order < sheet.order < label.order
        and all(colour[3] >= _VEIL for colour in sheet.fill)
        and sheet.covers(point)
        for sheet in near
    )


def _is_faint(shape: Shape, near: list[Shape], point: Point) -> bool:
    under = ground((each for each in near if each.order < shape.order), point) or PAPER
    return all(
        contrast(blend(colour, ground_colour), ground_colour) < _FAINT
        for colour in shape.stroke
        for ground_colour in under
    )
