"""Points, boxes and outlines on the canvas, in CSS px: what lies in, over or across what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, hypot, pi, radians, sin, sqrt

from pipeline.normalize.path import Segment
from pipeline.normalize.transform import Matrix

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Quad = tuple[Point, Point, Point, Point]
"""The corners of a label's box: top left, top right, bottom right, bottom left as it is read."""

EVERYWHERE: Bounds = (-1e9, -1e9, 1e9, 1e9)
_STEPS = 8
"""Straight pieces that a curve is drawn by here."""

_WEIGHTS = [
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (step / _STEPS for step in range(1, _STEPS + 1))
]
"""The shares that the four points of a cubic curve have in each of its points."""


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
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


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
        turned = [((x - x0) * u + (y - y0) * v, (y - y0) * u - (x - x0) * v) for x, y in polygon]
        for (x1, y1), (x2, y2) in pairwise((*turned, *turned[:1])):
            if (y1 <= 0) == (y2 <= 0):
                continue
            x = x1 - y1 * (x2 - x1) / (y2 - y1)
            if x <= 0:
                back = max(back, x)
            else:
                forth = min(forth, x)
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


def flatten(segments: Iterable[Segment]) -> Iterator[list[Point]]:
    """The subpaths of path data as straight lines; the last point of a closed one is its first."""
    points: list[Point] = []
    mirrored: Point | None = None
    for letter, values in segments:
        if letter == "M":
            if len(points) > 1:
                yield points
            points, mirrored = [(values[0], values[1])], None
            continue
        if letter == "Z":
            if points:
                points.append(points[0])
                yield points
                points = points[:1]
            continue
        mirrored = _extend(points, letter, values, mirrored)
    if len(points) > 1:
        yield points


def _extend(
    points: list[Point], letter: str, values: tuple[float, ...], mirrored: Point | None
) -> Point | None:
    """Add the points of one segment; the control point that a smooth one after it mirrors."""
    start = points[-1]
    if letter == "L":
        points.append((values[0], values[1]))
        return None
    if letter == "A":
        points.extend(_arc(start, values))
        return None
    pairs = list(zip(values[::2], values[1::2], strict=True))
    if letter in "ST":
        at = mirrored or start
        pairs = [(2 * start[0] - at[0], 2 * start[1] - at[1]), *pairs]
    points.extend(_bezier(start, pairs))
    return pairs[-2]


def _bezier(start: Point, pairs: list[Point]) -> list[Point]:
    """Points of a curve with one or two control points, the last one its end."""
    one, *rest = pairs
    if len(rest) == 1:
        one, rest = between(start, one, 2 / 3), [between(rest[0], one, 2 / 3), *rest]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, one, *rest
    return [
        (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
        for a, b, c, d in _WEIGHTS
    ]


def _arc(start: Point, values: tuple[float, ...]) -> Iterator[Point]:
    """Points of an elliptical arc (SVG 2, section B.2.4), the last one its end."""
    rx, ry, turn, large, sweep, x2, y2 = values
    rx, ry, end = abs(rx), abs(ry), (x2, y2)
    if not rx or not ry or start == end:
        yield end
        return
    s, c = sin(radians(turn)), cos(radians(turn))
    x, y = (start[0] - x2) / 2, (start[1] - y2) / 2
    x, y = c * x + s * y, c * y - s * x
    scale = sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * scale, ry * scale
    rest = (rx * ry) ** 2 / ((rx * y) ** 2 + (ry * x) ** 2) - 1
    factor = sqrt(max(0.0, rest)) * (-1 if bool(large) == bool(sweep) else 1)
    u, v = factor * rx * y / ry, -factor * ry * x / rx
    middle = (c * u - s * v + (start[0] + x2) / 2, s * u + c * v + (start[1] + y2) / 2)
    yield from _turned(_angles((x - u) / rx, (y - v) / ry, (-x - u) / rx, (-y - v) / ry, sweep),
                       (rx, ry), (s, c), middle)  # fmt: skip
    yield end


def _angles(x1: float, y1: float, x2: float, y2: float, sweep: float) -> Iterator[float]:
    from math import atan2

    first, last = atan2(y1, x1), atan2(y2, x2)
    if sweep and last < first:
        last += 2 * pi
    if not sweep and last > first:
        last -= 2 * pi
    steps = max(2, ceil(abs(last - first) / (pi / 8)))
    for step in range(1, steps):
        yield first + (last - first) * step / steps


def _turned(angles: Iterable[float], radii: Point, turn: Point, middle: Point) -> Iterator[Point]:
    s, c = turn
    for angle in angles:
        x, y = radii[0] * cos(angle), radii[1] * sin(angle)
        yield c * x - s * y + middle[0], s * x + c * y + middle[1]
