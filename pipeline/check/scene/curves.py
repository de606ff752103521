"""Path data → subpaths of straight lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, pi

from pipeline.check.scene.geometry import Point, between
from pipeline.normalize.values.arcs import arc_points
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
    """Points of an elliptical arc, the last one its end."""
    yield from arc_points(start, values, lambda angle: max(2, ceil(angle / (pi / 8))))
    yield values[-2], values[-1]
