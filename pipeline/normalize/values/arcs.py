"""An elliptical arc of path data → points on it (SVG 2, section B.2.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import atan2, cos, hypot, pi, radians, sin, sqrt

Point = tuple[float, float]


def arc_points(
    start: Point, values: tuple[float, ...], steps_of: Callable[[float], int]
) -> Iterator[Point]:
    """The points between the ends of an arc, none where it is a straight line.

    `values` are those of the command `A`. `steps_of` says in how many steps an angle is turned.
    """
    rx, ry, turn, large, sweep, x2, y2 = values
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry or start == (x2, y2):
        return
    s, c = sin(radians(turn)), cos(radians(turn))
    x, y = (start[0] - x2) / 2, (start[1] - y2) / 2
    x, y = c * x + s * y, c * y - s * x
    scale = max(1.0, hypot(x / rx, y / ry))
    rx, ry = rx * scale, ry * scale
    rest = (rx * ry) ** 2 / ((rx * y) ** 2 + (ry * x) ** 2) - 1
    factor = sqrt(max(0.0, rest)) * (-1 if bool(large) == bool(sweep) else 1)
    u, v = factor * rx * y / ry, -factor * ry * x / rx
    first, last = atan2((y - v) / ry, (x - u) / rx), atan2((-y - v) / ry, (-x - u) / rx)
    if sweep and last < first:
        last += 2 * pi
    if not sweep and last > first:
        last -= 2 * pi
    mid_x, mid_y = c * u - s * v + (start[0] + x2) / 2, s * u + c * v + (start[1] + y2) / 2
    steps = steps_of(abs(last - first))
    for step in range(1, steps):
        angle = first + (last - first) * step / steps
        px, py = rx * cos(angle), ry * sin(angle)
        yield c * px - s * py + mid_x, s * px + c * py + mid_y
