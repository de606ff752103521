"""A shape element → its subpaths and form; clip paths and inner viewports → boxes and matrices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from math import atan2, cos, degrees, dist, pi, sin

from lxml import etree

from pipeline.check.scene.curves import flatten
from pipeline.check.scene.geometry import EVERYWHERE, Bounds, Point, bounds_of, corners, placed
from pipeline.check.scene.scene import Form
from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.values.lengths import LENGTH
from pipeline.normalize.values.path import read_path, read_points
from pipeline.normalize.values.transform import (
    IDENTITY,
    Matrix,
    list_matrix,
    multiply,
    parse_transform,
)

Outline = tuple[Form, Sequence[Sequence[Point]], Bounds]
"""The form of a shape, its subpaths, and the box around them."""

_Drawn = tuple[Form, Sequence[Sequence[Point]]]

ANYWHERE: Outline = ("open", [corners(EVERYWHERE)], EVERYWHERE)
"""The outline of a shape in em or per cent, which each use of it shows in another size."""

ENDS = ("start", "end")
MARKED = frozenset(("line", "path", "polyline", "polygon"))
"""Where markers are looked at, and what may bear them."""

_SIDES = ("width", "height")
_CIRCLE = [(cos(2 * pi * step / 24), sin(2 * pi * step / 24)) for step in range(25)]


class _RelativeError(ValueError):
    """A length that is no number of user units."""


def outline(element: etree._Element) -> Outline | None:
    """The outline of a shape; None for one that paints nothing, ANYWHERE where it is not known."""
    try:
        form, subpaths = _OUTLINES[str(element.tag)](element)
    except _RelativeError:
        return ANYWHERE
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
    return [_coordinate(element.get(name)) for name in names]


def _coordinate(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        if LENGTH.fullmatch(text or ""):
            raise _RelativeError from None
        return 0.0


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
    points = read_points(element.get("points") or "")[0]
    return _form([points]), [points] if len(points) > 1 else []


def _polygon(element: etree._Element) -> _Drawn:
    points = read_points(element.get("points") or "")[0]
    closed = [*points, *points[:1]]
    return _form([closed]), [closed] if points else []


def _path(element: etree._Element) -> _Drawn:
    segments = read_path(element.get("d") or "")[0]
    subpaths = list(flatten(segments))
    return _form(subpaths), subpaths


_SAME = 1e-6
"""Places as near as this are one: relative commands are added up in floats."""


def _form(subpaths: list[list[Point]]) -> Form:
    """Whether subpaths are an upright box, another closed form, or lines."""
    for points in subpaths:
        if points and dist(points[0], points[-1]) > _SAME:
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


def clip_bounds(clip: etree._Element | None, matrix: Matrix) -> Bounds:
    """The box around a clip path that is used under `matrix`; everywhere if that is not known."""
    if clip is None or clip.get("clipPathUnits") == "objectBoundingBox":
        return EVERYWHERE
    matrix = multiply(matrix, _own(clip))
    points: list[Point] = []
    for child in clip:
        found = outline(child) if child.tag in SHAPES else None
        if found is None:
            return EVERYWHERE
        inner = multiply(matrix, _own(child))
        points += placed(inner, found[2])
    return bounds_of(points) if points else EVERYWHERE


def _own(element: etree._Element) -> Matrix:
    return list_matrix(parse_transform(element.get("transform") or "") or [])


def fitted(viewport: etree._Element, use: etree._Element) -> Matrix:
    """From the `viewBox` of a symbol or inner svg to the place where it is used, not stretched."""
    box = [number(part) for part in (viewport.get("viewBox") or "").replace(",", " ").split()]
    if len(box) != 4 or min(box[2:]) <= 0:
        return IDENTITY
    width, height = (number(use.get(side)) or box[2 + n] for n, side in enumerate(_SIDES))
    scale = min(width / box[2], height / box[3])
    x, y = (width - scale * box[2]) / 2, (height - scale * box[3]) / 2
    return scale, 0.0, 0.0, scale, x - scale * box[0], y - scale * box[1]


def marked(
    marker: etree._Element, end: str, subpaths: Sequence[Sequence[Point]], stroke_width: float
) -> tuple[Matrix, Bounds | None]:
    """From the units of a marker to one end of a line, and what is seen of the marker in them.

    All of it where that is None (SVG 2, section 13.7).
    """
    points = [*chain.from_iterable(subpaths)][:: 1 if end == "start" else -1]
    (x, y), away = points[0], next((p for p in points if p != points[0]), points[0])
    orient = marker.get("orient") or "0"
    turn = number(orient)
    if orient.startswith("auto"):
        turn = degrees(atan2(away[1] - y, away[0] - x))
        turn += 180.0 if end == "end" or "reverse" in orient else 0.0
    size = 1.0 if marker.get("markerUnits") == "userSpaceOnUse" else stroke_width
    sides = [number(marker.get(side) or "3") for side in ("markerWidth", "markerHeight")]
    box = [number(part) for part in (marker.get("viewBox") or "").replace(",", " ").split()]
    if len(box) == 4 and min(box[2:]) > 0:
        size *= min(sides[0] / box[2], sides[1] / box[3])
    else:
        box = [0.0, 0.0, *sides]
    origin = [number(marker.get(name)) for name in ("refX", "refY")]
    matrix = list_matrix([("translate", (x, y)), ("rotate", (turn,)), ("scale", (size, size)),
                          ("translate", (-origin[0], -origin[1]))])  # fmt: skip
    tile = (box[0], box[1], box[0] + box[2], box[1] + box[3])
    return matrix, None if marker.get("overflow") == "visible" else tile
