"""A label and an outline → the part of the outline that runs through the letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from pipeline.check.scene.geometry import Bounds, Point, between, meet
from pipeline.check.scene.scene import Label, Shape
from pipeline.fonts.measure import extent, ink

LEAST, LEAST_IN_GRAPH, _LEAST_SHARE = 0.5, 0.3, 0.5
"""How much of a line must lie in the letters: in em, or as a share of the label's width.

The values of a chart often touch the line that they stand at; the labels of a graph need not.
"""

_ALONG = 0.3
"""The slope, as the text has it, up to which a line runs along the text."""

_ERROR = 0.004
"""How exact the places of letters are, as a share of the label's width: kerning is not measured."""

_Piece = tuple[Point, Point]


class _Letters(NamedTuple):
    """The letters of a label in px from its top left corner, along the text and across it.

    `boxes` is what they cover, `inner` what a line must meet of it to count.
    """

    origin: Point
    along: Point
    across: Point
    boxes: Sequence[Bounds]
    inner: Sequence[Bounds]
    baseline: float


class Run(NamedTuple):
    """A part of an outline in the letters, on the canvas."""

    start: Point
    end: Point
    length: float


NOTHING = Run((0.0, 0.0), (0.0, 0.0), 0.0)


def longest_run(shape: Shape, label: Label, least: float) -> Run:
    """The longest straight part of an outline in the letters; of no length if it hardly meets them.

    It must lie in them for `least` em. Its length is that of all parts together.
    """
    pieces = _pieces(shape, label.bounds) if meet(shape.bounds, label.bounds) else ()
    if not pieces or _width(label) < 1.0:
        return NOTHING
    letters = _letters(label, shape.stroke_width / 2)
    runs = [run for piece in pieces for run in _cut_by(piece, letters, letters.boxes)]
    length = sum(run.length for run in runs)
    if length < min(least * label.size, _LEAST_SHARE * _width(label)):
        return NOTHING
    if not any(run for piece in pieces for run in _cut_by(piece, letters, letters.inner)):
        return NOTHING
    return max(runs, key=lambda run: run.length)._replace(length=length)


def _letters(label: Label, reach: float) -> _Letters:
    """Where the letters of a label are for an outline whose stroke reaches that far to each side.

    A stroke counts from where it lies on the letters by 0.9 px across and 0.5 px along the text,
    where places are exact to a percent; the edge of a fill from 1 px and a tenth of an em.
    """
    one, two, _, four = label.quad
    width, height = _width(label) or 1.0, hypot(four[0] - one[0], four[1] - one[1]) or 1.0
    text = extent(label.text, label.is_bold, label.is_italic)
    wide, high = width / (text.width or 1.0), height / ((text.top - text.bottom) or 1.0)
    boxes = [
        (left * wide, (text.top - top) * high, right * wide, (text.top - bottom) * high)
        for left, top, right, bottom in ink(label.text, label.is_bold, label.is_italic)
    ]
    side = rim = max(1.0, 0.1 * label.size)
    if reach:
        side, rim = max(0.1, 0.9 - reach), 0.3 + _ERROR * width - min(reach, 1.0)
    out = max(0.0, -rim)
    boxes[0] = (boxes[0][0] - out, *boxes[0][1:])
    boxes[-1] = (*boxes[-1][:2], boxes[-1][2] + out, boxes[-1][3])
    first, last = boxes[0][0] + out + rim, boxes[-1][2] - out - rim
    inner = [
        (max(left, first), top + side, min(right, last), bottom - side)
        for left, top, right, bottom in boxes
    ]
    along = (two[0] - one[0]) / width, (two[1] - one[1]) / width
    across = (four[0] - one[0]) / height, (four[1] - one[1]) / height
    return _Letters(one, along, across, boxes, inner, text.top * high - side)


def _width(label: Label) -> float:
    (x1, y1), (x2, y2), _, _ = label.quad
    return hypot(x2 - x1, y2 - y1)


def _pieces(shape: Shape, box: Bounds) -> list[_Piece]:
    """The straight parts of an outline that may reach into a box."""
    left, top, right, bottom = box
    return [
        ((x1, y1), (x2, y2))
        for points in shape.polygons
        for (x1, y1), (x2, y2) in pairwise(points)
        if (x1 >= left or x2 >= left)
        and (x1 <= right or x2 <= right)
        and (y1 >= top or y2 >= top)
        and (y1 <= bottom or y2 <= bottom)
    ]


def _cut_by(piece: _Piece, letters: _Letters, boxes: Sequence[Bounds]) -> Iterator[Run]:
    """The parts of a straight line in the boxes of letters.

    What runs along the text counts above the baseline only: below it is an underline.
    """
    start, end = (_in(letters, point) for point in piece)
    dx, dy = end[0] - start[0], end[1] - start[1]
    lowest = letters.baseline if abs(dy) < _ALONG * abs(dx) else 1e9
    for left, top, right, bottom in boxes:
        if part := _within(start, end, (left, top, right, min(bottom, lowest))):
            near, far = part
            length = hypot(dx, dy) * (far - near)
            yield Run(between(*piece, near), between(*piece, far), length)


def _in(letters: _Letters, point: Point) -> Point:
    """A point of the canvas as the letters have it."""
    x, y = point[0] - letters.origin[0], point[1] - letters.origin[1]
    (ax, ay), (bx, by) = letters.along, letters.across
    return x * ax + y * ay, x * bx + y * by


def _within(start: Point, end: Point, box: Bounds) -> tuple[float, float] | None:
    """The shares of the way at which a line enters and leaves an upright box."""
    near, far = 0.0, 1.0
    for a, b, low, high in zip(start, end, box[:2], box[2:], strict=True):
        if low >= high:
            return None
        if a == b:
            if not low <= a < high:
                return None
            continue
        first, last = (low - a) / (b - a), (high - a) / (b - a)
        near, far = max(near, min(first, last)), min(far, max(first, last))
    return (near, far) if near < far else None
