"""Drawn polylines on axes of any scale → what they are at a place, and where two of them cross."""

from __future__ import annotations

import functools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.claims.measures.values import NOISE
from pipeline.facts.model import Axes, Axis, Line, Point

Runs = Sequence[Sequence[Point]]
"""The stretches of a line, each a row of points."""

FINEST = 400
"""Parts of an axis: what lies nearer, no reader tells apart."""


class Scale(NamedTuple):
    """An axis: its kind and where it starts and ends, in data units."""

    kind: str
    start: float
    end: float

    @property
    def is_known(self) -> bool:
        """Whether it is known where a value lies between two others."""
        return self.kind == "linear" or self.is_log

    @property
    def is_log(self) -> bool:
        """Whether equal steps on it are equal factors."""
        return self.kind == "log" and self.start > 0 and self.end > 0

    def drawn(self, value: float) -> float:
        """Where a value lies, in a measure in which the axis is even."""
        if not self.is_log:
            return value
        return math.log10(value) if value > 0 else -math.inf

    def value(self, drawn: float) -> float:
        """The value that lies there."""
        return 10.0**drawn if self.is_log else drawn

    def seen_at(self, value: float) -> float:
        """How far from a value another is that no reader tells from it."""
        part = abs(self.drawn(self.end) - self.drawn(self.start)) / FINEST
        return abs(value) * (10.0**part - 1) if self.is_log else part


class Drawn(NamedTuple):
    """A line and the axes that it is drawn in."""

    line: Line
    axes: Axes

    @property
    def x(self) -> Scale:
        """The scale of the x axis."""
        return _scale(self.axes.x)

    @property
    def y(self) -> Scale:
        """The scale of the y axis."""
        return _scale(self.axes.y)


@functools.lru_cache(maxsize=64)
def _scale(axis: Axis) -> Scale:
    return Scale(axis.scale, axis.start, axis.end)


def values_at(runs: Runs, along: Scale, across: Scale, place: float) -> tuple[list[float], bool]:
    """What a line is at a place, and whether that is a point of it; several where it turns."""
    near = NOISE * max(abs(place), abs(along.end - along.start))
    exact = [y for run in runs for x, y in run if abs(x - place) <= near]
    if exact:
        return [*dict.fromkeys(exact)], True
    found: list[float] = []
    at = along.drawn(place)
    for (x0, y0), (x1, y1) in _segments(runs, along, across):
        if min(x0, x1) <= at <= max(x0, x1) and x0 != x1:
            found.append(across.value(y0 + (y1 - y0) * (at - x0) / (x1 - x0)))
    return found, False


def places_of(runs: Runs) -> tuple[float, float]:
    """From where to where a line is drawn."""
    places = [x for run in runs for x, _ in run] or [0.0]
    return min(places), max(places)


def crossings(one: Runs, other: Runs, x: Scale, y: Scale) -> list[float]:
    """The places on the x axis where two lines meet."""
    others = sorted((min(c[0], d[0]), c, d) for c, d in _segments(other, x, y))
    starts = [start for start, _, _ in others]
    widest = max((abs(d[0] - c[0]) for _, c, d in others), default=0.0)
    found: list[float] = []
    for a, b in _segments(one, x, y):
        low, high = min(a[0], b[0]), max(a[0], b[0])
        first, last = bisect_left(starts, low - widest), bisect_right(starts, high)
        for _, c, d in others[first:last]:
            found += map(x.value, _meeting(a, b, c, d))
    return found


def _segments(runs: Runs, x: Scale, y: Scale) -> Iterator[tuple[Point, Point]]:
    """The straight parts of a line as drawn; what lies off a log axis is left out."""
    for run in runs:
        drawn = [(x.drawn(each), y.drawn(high)) for each, high in run]
        for start, end in pairwise(drawn):
            if all(map(math.isfinite, (*start, *end))):
                yield start, end


def _meeting(a: Point, b: Point, c: Point, d: Point) -> list[float]:
    """Where two stretches cross, on the x axis; nothing where they lie side by side."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = a, b, c, d
    across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if across == 0:
        return []
    of_one = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across
    of_other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across
    if -NOISE <= of_one <= 1 + NOISE and -NOISE <= of_other <= 1 + NOISE:
        return [ax + of_one * (bx - ax)]
    return []
