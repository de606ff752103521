"""Rule on labels that something lies over or runs through (L002)."""

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
"""How far the letters of two labels may overlap: in px, and as a share of the smaller font size."""

_INSET, _INSET_AT_ENDS = 0.2, 0.35
"""How far inside the box of the letters a line must run to count: as a share of the box's height,
and at its two ends as a share of the font size."""

_LEAST_CHORD = 0.5
_FAINT = 2.25
"""Lines with less contrast than this are grid lines, which may run behind letters."""

_BAND = 0.6
_MOST_PAIRS = 200_000
"""The most pairs of labels that are compared."""

_VEIL = 0.6
"""The opacity from which a shape hides a line well enough; the frame of a legend has more."""

_LEAST_COVERED = 0.25
_WAY_OUT = "move one of them, or make the drawing larger"

Obstacle = tuple[str, str]
"""What is wrong with a label, and what to do."""

_PAINTED_OVER = ("a shape is painted over {labels}", "paint the label later, or move it")
_CROSSED = (
    "a line runs through {labels}",
    "move the label off the line, or put a sheet of the ground's colour behind it",
)


def hard_to_read(scene: Scene) -> Flaws:
    """Report labels that another label overlaps, a line crosses, or a shape is painted over.

    Two labels overlap if the boxes of their letters share more than 1.5 px and more than 15 % of
    the smaller font size. Pale lines are ignored.
    """
    heaps = _heaps(scene)
    for heap in heaps:
        yield Flaw(heap[-1].element, "labels overlap: {labels}", _WAY_OUT, labels=tuple(heap))
    told = set(chain.from_iterable(heaps))
    for label in scene.lines:
        if label.is_legible and label not in told and (wrong := _obstacle(scene, label)):
            yield Flaw(label.element, *wrong, labels=(label,))


def _heaps(scene: Scene) -> list[list[Label]]:
    """The groups of labels that overlap, each in paint order."""
    heap_of: dict[Label, list[Label]] = {}
    for one, other in islice(_neighbours(scene), _MOST_PAIRS):
        mine, yours = heap_of.get(one, [one]), heap_of.get(other, [other])
        if mine is not yours and _overlap(scene, one, other):
            merged = [*mine, *yours]
            heap_of.update(dict.fromkeys(merged, merged))
    heaps = {id(heap): heap for heap in heap_of.values()}.values()
    return [sorted(heap, key=lambda label: label.order) for heap in heaps]


def _neighbours(scene: Scene) -> Iterator[tuple[Label, Label]]:
    """The pairs of labels whose bounds meet, the one that is painted first in front."""
    labels = [label for label in scene.lines if label.is_legible]
    grid = Grid(labels, *scene.viewport[2:])
    for label in labels:
        for other in grid.near(label.bounds):
            if label.order < other.order:
                yield label, other


def _overlap(scene: Scene, one: Label, other: Label) -> bool:
    """Whether a label overlaps one that is painted later, and both can be seen."""
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
    """What is wrong with a label and what to do, if something lies over it or runs through it."""
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
    """Whether the label is inside a shape; in a graph this counts only for its own node."""
    return not scene.is_graph and shape.holds(label.centre)


def _crosses(shape: Shape, label: Label, near: list[Shape]) -> bool:
    """Whether a long enough part of a stroke runs through the letters, and can be seen there."""
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
    """The straight parts of an outline that may reach into a box."""
    left, top, right, bottom = box
    for points in shape.polygons:
        for start, end in pairwise(points):
            (x1, y1), (x2, y2) = start, end
            is_beside = (x1 < left and x2 < left) or (x1 > right and x2 > right)
            if not is_beside and (y1 >= top or y2 >= top) and (y1 <= bottom or y2 <= bottom):
                yield start, end


def _is_hidden(shape: Shape, label: Label, near: list[Shape], point: Point) -> bool:
    """Whether a shape between line and label hides most of the line."""
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
