"""`transform`, `translate`, `rotate`, `scale` and `transform-origin` as CSS has them → functions.

Follows CSS Transforms 1 and 2. What turns out of the plane is drawn flat, as browsers do in SVG.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin, sqrt, tan
from typing import Any, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.context import Box
from pipeline.normalize.values.arithmetic import Quantity, Units, quantity_of
from pipeline.normalize.values.transform import Function

Values = tuple[float, ...]
PLACES = {"left": 0.0, "top": 0.0, "center": 50.0, "right": 100.0, "bottom": 100.0}
"""The keywords of `transform-origin`, in percent of their side."""
_DOWN = ("top", "bottom")


class Frame(NamedTuple):
    """What lengths in a transform refer to: relative units, and the box that is 100 %."""

    units: Units
    box: Box


def transform_functions(text: str, frame: Frame) -> list[Function] | None:
    """The functions of a `transform`; None where one cannot be read."""
    if text.strip().lower() == "none":
        return []
    found: list[Function] = []
    for token in parts_of(text):
        known = FUNCTIONS.get(token.lower_name) if token.type == "function" else None
        values = _arguments(token, frame) if known else None
        if known is None or values is None or len(values) not in known[0]:
            return None
        found += known[1](values)
    return found


def individual(name: str, text: str, frame: Frame) -> list[Function] | None:
    """The functions of the property `translate`, `rotate` or `scale`."""
    if text.strip().lower() in ("none", ""):
        return []
    words = parts_of(text)
    if name == "rotate":
        return _turned(words, frame)
    values = _values(words, _in_numbers(frame) if name == "scale" else frame)
    if not values or len(values) > 3:
        return None
    second = values[1:2] or ((0.0,) if name == "translate" else values[:1])
    return [(name, (values[0], *second))]


def _turned(words: list[Any], frame: Frame) -> list[Function] | None:
    axis = [word.lower_value for word in words if word.type == "ident"]
    values = _values([word for word in words if word.type != "ident"], frame)
    if values is None or len(values) not in (1, 4):
        return None
    if len(values) == 4:
        return _rotate3d(values)
    if axis in (["x"], ["y"]):
        return (_turn_x if axis == ["x"] else _turn_y)(values)
    return [("rotate", values)]


def origin_of(text: str, frame: Frame) -> tuple[float, float] | None:
    """Where a `transform-origin` lies; None where it cannot be read."""
    words = parts_of(text)[:2]
    keywords = [getattr(word, "lower_value", "") for word in words] or [""]
    if keywords[0] in _DOWN or keywords[1:] in (["left"], ["right"]):
        words.reverse()
    box = frame.box
    if len(words) == 1 and keywords[0] in _DOWN:
        return box.x + box.width / 2, box.y + (_offset(words[0], box.height, frame.units) or 0.0)
    sides = [_offset(word, size, frame.units)
             for word, size in zip(words, (box.width, box.height), strict=False)]  # fmt: skip
    if None in sides or not sides:
        return None
    across, down = sides[0] or 0.0, (sides[1] or 0.0) if len(sides) > 1 else box.height / 2
    return box.x + across, box.y + down


def parts_of(text: str) -> list[Any]:
    """The tokens of a value but white space and comments."""
    parts = tinycss2.parse_component_value_list(text, True)
    return [part for part in parts if part.type != "whitespace"]


def _offset(word: Any, size: float, units: Units) -> float | None:
    if word.type == "ident":
        share = PLACES.get(word.lower_value)
        return None if share is None else share * size / 100
    quantity = quantity_of(word, units._replace(percent=size))
    return quantity[0] if quantity and quantity[1] in ("px", "") else None


def _arguments(token: Any, frame: Frame) -> Values | None:
    words = [part for part in token.arguments if part != "," and part.type != "whitespace"]
    if token.lower_name.startswith("scale"):
        frame = _in_numbers(frame)
    return _values(words, frame, token.lower_name == "translatey")


def _in_numbers(frame: Frame) -> Frame:
    """A frame in which 100 % is 1."""
    return frame._replace(box=Box(0, 0, 1, 1))


def _values(words: list[Any], frame: Frame, is_down: bool = False) -> Values | None:
    """Numbers, px and degrees; the second percentage is one of the height."""
    sizes = (frame.box.height,) if is_down else (frame.box.width, frame.box.height)
    found: list[Quantity | None] = [
        quantity_of(word, frame.units._replace(percent=sizes[at] if at < len(sizes) else 0.0))
        for at, word in enumerate(words)
    ]
    return tuple(quantity[0] for quantity in found if quantity) if all(found) else None


def _turn_x(values: Values) -> list[Function]:
    return [("scale", (1.0, cos(radians(values[0]))))]


def _turn_y(values: Values) -> list[Function]:
    return [("scale", (cos(radians(values[0])), 1.0))]


def _rotate3d(values: Values) -> list[Function]:
    """A turn about any axis, seen from the front (CSS Transforms 2, section 13.2)."""
    x, y, z, turn = values
    length = sqrt(x * x + y * y + z * z) or 1.0
    x, y, z = x / length, y / length, z / length
    c, s = cos(radians(turn)), sin(radians(turn))
    a, b = x * x * (1 - c) + c, x * y * (1 - c) + z * s
    return [("matrix", (a, b, x * y * (1 - c) - z * s, y * y * (1 - c) + c, 0.0, 0.0))]


def _skew(values: Values) -> list[Function]:
    """`skew(a, b)`, which is not one after the other."""
    across, down = values[0], values[1] if len(values) > 1 else 0.0
    return [("matrix", (1.0, tan(radians(down)), tan(radians(across)), 1.0, 0.0, 0.0))]


FUNCTIONS: dict[str, tuple[tuple[int, ...], Callable[[Values], list[Function]]]] = {
    "matrix": ((6,), lambda v: [("matrix", v)]),
    "matrix3d": ((16,), lambda v: [("matrix", (v[0], v[1], v[4], v[5], v[12], v[13]))]),
    "translate": ((1, 2), lambda v: [("translate", (v[0], v[1] if len(v) > 1 else 0.0))]),
    "translate3d": ((3,), lambda v: [("translate", v[:2])]),
    "translatex": ((1,), lambda v: [("translate", (v[0], 0.0))]),
    "translatey": ((1,), lambda v: [("translate", (0.0, v[0]))]),
    "translatez": ((1,), lambda v: []),
    "scale": ((1, 2), lambda v: [("scale", (v[0], v[-1]))]),
    "scale3d": ((3,), lambda v: [("scale", v[:2])]),
    "scalex": ((1,), lambda v: [("scale", (v[0], 1.0))]),
    "scaley": ((1,), lambda v: [("scale", (1.0, v[0]))]),
    "scalez": ((1,), lambda v: []),
    "rotate": ((1,), lambda v: [("rotate", v)]),
    "rotatez": ((1,), lambda v: [("rotate", v)]),
    "rotatex": ((1,), _turn_x),
    "rotatey": ((1,), _turn_y),
    "rotate3d": ((4,), _rotate3d),
    "skew": ((1, 2), _skew),
    "skewx": ((1,), lambda v: [("skewX", v)]),
    "skewy": ((1,), lambda v: [("skewY", v)]),
    "perspective": ((1,), lambda v: []),
}
"""How many values a function of a `transform` takes, by its name in small letters, and what it
comes to."""
