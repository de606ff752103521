"""Clip paths, symbols and inner viewports → boxes and matrices."""

from __future__ import annotations

from lxml import etree

from pipeline.check.geometry import EVERYWHERE, Bounds, Point, bounds_of, placed
from pipeline.check.outline import number, outline
from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.transform import IDENTITY, Matrix, list_matrix, multiply, parse_transform

_SIDES = ("width", "height")


def clip_bounds(clip: etree._Element | None, matrix: Matrix) -> Bounds:
    """The box around a clip path that is used under `matrix`; everywhere if it cannot be told."""
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
    """From the `viewBox` of a symbol or inner svg to the place where it is used, kept in shape."""
    box = [number(part) for part in (viewport.get("viewBox") or "").replace(",", " ").split()]
    if len(box) != 4 or min(box[2:]) <= 0:
        return IDENTITY
    width, height = (number(use.get(side)) or box[2 + n] for n, side in enumerate(_SIDES))
    scale = min(width / box[2], height / box[3])
    x, y = (width - scale * box[2]) / 2, (height - scale * box[3]) / 2
    return scale, 0.0, 0.0, scale, x - scale * box[0], y - scale * box[1]
