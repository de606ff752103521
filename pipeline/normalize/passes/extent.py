"""A drawing → whether anything in it may be painted beside its authored viewport.

Errs on one side: yes where it cannot be told (filters, text on a path, viewports within).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from pipeline.normalize.allowed import REUSED
from pipeline.normalize.context import XML_SPACE, Context, letters_of, pairs
from pipeline.normalize.passes.glyphs import advance
from pipeline.normalize.passes.references import Ids, ids_of, references_of
from pipeline.normalize.values.path import parse_path, parse_points
from pipeline.normalize.values.transform import (
    Function,
    Matrix,
    list_matrix,
    multiply,
    parse_transform,
)

_MOST_STEPS = 20_000
_BOLD = 1.12
"""Bold letters are at most this much wider than regular ones."""

_SLACK = 0.05
"""What may stand over unseen, in px: conversion of units leaves a trace."""

_UNFORESEEN = frozenset(("rotate", "dx", "writing-mode", "textLength", "word-spacing"))
_SKIPPED = REUSED | {"defs", "linearGradient", "radialGradient"}
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom in user units."""


class _UnknownError(Exception):
    """The bounds cannot be told."""


_Attributes = dict[str, str]
_Style = dict[str, str]
_INITIAL: _Style = {
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "marker": "none",
    "font-size": "16",
    "font-weight": "normal",
    "text-anchor": "start",
    "letter-spacing": "0",
}
"""What of the inherited properties decides how far an element reaches."""

_STYLES = {name: name for name in _INITIAL} | dict.fromkeys(
    ("marker-start", "marker-mid", "marker-end"), "marker"
)


def may_leave(context: Context, placement: Iterable[Function]) -> bool:
    """Whether something may reach over the left or right edge of the authored viewport."""
    ids = ids_of(context.root)
    waiting = [(context.root, list_matrix(placement), _INITIAL)]
    left, right = -_SLACK, context.size[0] + _SLACK
    try:
        for _ in range(_MOST_STEPS):
            if not waiting:
                return False
            element, matrix, style = waiting.pop()
            for x in _reach(element, matrix, style, ids, waiting):
                if not left <= x <= right:
                    return True
    except (_UnknownError, ValueError):
        return True
    return True


_Step = tuple[etree._Element, Matrix, _Style]


def _reach(
    element: etree._Element, matrix: Matrix, style: _Style, ids: Ids, waiting: list[_Step]
) -> tuple[float, ...]:
    """The x on the canvas that an element itself reaches; its children are put on the list."""
    tag = str(element.tag)
    given = dict(pairs(element))
    is_root = element.getparent() is None
    if not is_root and (tag in _SKIPPED or given.get("display") == "none"):
        return ()
    changed = {_STYLES[name]: value for name, value in given.items() if name in _STYLES}
    if changed:
        style = style | changed
    if "transform" in given and not is_root:
        matrix = multiply(matrix, list_matrix(parse_transform(given["transform"]) or ()))
    if "filter" in given or "style" in given or (tag == "svg" and not is_root):
        raise _UnknownError
    clip = _clip_of(element, ids) if "clip-path" in given else None
    if clip is not None and clip.get("clipPathUnits") != "objectBoundingBox":
        waiting.extend([(child, matrix, _INITIAL) for child in clip])
    elif tag == "use":
        _follow(given, matrix, style, ids, waiting)
    elif tag == "text":
        return _edges(_text(element, style), matrix, style, ids)
    elif tag in _BOUNDS:
        return _edges(_BOUNDS[tag](given), matrix, style, ids)
    else:
        waiting.extend([(child, matrix, style) for child in element])
    return ()


def _clip_of(element: etree._Element, ids: Ids) -> etree._Element | None:
    return ids.get(dict(references_of(element)).get("clip-path", ""))


def _follow(
    use: _Attributes, matrix: Matrix, style: _Style, ids: Ids, waiting: list[_Step]
) -> None:
    target = ids.get((use.get("href") or "").removeprefix("#"))
    if target is None or target.tag in ("symbol", "svg"):
        raise _UnknownError
    shift = (1.0, 0.0, 0.0, 1.0, _number(use, "x"), _number(use, "y"))
    waiting.append((target, multiply(matrix, shift), style))


def _edges(bounds: Bounds | None, matrix: Matrix, style: _Style, ids: Ids) -> tuple[float, ...]:
    if bounds is None:
        return ()
    pad = _pad(style, ids)
    left, top, right, bottom = bounds
    a, _, c, _, e, _ = matrix
    across = a * (left - pad), a * (right + pad)
    down = c * (top - pad), c * (bottom + pad)
    return min(across) + min(down) + e, max(across) + max(down) + e


def _pad(style: _Style, ids: Ids) -> float:
    """How far stroke and markers stand out."""
    if style["stroke"] == "none":
        return 0.0
    width = float(style["stroke-width"])
    is_mitred = style["stroke-linejoin"] not in ("round", "bevel")
    pad = width / 2 * max(1.5, float(style["stroke-miterlimit"]) if is_mitred else 0.0)
    if style["marker"] != "none":
        sizes = [_marker_size(e, width) for e in ids.values() if e.tag == "marker"]
        pad += max(sizes, default=0.0)
    return pad


def _marker_size(marker: etree._Element, stroke_width: float) -> float:
    if marker.get("overflow", "hidden") != "hidden":
        raise _UnknownError
    size = max(float(marker.get(side) or 3) for side in ("markerWidth", "markerHeight"))
    return 1.5 * size * (1 if marker.get("markerUnits") == "userSpaceOnUse" else stroke_width)


def _number(given: _Attributes, name: str) -> float:
    return float(given.get(name) or 0)


def _rect(given: _Attributes) -> Bounds:
    x, y = _number(given, "x"), _number(given, "y")
    return x, y, x + _number(given, "width"), y + _number(given, "height")


def _ellipse(given: _Attributes) -> Bounds:
    x, y, r = (_number(given, name) for name in ("cx", "cy", "r"))
    across, down = (max(r or _number(given, name), 0.0) for name in ("rx", "ry"))
    across, down = across or down, down or across
    return x - across, y - down, x + across, y + down


def _line(given: _Attributes) -> Bounds:
    x = _number(given, "x1"), _number(given, "x2")
    y = _number(given, "y1"), _number(given, "y2")
    return min(x), min(y), max(x), max(y)


def _points(given: _Attributes) -> Bounds | None:
    points = parse_points(given.get("points") or "")
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _path(given: _Attributes) -> Bounds | None:
    """The hull of all control points; wider where arcs or mirrored points may stand out."""
    segments = parse_path(given.get("d") or "")
    xs = [x for _, values in segments for x in values[-2::-2]]
    ys = [y for _, values in segments for y in values[-1::-2]]
    if not xs:
        return None
    letters = {letter for letter, _ in segments}
    if "A" in letters:
        ends = [values[-2:] for _, values in segments if values]
        xs, ys = [x for x, _ in ends], [y for _, y in ends]
    pad = 0.0
    if letters & {"S", "T", "A"}:
        radii = [r for letter, values in segments if letter == "A" for r in values[:2]]
        pad = max(2 * max(map(abs, radii), default=0.0), max(xs) - min(xs), max(ys) - min(ys))
    return min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad


def _text(element: etree._Element, style: _Style) -> Bounds:
    """All of a label's letters in one line, from each place where it may start."""
    size = float(style["font-size"])
    starts = []
    anchors = {style["text-anchor"]}
    is_bold = style["font-weight"] != "normal"
    for part in element.iter():
        given = dict(pairs(part))
        if part.tag not in ("text", "tspan") or not _UNFORESEEN.isdisjoint(given):
            raise _UnknownError
        size = max(size, float(given.get("font-size") or 0))
        anchors.add(given.get("text-anchor") or style["text-anchor"])
        is_bold = is_bold or "font-weight" in given
        if "x" in given or part is element:
            starts.append((_number(given, "x"), _number(given, "y")))
    letters = letters_of(element)
    if XML_SPACE not in element.attrib:
        letters = " ".join(letters.split())
    width = advance(letters) * size * (_BOLD if is_bold else 1.0)
    width += len(letters) * abs(float(style["letter-spacing"]))
    before = {"start": 0.0, "middle": width / 2, "end": width}
    xs, ys = [x for x, _ in starts], [y for _, y in starts]
    shifts = [before.get(anchor, width) for anchor in anchors]
    return (
        min(xs) - max(shifts),
        min(ys) - 1.2 * size,
        max(xs) + width - min(shifts),
        max(ys) + size * (1 if len(element) == 0 else 10),
    )


_BOUNDS: dict[str, Callable[[_Attributes], Bounds | None]] = {
    "rect": _rect,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _points,
    "polygon": _points,
    "path": _path,
}
