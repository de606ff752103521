"""Numbers and lengths ↔ text: user units, CSS px, and units that depend on the font's size.

Follows CSS Values 4, section 6.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.fonts.measure import CAP_HEIGHT, DIGIT, X_HEIGHT
from pipeline.normalize.allowed import ATTRIBUTES

NUMBER = r"[+-]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,9})?"
"""The pattern of one number. Bounded, since reading millions of digits takes minutes."""

ONE_NUMBER = re.compile(NUMBER)

DIGITS = 14
"""Significant digits of every number: no point moves by 0.001 px that lies within a thousand
million px of the origin."""

PX = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 24 / 25.4,
}
"""CSS px of one unit."""

EM = {"em": 1.0, "ex": X_HEIGHT, "ch": DIGIT, "cap": CAP_HEIGHT, "ic": 1.0, "lh": 1.15, "%": 0.01}
"""Font sizes in one unit, in the house font as browsers measure it."""

USUAL_SIZE = 16.0
"""The font size in CSS px where nothing sets one."""

SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": USUAL_SIZE,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
"""Font sizes that have names, in CSS px."""

LARGER = 1.2
"""By how much `larger` is larger than the font size around it."""

LENGTH = re.compile(rf"({NUMBER})\s*([a-zA-Z]+|%)?")
UNIT = re.compile(r"[a-zA-Z%]")
_KINDS = frozenset(("x", "y", "length", "xs", "ys", "precise"))
LENGTH_ATTRIBUTES = frozenset(name for name, kind in ATTRIBUTES.items() if kind in _KINDS)


def decimal(value: float) -> str:
    """A number as the normal form writes it: rounded, without needless zeros or a sign on zero."""
    written = f"{value + 0.0:.{DIGITS}g}"
    return bare(written) if "0." in written else written


def bare(numbers: str) -> str:
    """Numbers without the zero before a point, and without the space before a minus."""
    if "0." in numbers:
        numbers = numbers.replace(" 0.", " .").replace("-0.", "-.")
        numbers = numbers[numbers.startswith("0.") :]
    return numbers.replace(" -", "-")


def px(value: str | None, em: float = USUAL_SIZE) -> float | None:
    """A length in absolute units, or in those of a font size, as CSS px; None for anything else."""
    match = LENGTH.fullmatch((value or "").strip())
    if not match or match[2] == "%":
        return None
    unit = (match[2] or "").lower()
    factor = PX.get(unit) or em * EM.get(unit, 0.0)
    return float(match[1]) * factor if factor else None


@lru_cache(maxsize=1024)
def length(text: str, em: float) -> float:
    """A length in user units, `em` being those of the font's size; 0 for keywords."""
    match = LENGTH.fullmatch(text.strip())
    return _user_units(match, em) if match else 0.0


def lengths(text: str, em: float) -> list[float]:
    """Each length of a list in user units, as `length` reads one."""
    if text.removeprefix("-").replace(".", "", 1).isdecimal():  # one number, as nearly all are
        return [float(text)]
    return [_user_units(match, em) for match in LENGTH.finditer(text)]


def _user_units(match: re.Match[str], em: float) -> float:
    unit = (match[2] or "").lower()
    return float(match[1]) * (em * EM[unit] if unit in EM else PX.get(unit, 0.0))
