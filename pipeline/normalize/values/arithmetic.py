"""Lengths in any unit, percentages and `calc()` → px, where what they refer to is known.

Follows CSS Values 4, sections 6 and 10.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from math import (
    acos,
    asin,
    atan,
    atan2,
    cos,
    exp,
    hypot,
    isfinite,
    log,
    pi,
    radians,
    sin,
    sqrt,
    tan,
)
from typing import Any, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.values.lengths import EM, PX, decimal

Quantity = tuple[float, str]
"""A number with its kind: `px`, `deg`, `%` of what is not known, or nothing."""


class Units(NamedTuple):
    """What relative units come to, in px; None where that is not known.

    `em` is the font's size, `rem` the root's, `width` and `height` are those of the window, and
    `percent` is what 100 % is.
    """

    em: float | None = None
    percent: float | None = None
    rem: float = 16.0
    width: float = 0.0
    height: float = 0.0


class _UnknownError(ValueError):
    """A value that cannot be computed."""


DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / pi, "turn": 360.0}
_WINDOW: dict[str, Callable[[Units], float]] = {
    "w": lambda units: units.width,
    "i": lambda units: units.width,
    "h": lambda units: units.height,
    "b": lambda units: units.height,
    "min": lambda units: min(units.width, units.height),
    "max": lambda units: max(units.width, units.height),
}
_CONSTANTS = {"pi": pi, "e": exp(1), "infinity": float("inf"), "-infinity": float("-inf")}
MATHS = (
    "calc", "min", "max", "clamp", "abs", "sign", "round", "mod", "rem", "sin", "cos", "tan",
    "asin", "acos", "atan", "atan2", "pow", "sqrt", "hypot", "log", "exp",
)  # fmt: skip


_IDLE_POINT = re.compile(r"(?<=\d)\.(?!\d)")
"""A point without digits after it, which SVG has let pass."""


@lru_cache(maxsize=4096)
def compute(text: str, units: Units) -> str | None:
    """`text` with each length and calculation written out; None where one cannot be known.

    What has no unit, and words, stay as they are. Values that touch stay two values.
    """
    parts: list[str] = []
    was_value = False
    for token in tinycss2.parse_component_value_list(_IDLE_POINT.sub("", text), True):
        is_value = token.type != "whitespace" and token != ","
        if was_value and is_value:
            parts.append(" ")
        was_value = is_value
        if token.type in ("dimension", "percentage") or _is_maths(token):
            quantity = quantity_of(token, units)
            if quantity is None:
                return None
            parts.append(decimal(quantity[0]) + quantity[1].replace("px", ""))
        else:
            parts.append(str(token.serialize()))
    return "".join(parts)


def quantity_of(token: Any, units: Units) -> Quantity | None:
    """One number, length, percentage, angle or calculation; None where it cannot be known."""
    try:
        value, kind = _quantity(token, units)
        return (value, kind) if isfinite(value) else None
    except (_UnknownError, ArithmeticError, ValueError, TypeError):  # TypeError: how many arguments
        return None


def _is_maths(token: Any) -> bool:
    return token.type == "function" and token.lower_name in MATHS


def _quantity(token: Any, units: Units) -> Quantity:
    if token.type == "number":
        return token.value, ""
    if token.type == "percentage":
        if units.percent is None:
            return token.value, "%"
        return token.value * units.percent / 100, "px"
    if token.type == "dimension":
        return _dimension(token.value, token.lower_unit, units)
    if token.type == "() block":
        return _sum(token.content, units)
    if token.type == "ident" and token.lower_value in _CONSTANTS:
        return _CONSTANTS[token.lower_value], ""
    if _is_maths(token):
        return _function(token, units)
    raise _UnknownError(token)


def _dimension(value: float, unit: str, units: Units) -> Quantity:
    if unit in DEGREES:
        return value * DEGREES[unit], "deg"
    if unit[:1] == "r" and unit[1:] in EM:
        return value * units.rem * EM[unit[1:]], "px"
    if unit in PX:
        return value * PX[unit], "px"
    if unit in EM:
        if units.em is None:
            raise _UnknownError(unit)
        return value * units.em * EM[unit], "px"
    window = _WINDOW.get(unit.lstrip("sld").removeprefix("v"))
    if window is None or "v" not in unit:
        raise _UnknownError(unit)
    return value * window(units) / 100, "px"


def _sum(tokens: list[Any], units: Units) -> Quantity:
    terms: list[list[Any]] = [[]]
    signs = [1.0]
    for token in tokens:
        if token in ("+", "-") and terms[-1]:
            signs.append(1.0 if token == "+" else -1.0)
            terms.append([])
        elif token.type not in ("whitespace", "comment"):
            terms[-1].append(token)
    products = [_product(term, units) for term in terms]
    values, kind = _alike(products)
    return sum(sign * value for sign, value in zip(signs, values, strict=True)), kind


def _product(tokens: list[Any], units: Units) -> Quantity:
    if not tokens or len(tokens) % 2 == 0:
        raise _UnknownError(tokens)
    value, kind = _quantity(tokens[0], units)
    for operator, operand in zip(tokens[1::2], tokens[2::2], strict=True):
        other, other_kind = _quantity(operand, units)
        if operator == "*" and "" in (kind, other_kind):
            value, kind = value * other, kind or other_kind
        elif operator == "/" and not other_kind:
            value /= other
        else:
            raise _UnknownError(operator)
    return value, kind


def _alike(quantities: list[Quantity]) -> tuple[list[float], str]:
    """Numbers of one kind; zero per cent is no other kind than zero px."""
    kinds = {kind for value, kind in quantities if value or kind != "%"} or {"%"}
    if len(kinds) != 1:
        raise _UnknownError(kinds)
    return [value for value, _ in quantities], kinds.pop()


def _function(token: Any, units: Units) -> Quantity:
    parts: list[list[Any]] = [[]]
    for argument in token.arguments:
        if argument == ",":
            parts.append([])
        else:
            parts[-1].append(argument)
    name = token.lower_name
    if name == "round" and parts[0] and getattr(parts[0][0], "lower_value", "") == "nearest":
        del parts[0]
    values, kind = _alike([_sum(part, units) for part in parts])
    if name in _TURNS:
        return _TURNS[name](*(v if kind != "deg" else radians(v) for v in values)), ""
    if name in _ANGLES:
        return _ANGLES[name](*values) * 180 / pi, "deg"
    return _PLAIN[name](*values), "" if name == "sign" else kind


_TURNS: dict[str, Callable[..., float]] = {"sin": sin, "cos": cos, "tan": tan}
_ANGLES: dict[str, Callable[..., float]] = {
    "asin": asin,
    "acos": acos,
    "atan": atan,
    "atan2": atan2,
}


def _clamp(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))


def _round(value: float, step: float = 1.0) -> float:
    return step * float(int(value / step + (0.5 if value >= 0 else -0.5)))


_PLAIN: dict[str, Callable[..., float]] = {
    "calc": lambda value: value,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "clamp": _clamp,
    "abs": abs,
    "sign": lambda value: float((value > 0) - (value < 0)),
    "round": _round,
    "mod": lambda value, step: value % step,
    "rem": lambda value, step: value - step * int(value / step),
    "pow": pow,
    "sqrt": sqrt,
    "hypot": hypot,
    "log": log,
    "exp": exp,
}
