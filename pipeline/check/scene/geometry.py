"""Points, boxes and outlines on the canvas, in CSS px: what lies in, over or across what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from pipeline.normalize.values.transform import Matrix

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Quad = tuple[Point, Point, Point, Point]
"""The corners of a label's box: top left, top right, bottom right, bottom left as it is read."""

EVERYWHERE: Bounds = (-1e9, -1e9, 1e9, 1e9)


def placed(matrix: Matrix, box: Bounds) -> Quad:
    """Where a matrix takes the corners of an upright box."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = box
    return (
        (a * left + c * top + e, b * left + d * top + f),
        (a * right + c * top + e, b * right + d * top + f),
        (a * right + c * bottom + e, b * right + d * bottom + f),
        (a * left + c * bottom + e, b * left + d * bottom + f),
    )


def around(matrix: Matrix, box: Bounds) -> Bounds:
    """The upright box around where a matrix takes an upright box.

    As each number that is added only grows with its own side, no corner need be looked at.
    """
    a, b, c, d, e, f = matrix
    left, top, right, bottom = box
    x1, x2 = a * left, a * right
    x3, x4 = c * top, c * bottom
    y1, y2 = b * left, b * right
    y3, y4 = d * top, d * bottom
    return (
        (x2 if x2 < x1 else x1) + (x4 if x4 < x3 else x3) + e,
        (y2 if y2 < y1 else y1) + (y4 if y4 < y3 else y3) + f,
        (x2 if x2 > x1 else x1) + (x4 if x4 > x3 else x3) + e,
        (y2 if y2 > y1 else y1) + (y4 if y4 > y3 else y3) + f,
    )


def bounds_of(points: Iterable[Point]) -> Bounds:
    """The smallest upright box around at least one point."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners(box: Bounds) -> Quad:
    """The corners of an upright box."""
    left, top, right, bottom = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def common(one: Bounds, other: Bounds) -> Bounds:
    """What two boxes have in common; its right is left of its left where that is nothing."""
    return (
        other[0] if other[0] > one[0] else one[0],
        other[1] if other[1] > one[1] else one[1],
        other[2] if other[2] < one[2] else one[2],
        other[3] if other[3] < one[3] else one[3],
    )


def area(box: Bounds) -> float:
    """The area of a box in px², 0 for one without."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def between(one: Point, other: Point, share: float) -> Point:
    """The point at a share of the way from one to the other."""
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def depth(one: Quad, other: Quad) -> float:
    """How far two boxes reach into each other, in px: 0 where they do not (separating axes)."""
    least = 1e9
    for quad in (one, other):
        for start, end in ((quad[0], quad[1]), (quad[0], quad[3])):
            across = hypot(end[0] - start[0], end[1] - start[1])
            if not across:
                return 0.0
            axis = ((end[0] - start[0]) / across, (end[1] - start[1]) / across)
            mine, yours = ([x * axis[0] + y * axis[1] for x, y in each] for each in (one, other))
            overlap = min(max(mine), max(yours)) - max(min(mine), min(yours))
            if overlap <= 0:
                return 0.0
            least = min(least, overlap)
    return least


def inside(point: Point, polygons: Sequence[Sequence[Point]], *, is_even_odd: bool = False) -> bool:
    """Whether a fill of these closed polygons covers a point."""
    x, y = point
    winding = 0
    for polygon in polygons:
        if not polygon:
            continue
        before = polygon[-1]
        for after in polygon:
            if (before[1] <= y) != (after[1] <= y):
                at = before[0] + (y - before[1]) * (after[0] - before[0]) / (after[1] - before[1])
                if at > x:
                    winding += 1 if after[1] > before[1] else -1
            before = after
    return bool(winding % 2) if is_even_odd else winding != 0


def chord(point: Point, polygons: Sequence[Sequence[Point]], along: Point) -> tuple[float, float]:
    """How far it is from a point to the outline against and along a direction of length 1.

    (-1e9, 1e9) where there is no outline that way.
    """
    back, forth = -1e9, 1e9
    (x0, y0), (u, v) = point, along
    for polygon in polygons:
        x1 = y1 = beside = 0.0
        for place, (x2, y2) in enumerate((*polygon[-1:], *polygon)):
            was, beside = beside, (y2 - y0) * u - (x2 - x0) * v
            if place and (was <= 0) != (beside <= 0):
                share = was / (was - beside)
                at = (x1 + share * (x2 - x1) - x0) * u + (y1 + share * (y2 - y1) - y0) * v
                if at <= 0:
                    back = max(back, at)
                else:
                    forth = min(forth, at)
            x1, y1 = x2, y2
    return back, forth


def cut(start: Point, end: Point, quad: Quad, inset: Point) -> tuple[Point, Point] | None:
    """The part of a line within a box that is drawn in by `inset` px at its ends and sides."""
    origin, right, _, low = quad
    near, far = 0.0, 1.0
    for corner, margin in ((right, inset[0]), (low, inset[1])):
        dx, dy = corner[0] - origin[0], corner[1] - origin[1]
        length = hypot(dx, dy)
        if length <= 2 * margin:
            return None
        a, b = (((x - origin[0]) * dx + (y - origin[1]) * dy) / length for x, y in (start, end))
        if a == b:
            if not margin < a < length - margin:
                return None
            continue
        first, last = sorted(((margin - a) / (b - a), (length - margin - a) / (b - a)))
        near, far = max(near, first), min(far, last)
    return (between(start, end, near), between(start, end, far)) if near < far else None
