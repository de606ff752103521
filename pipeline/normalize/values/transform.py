"""Transform lists ↔ text, and what they do to a point (SVG 2, section 8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import cos, hypot, isfinite, radians, sin, sqrt, tan

from pipeline.normalize.values.lengths import NUMBER
from pipeline.normalize.values.numbers import decimal, digits, factor

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a·x + c·y + e, y' = b·x + d·y + f."""

Function = tuple[str, tuple[float, ...]]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ARITIES = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}
_FUNCTION = re.compile(rf"\s*,?\s*([a-zA-Z]+)\s*\(\s*((?>(?>{NUMBER}\s*+,?\s*+)*))\)\s*,?\s*")
_NUMBER = re.compile(NUMBER)


@lru_cache(maxsize=4096)
def parse_transform(text: str) -> tuple[Function, ...] | None:
    """The functions of a transform attribute; None when it is in error (and so ignored)."""
    functions: list[Function] = []
    position = 0
    while position < len(text):
        match = _FUNCTION.match(text, position)
        if not match:
            return None if text[position:].strip() else tuple(functions)
        values = tuple(map(float, _NUMBER.findall(match[2])))
        if len(values) not in _ARITIES.get(match[1], ()) or not all(map(isfinite, values)):
            return None
        functions.append((match[1], values))
        position = match.end()
    return tuple(functions)


def function_matrix(name: str, values: tuple[float, ...]) -> Matrix:
    """One function as a matrix."""
    if name == "matrix":
        a, b, c, d, e, f = values
        return a, b, c, d, e, f
    if name == "translate":
        return 1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0
    if name == "scale":
        return values[0], 0, 0, values[-1], 0, 0
    if name == "skewX":
        return 1, 0, tan(radians(values[0])), 1, 0, 0
    if name == "skewY":
        return 1, tan(radians(values[0])), 0, 1, 0, 0
    turn = radians(values[0])
    x, y = values[1:] or (0.0, 0.0)
    s, c = sin(turn), cos(turn)
    return c, s, -s, c, x - c * x + s * y, y - s * x - c * y


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies `n` first, then `m`."""
    return (
        m[0] * n[0] + m[2] * n[1],
        m[1] * n[0] + m[3] * n[1],
        m[0] * n[2] + m[2] * n[3],
        m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4],
        m[1] * n[4] + m[3] * n[5] + m[5],
    )


def list_matrix(functions: Iterable[Function]) -> Matrix:
    """A whole list as one matrix."""
    matrix = IDENTITY
    for name, values in functions:
        matrix = multiply(matrix, function_matrix(name, values))
    return matrix


def magnification(matrix: Matrix) -> float:
    """By how much a matrix stretches at most: its largest singular value."""
    a, b, c, d = matrix[:4]
    if b == c == 0:
        return max(abs(a), abs(d))
    p, q = hypot(a + d, b - c), hypot(a - d, b + c)
    return (p + q) / 2


def write_transform(functions: Iterable[Function], scale: float) -> str:
    """The list as text, without what does nothing; `scale` is that of the place where it stands."""
    written = []
    for name, values in functions:
        text = _write_function(name, values, scale)
        if text:
            written.append(text)
            scale *= magnification(function_matrix(name, values))
    return "".join(written)


def _write_function(name: str, values: tuple[float, ...], scale: float) -> str:
    places = digits(scale)
    if name == "translate":
        shift = [decimal(value, places) for value in values]
        if len(shift) == 2 and shift[1] == "0":
            del shift[1]
        return "" if shift == ["0"] else f"translate({' '.join(shift)})"
    if name == "scale":
        return _write_scale(values)
    if name == "matrix":
        return _write_matrix(values, places)
    angle = factor(values[0])
    if float(angle) % (360 if name == "rotate" else 180) == 0:
        return ""
    centre = [decimal(value, min(places + 1, 12)) for value in values[1:]]
    return f"{name}({' '.join([angle, *centre])})"


def _write_scale(values: tuple[float, ...]) -> str:
    factors = [factor(value) for value in values]
    if len(factors) == 2 and factors[0] == factors[1]:
        del factors[1]
    return "" if factors == ["1"] else f"scale({' '.join(factors)})"


def _write_matrix(values: tuple[float, ...], places: int) -> str:
    largest = sqrt(max(value * value for value in values[:4]))
    parts = [factor(value, largest) for value in values[:4]]
    parts += [decimal(value, places) for value in values[4:]]
    return "" if parts == ["1", "0", "0", "1", "0", "0"] else f"matrix({' '.join(parts)})"
