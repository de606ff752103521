"""A style → how high its lines are: font, leading and `vertical-align`, as Chromium rounds them."""

from __future__ import annotations

from functools import lru_cache
from math import floor
from typing import NamedTuple

from pipeline.fonts.measure import ASCENT, DESCENT, LINE_GAP, X_HEIGHT
from pipeline.normalize.foreign.html.computed import Style, px


class Height(NamedTuple):
    """How far something reaches over the baseline and under it, in px."""

    ascent: float
    descent: float

    def moved(self, down: float) -> Height:
        """The same around a baseline that lies lower."""
        return Height(self.ascent - down, self.descent + down)

    def joined(self, other: Height) -> Height:
        """What both cover."""
        return Height(max(self.ascent, other.ascent), max(self.descent, other.descent))


def _round(value: float) -> int:
    return floor(value + 0.5)


def font_height(style: Style) -> Height:
    """The font's own height."""
    return _font_height(style.em)


@lru_cache(maxsize=256)
def _font_height(em: float) -> Height:
    """Rounded; Chromium on Linux lets no rounded descent cut a letter."""
    ascent, descent = _round(ASCENT * em), _round(DESCENT * em)
    if ascent >= 1 and descent < DESCENT * em:
        ascent, descent = ascent - 1, descent + 1
    return Height(ascent, descent)


def line_height(style: Style) -> float:
    """What `line-height` comes to in px."""
    text = style.get("line-height", "normal")
    length = px(text, style.em, style.em)
    if length is not None and (length or text.rstrip("px0.") == ""):
        return length
    normal = sum(font_height(style)) + _round(LINE_GAP * style.em)
    return style.number("line-height", -1.0) * style.em if text[-1:].isdecimal() else normal


def strut(style: Style) -> Height:
    """The font's height with the leading of its lines, half of it above."""
    font = font_height(style)
    leading = line_height(style) - sum(font)
    above = floor(leading / 2)
    return Height(font.ascent + above, font.descent + leading - above)


def shift(style: Style, around: Style, height: Height) -> float | None:
    """How far `vertical-align` moves a box down; None where that depends on the whole line."""
    align = style.get("vertical-align", "baseline")
    if align in ("top", "bottom"):
        return None
    if align == "sub":
        return around.em / 5 + 1
    if align == "super":
        return -(around.em / 3 + 1)
    if align == "middle":
        return (height.ascent - height.descent) / 2 - X_HEIGHT * around.em / 2
    if align == "text-top":
        return height.ascent - font_height(around).ascent
    if align == "text-bottom":
        return font_height(around).descent - height.descent
    return -(px(align, style.em, line_height(style)) or 0.0)
