"""Numbers → short decimal text that moves nothing by more than the tolerance."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, isfinite, log10

TOLERANCE = 0.000001
"""No point may move by more than this, in CSS px of the canvas.

The contract allows 0.001. But renderers count what a pixel is covered by in sixteenths: an edge
that lies between two of them falls on the other side by less than that, and a thin line changes
its shade at once along its whole length.
"""

_SHARE = 4
"""A point may pass through this many roundings: its own and those of the transforms above it."""

MOST_DIGITS = 12
_SIGNIFICANT = 10


@lru_cache(maxsize=1024)
def digits(scale: float) -> int:
    """Decimals that a coordinate needs where one user unit is `scale` CSS px."""
    if not 0 < scale < 1e100:
        return MOST_DIGITS
    needed = ceil(log10(_SHARE * scale * 0.5 * 2**0.5 / TOLERANCE))
    return min(max(needed, 0), MOST_DIGITS)


def decimal(value: float, places: int) -> str:
    """`value` rounded to `places` decimals, without needless zeros or exponent."""
    if not -1e15 < value < 1e15:
        return f"{value:.6g}"
    if value.is_integer():
        return str(int(value))
    text = f"{value:.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def factor(value: float, largest: float | None = None) -> str:
    """A scale factor or angle with ten significant digits, counted from `largest` of its kind."""
    size = abs(value if largest is None else largest)
    if not size or not isfinite(size):
        return decimal(value, 0)
    return decimal(value, max(0, _SIGNIFICANT - 1 - floor(log10(size))))
