"""A shape element → its subpaths in user units, and what kind of form it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from math import cos, pi, sin

from lxml import etree

from pipeline.check.curves import flatten
from pipeline.check.geometry import Bounds, Point, bounds_of
from pipeline.check.scene import Form
from pipeline.normalize.path import parse_path

Outline = tuple[Form, Sequence[Sequence[Point]], Bounds]
"""The form of a shape, its subpaths, and the box around them."""

_Drawn = tuple[Form, Sequence[Sequence[Point]]]

_CIRCLE = [(cos(2 * pi * step / 24), sin(2 * pi * step / 24)) for step in range(25)]


def outline(element: etree._Element) -> Outline | None:
    """The outline of a shape; None for one that paints nothing."""
    form, subpaths = _OUTLINES[str(element.tag)](element)
    if not subpaths:
        return None
    return form, subpaths, bounds_of(chain.from_iterable(subpaths))


def number(text: str | None) -> float:
    """A number of user units; 0 for what is none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _numbers(element: etree._Element, *names: str) -> list[float]:
    return [number(element.get(name)) for name in names]


def _rect(element: etree._Element) -> _Drawn:
    x, y, width, height = _numbers(element, "x", "y", "width", "height")
    if width <= 0 or height <= 0:
        return "box", []
    right, bottom = x + width, y + height
    return "box", [[(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]]


def _ellipse(element: etree._Element) -> _Drawn:
    x, y, r, rx, ry = _numbers(element, "cx", "cy", "r", "rx", "ry")
    across, down = r or rx, r or ry
    across, down = across or down, down or across
    if across <= 0:
        return "round", []
    return "round", [[(x + across * c, y + down * s) for c, s in _CIRCLE]]


def _line(element: etree._Element) -> _Drawn:
    x1, y1, x2, y2 = _numbers(element, "x1", "y1", "x2", "y2")
    return "open", [[(x1, y1), (x2, y2)]]


def _polyline(element: etree._Element) -> _Drawn:
    points = _points(element)
    return _form([points]), [points] if len(points) > 1 else []


def _polygon(element: etree._Element) -> _Drawn:
    points = _points(element)
    closed = [*points, *points[:1]]
    return _form([closed]), [closed] if points else []


def _points(element: etree._Element) -> list[Point]:
    """The points as the normal form writes them: `x,y x,y`."""
    numbers = map(float, element.get("points", "").replace(",", " ").split())
    return list(zip(numbers, numbers, strict=True))


def _path(element: etree._Element) -> _Drawn:
    segments = parse_path(element.get("d") or "")
    subpaths = list(flatten(segments))
    return _form(subpaths), subpaths


def _form(subpaths: list[list[Point]]) -> Form:
    """Whether subpaths are an upright box, another closed form, or lines."""
    for points in subpaths:
        if points and points[0] != points[-1]:
            return "open"
    if len(subpaths) == 1 and len(subpaths[0]) <= 6:
        for (x1, y1), (x2, y2) in pairwise(subpaths[0]):
            if abs(x1 - x2) >= 0.01 and abs(y1 - y2) >= 0.01:
                return "closed"
        return "box"
    return "closed" if subpaths else "open"


_OUTLINES: dict[str, Callable[[etree._Element], _Drawn]] = {
    "rect": _rect,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
    "path": _path,
}
