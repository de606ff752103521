"""An element → the box around its geometry, in its own user space (SVG 2, section 8.10).

Shapes are exact, except arcs, which are followed in small steps. A text is as wide as its letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite, nan, sqrt

from lxml import etree

from pipeline.fonts.measure import ASCENT, DESCENT, extent, is_bold_weight
from pipeline.normalize.allowed import UNPAINTED
from pipeline.normalize.context import Box, letters_of
from pipeline.normalize.values.arcs import Point, arc_points
from pipeline.normalize.values.lengths import LENGTH
from pipeline.normalize.values.path import Segment, read_path, read_points
from pipeline.normalize.values.transform import Function, list_matrix, parse_transform
from pipeline.normalize.values.viewport import placement, view_box

Ids = Mapping[str, etree._Element]

_ARC_STEPS = 90
_UNKNOWN = Box(nan, nan, nan, nan)


class Boxes:
    """The boxes of a tree's elements; a group's is that around the boxes of its children.

    `size` is the font's of a label, in px, where it sets none.
    """

    def __init__(self, ids: Ids, size: Callable[[etree._Element], float | None]) -> None:
        self._ids = ids
        self._size = size
        self._known: dict[etree._Element, Box | None] = {}

    def of(self, element: etree._Element) -> Box | None:
        """The box around an element with its children; of no numbers where it is not known.

        None where there is nothing that could have one.
        """
        if element not in self._known:
            self._known[element] = None  # for what shows itself
            points = list(self._points(element))
            self._known[element] = _around(points) or (_UNKNOWN if points else None)
        return self._known[element]

    def _points(self, element: etree._Element) -> Iterator[Point]:
        tag = element.tag
        if tag == "text":
            yield from _text_points(element, self._size(element) or 0.0)
        elif tag == "use":
            target = self._ids.get((element.get("href") or "").removeprefix("#"))
            x, y = _numbers(element, "x", "y")
            for point in self._placed(target, element) if target is not None else ():
                yield point[0] + x, point[1] + y
        elif tag in ("g", "svg", "switch", "symbol"):
            for child in element:
                if child.tag not in UNPAINTED and child.get("display") != "none":
                    yield from self._placed(child, child)
        else:
            yield from _shape_points(element)

    def _placed(self, element: etree._Element, giver: etree._Element) -> Iterator[Point]:
        """The corners of an element's box where it is shown, as large as its giver says."""
        box = self.of(element)
        if box is None:
            return
        moved = parse_transform(element.get("transform") or "") or ()
        a, b, c, d, e, f = list_matrix([*moved, *_into_viewport(element, giver)])
        for x in (box.x, box.x + box.width):
            for y in (box.y, box.y + box.height):
                yield a * x + c * y + e, b * x + d * y + f


def _into_viewport(element: etree._Element, giver: etree._Element) -> list[Function]:
    """How what an svg or a symbol holds is moved and scaled into it, as large as its giver says."""
    if element.tag not in ("svg", "symbol"):
        return []
    x, y = _numbers(element, "x", "y")
    box = view_box(element.get("viewBox"))
    if box is None:
        return [("translate", (x, y))]
    width, height = (
        _numbers(giver if side in giver.attrib else element, side)[0]
        for side in ("width", "height")
    )
    aspect = element.get("preserveAspectRatio")
    return [("translate", (x, y)), *placement(box, width, height, aspect)]


def shape_box(element: etree._Element) -> Box | None:
    """The box around a shape; None for anything else."""
    return _around(list(_shape_points(element)))


def _around(points: list[Point]) -> Box | None:
    if not points or not all(isfinite(x) and isfinite(y) for x, y in points):
        return None
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _shape_points(element: etree._Element) -> Iterator[Point]:
    tag = str(element.tag)
    if tag == "path":
        yield from _path_points(read_path(element.get("d") or "")[0])
    elif tag in ("polyline", "polygon"):
        yield from read_points(element.get("points") or "")[0]
    elif tag in _BOXES:
        yield from _corners(*_BOXES[tag](element))


def is_upright(element: etree._Element) -> bool:
    """Whether a shape is a rectangle that stands upright."""
    if element.tag == "rect":
        return True
    if element.tag == "path":
        segments = read_path(element.get("d") or "")[0]
        if any(letter not in "MLZ" for letter, _ in segments):
            return False
    elif element.tag != "polygon":
        return False
    points = list(_shape_points(element))
    across, down = ({round(point[axis], 6) for point in points} for axis in (0, 1))
    return 4 <= len(points) <= 6 and len(across) == len(down) == 2


def _numbers(element: etree._Element, *names: str) -> list[float]:
    """Attributes in user units; no number where one depends on who uses the element."""
    found = []
    for name in names:
        value = element.get(name) or "0"
        try:
            found.append(float(value))
        except ValueError:
            found.append(nan if LENGTH.fullmatch(value) else 0.0)
    return found


def _corners(left: float, top: float, right: float, bottom: float) -> Iterable[Point]:
    return (left, top), (right, bottom)


def _rect(element: etree._Element) -> tuple[float, float, float, float]:
    x, y, width, height = _numbers(element, "x", "y", "width", "height")
    return x, y, x + width, y + height


def _ellipse(element: etree._Element) -> tuple[float, float, float, float]:
    x, y, r, rx, ry = _numbers(element, "cx", "cy", "r", "rx", "ry")
    across, down = (r, r) if element.tag == "circle" else (rx or ry, ry or rx)
    return x - across, y - down, x + across, y + down


def _line(element: etree._Element) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = _numbers(element, "x1", "y1", "x2", "y2")
    return x1, y1, x2, y2


_BOXES = {"rect": _rect, "circle": _ellipse, "ellipse": _ellipse, "line": _line}


def _text_points(element: etree._Element, size: float) -> Iterable[Point]:
    """The em box of a label of one line."""
    x, y = _numbers(element, "x", "y")
    size = _numbers(element, "font-size")[0] or size
    letters = " ".join(letters_of(element).split())
    width = size * extent(letters, is_bold_weight(element.get("font-weight") or "")).width
    share = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor") or "", 0.0)
    return _corners(
        x - share * width, y - ASCENT * size, x + (1 - share) * width, y + DESCENT * size
    )


def _path_points(segments: Iterable[Segment]) -> Iterator[Point]:
    """Points of a path that no other goes beyond."""
    at: Point = (0.0, 0.0)
    start, mirrored = at, None
    for letter, values in segments:
        before = at
        at = start if letter == "Z" else (values[-2], values[-1])
        start = at if letter == "M" else start
        yield at
        if letter == "A":
            yield from arc_points(before, values, lambda angle: _ARC_STEPS)
        if letter not in "CSQT":
            mirrored = None
            continue
        if letter in "ST":
            first = mirrored or before
            values = (2 * before[0] - first[0], 2 * before[1] - first[1], *values)
        mirrored = (values[-4], values[-3])
        if len(values) == 4:
            values = (*_towards(before, mirrored), *_towards(at, mirrored), *at)
        yield from _extremes(before, values)


def _towards(end: Point, control: Point) -> Point:
    """A control point of a cubic curve from that of a quadratic one."""
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _extremes(start: Point, values: tuple[float, ...]) -> Iterator[Point]:
    """Where a cubic curve turns back, across or down."""
    xs, ys = (start[0], *values[0::2]), (start[1], *values[1::2])
    for coordinates in (xs, ys):
        for t in _turns(*coordinates):
            yield _cubic(xs, t), _cubic(ys, t)


def _turns(p0: float, p1: float, p2: float, p3: float) -> Iterator[float]:
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    if abs(a) < 1e-12:
        roots = [-c / b] if b else []
    else:
        inside = b * b - 4 * a * c
        roots = [(-b + sign * sqrt(inside)) / (2 * a) for sign in (1, -1)] if inside >= 0 else []
    return (t for t in roots if 0 < t < 1)


def _cubic(p: tuple[float, ...], t: float) -> float:
    s = 1 - t
    return s * s * s * p[0] + 3 * s * s * t * p[1] + 3 * s * t * t * p[2] + t * t * t * p[3]
