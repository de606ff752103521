"""Path data → subpaths of straight lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import atan2, ceil, cos, pi, radians, sin, sqrt

from pipeline.check.scene.geometry import Point, between
from pipeline.normalize.values.path import Segment

_STEPS = 8
"""Straight pieces that a curve is drawn by here."""

_WEIGHTS = [
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (step / _STEPS for step in range(1, _STEPS + 1))
]
"""The shares that the four points of a cubic curve have in each of its points."""


_SMOOTH = {"S": "CS", "T": "QT"}
"""After which commands a smooth one goes on from their control point: after no others."""


def flatten(segments: Iterable[Segment]) -> Iterator[list[Point]]:
    """The subpaths of path data as straight lines; the last point of a closed one is its first."""
    points: list[Point] = []
    control: Point | None = None
    last = ""
    for letter, values in segments:
        if letter == "L":
            x, y = values
            points.append((x, y))
        elif letter == "M":
            if len(points) > 1:
                yield points
            points = [(values[0], values[1])]
        elif letter == "Z":
            if points:
                points.append(points[0])
                yield points
                points = points[:1]
        else:
            is_smooth = last in _SMOOTH.get(letter, ())
            control = _extend(points, letter, values, control if is_smooth else None)
        last = letter
    if len(points) > 1:
        yield points


def _extend(
    points: list[Point], letter: str, values: tuple[float, ...], control: Point | None
) -> Point | None:
    """Add the points of one segment; a smooth one mirrors `control`, that of the one before it.

    Its own last control point comes back.
    """
    start = points[-1]
    if letter == "A":
        points.extend(_arc(start, values))
        return None
    if letter in "ST":
        at = control or start
        values = (2 * start[0] - at[0], 2 * start[1] - at[1], *values)
    if len(values) == 4:
        points.extend(_cubic(*start, *_raised(start, values)))
    else:
        points.extend(_cubic(*start, *values))
    return values[-4], values[-3]


def _raised(start: Point, values: tuple[float, ...]) -> tuple[float, ...]:
    """A curve with one control point as one with two."""
    x, y, *end = values
    return (*between(start, (x, y), 2 / 3), *between((end[0], end[1]), (x, y), 2 / 3), *end)


def _cubic(
    x0: float, y0: float, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float
) -> list[Point]:
    """Points of a curve with two control points, the last one its end."""
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
