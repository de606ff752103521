"""Rule on contrast (A002): each text against what is painted under it."""

from __future__ import annotations

from functools import lru_cache

from pipeline.check.scene.colour import RGBA, blend, contrast, hex_of, parse_colour
from pipeline.check.scene.geometry import Point, between
from pipeline.check.scene.ground import BAND, ground
from pipeline.check.scene.scene import Flaw, Flaws, Label, Paint, Scene, Shape

NEEDED, NEEDED_IF_LARGE = 4.5, 3.0
LARGE, LARGE_IF_BOLD = 24.0, 18.66
_MOST_POINTS = 9
_MARK = 1.2
_FEWEST_FAILED = 0.2
"""Up to this share of a label may have too little contrast, as where a line passes under it."""

_WAYS_OUT = ("#333333", "#000000", "#ffffff")


def too_pale(scene: Scene) -> Flaws:
    """Report texts whose contrast with what is painted under them is too low.

    The contrast must be at least 4.5:1, or 3:1 for large text (WCAG 2.2, 1.4.3).
    """
    found: dict[tuple[RGBA, RGBA, float], list[Label]] = {}
    for label in scene.labels:
        if label.is_visible and label not in scene.shadows and (worst := _worst(scene, label)):
            found.setdefault((*worst, _needed(label)), []).append(label)
    for (text, under, needed), labels in sorted(found.items(), key=lambda row: _ratio(row[0])):
        detail = f", {contrast(text, under):.2f}:1 of {hex_of(text)} on {hex_of(under)}"
        message = f"{{labels}}: contrast below {needed:g}:1{{detail}}"
        hint = _hint(under, needed)
        yield Flaw(labels[0].element, message, hint, labels=tuple(labels), detail=detail)


def _ratio(pair: tuple[RGBA, RGBA, float]) -> float:
    return contrast(*pair[:2])


def _needed(label: Label) -> float:
    is_large = label.size >= (LARGE_IF_BOLD if label.is_bold else LARGE) - 0.01
    return NEEDED_IF_LARGE if is_large else NEEDED


def _worst(scene: Scene, label: Label) -> tuple[RGBA, RGBA] | None:
    """The colours of text and ground with the lowest contrast, if it is too low at many points."""
    return _too_near(label.fill, tuple(_grounds(scene, label)), _needed(label))


def _grounds(scene: Scene, label: Label) -> list[Paint]:
    """The ground at each point of a label: the colours that are painted under it."""
    if label.halo and all(colour[3] > 0.9 for colour in label.halo):
        return [label.halo]
    under = [
        shape
        for shape in scene.around(label)
        if (shape.fill or shape.stroke_width >= BAND)
        and shape.order < label.order
        and not _is_mark(shape, label)
    ]
    return [ground(under, point) for point in _points(label, under)]


@lru_cache(maxsize=1024)
def _too_near(text: Paint, grounds: tuple[Paint, ...], needed: float) -> tuple[RGBA, RGBA] | None:
    """The pair of colours with the lowest contrast, if it is too low on too many grounds."""
    pairs = [pair for colours in grounds if (pair := _best(text, colours))]
    failed = [pair for pair in pairs if contrast(*pair) < needed]
    if len(failed) <= _FEWEST_FAILED * len(grounds):
        return None
    return min(failed, key=lambda pair: contrast(*pair))


def _is_mark(shape: Shape, label: Label) -> bool:
    """Whether a shape is no larger than a letter, such as a point of a scatter plot."""
    left, top, right, bottom = shape.bounds
    return max(right - left, bottom - top) < _MARK * label.size


def _best(text: Paint, grounds: Paint) -> tuple[RGBA, RGBA] | None:
    """The colours of text and ground with the highest contrast, of all that a gradient may have."""
    pairs = [(blend(colour, under), under) for under in grounds for colour in text]
    return max(pairs, key=lambda pair: contrast(*pair), default=None)


def _points(label: Label, under: list[Shape]) -> list[Point]:
    """Points along the middle of a label; one point if each shape under it lies under all of it."""
    if all(_is_even(shape, label) for shape in under if shape.fill):
        return [label.centre]
    one, two, three, four = label.quad
    count = min(len(label.text), _MOST_POINTS)
    start, end = between(one, four, 0.5), between(two, three, 0.5)
    return [between(start, end, (n + 0.5) / count) for n in range(count)]


def _is_even(shape: Shape, label: Label) -> bool:
    """Whether a shape lies under the whole label."""
    left, top, right, bottom = shape.bounds
    x1, y1, x2, y2 = label.bounds
    return shape.is_upright and left <= x1 and top <= y1 and right >= x2 and bottom >= y2


def _hint(under: RGBA, needed: float) -> str:
    for way in _WAYS_OUT:
        colour = parse_colour(way)
        if colour and contrast(colour, under) >= needed:
            return f"{way} has {contrast(colour, under):.1f}:1 there"
    return "choose another ground, lighter or darker"
