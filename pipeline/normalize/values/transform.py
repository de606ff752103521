"""Transform lists ↔ text, and what they do to a point (SVG 2, section 8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import cos, hypot, isfinite, radians, sin, tan

from pipeline.normalize.values.lengths import NUMBER, ONE_NUMBER, bare, decimal

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
_FUNCTION = re.compile(
    rf"\s*+([a-zA-Z]++)\s*+\(\s*+((?>{NUMBER})(?>(?:\s*+,?\s*+{NUMBER})*))\s*+\)\s*+"
    r"(?:,(?=\s*+[a-zA-Z]))?",
    re.ASCII,
)
"""A comma parts two numbers or two functions; anywhere else it is an error to browsers."""


@lru_cache(maxsize=4096)
def parse_transform(text: str) -> tuple[Function, ...] | None:
    """The functions of a transform attribute; None when it is in error (and so ignored)."""
    functions: list[Function] = []
    position = 0
    while position < len(text):
        match = _FUNCTION.match(text, position)
        if not match:
            return None if text[position:].strip() else tuple(functions)
        values = tuple(map(float, ONE_NUMBER.findall(match[2])))
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
    turn = radians(values[0] % 360)
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


def write_transform(functions: Iterable[Function]) -> str:
    """The list as text, without what does nothing."""
    return "".join([_write_function(name, values) for name, values in functions])


def _write_function(name: str, values: tuple[float, ...]) -> str:
    texts = [*map(decimal, values)]
    if function_matrix(name, tuple(map(float, texts))) == IDENTITY:
        return ""
    second = {"translate": ["0"], "scale": texts[:1]}.get(name)
    if texts[1:] == second:
        del texts[1]
    return f"{name}({bare(' '.join(texts))})"
