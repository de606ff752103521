"""A point of the canvas and shapes in paint order → the colours that may be seen there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import hypot

from pipeline.check.scene.colour import WHITE, blend
from pipeline.check.scene.geometry import Point
from pipeline.check.scene.scene import Paint, Shape

BAND = 5.0
"""A stroke from this width on, in px, is a band that letters stand on."""

_MOST_COLOURS = 8
PAPER: Paint = (WHITE,)


def ground(shapes: Iterable[Shape], point: Point, base: Paint = PAPER) -> Paint:
    """What `shapes`, in paint order, come to at a point; nothing where that is not known."""
    colours = base
    for shape in shapes:
        for paint in _at(shape, point):
            if not shape.is_certain:
                return ()
            colours = _painted(paint, colours)
    return colours


@lru_cache(maxsize=1024)
def _painted(paint: Paint, ground: Paint) -> Paint:
    """The colours that a paint may come to on a ground."""
    over = [blend(top, under) for top in paint for under in ground]
    return tuple(dict.fromkeys(over))[:_MOST_COLOURS]


def _at(shape: Shape, point: Point) -> tuple[Paint, ...]:
    """The paints of a shape that lie over a point, the upper one last."""
    fill = (shape.fill,) if shape.covers(point) else ()
    return (*fill, shape.stroke) if _is_on_band(shape, point) else fill


def _is_on_band(shape: Shape, point: Point) -> bool:
    return shape.stroke_width >= BAND and any(
        _apart(point, start, end) <= shape.stroke_width / 2
        for points in shape.polygons
        for start, end in pairwise(points)
    )


def _apart(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    x, y = point[0] - start[0], point[1] - start[1]
    share = min(max((x * dx + y * dy) / length, 0.0), 1.0) if length else 0.0
    return hypot(x - share * dx, y - share * dy)
