"""Text → how far it runs and what its letters cover, in em, in the house font."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont

from pipeline.fonts import BOLD_WEIGHT, italic, regular

_UNKNOWN = (0.6, 0.75, 0.0)
"""Taken for a character that the house font lacks: its advance, top and bottom."""


class Extent(NamedTuple):
    """`width` from the first letter to the last; the ink's `top` and `bottom` over the baseline.

    `lead` and `tail` are the space before the first and after the last letter with ink.
    """

    width: float
    top: float
    bottom: float
    lead: float = 0.0
    tail: float = 0.0


@lru_cache(maxsize=4096)
def extent(text: str, is_bold: bool = False, is_italic: bool = False) -> Extent:
    """What `text` covers in one line, without kerning."""
    letters = [_letter(character, is_bold, is_italic) for character in text]
    inked = [letter for letter in letters if letter[1] > letter[2]]
    bare = text.strip()
    start = text.find(bare)
    return Extent(
        width=sum(letter[0] for letter in letters),
        top=max((letter[1] for letter in inked), default=0.0),
        bottom=min((letter[2] for letter in inked), default=0.0),
        lead=sum(letter[0] for letter in letters[:start]),
        tail=sum(letter[0] for letter in letters[start + len(bare) :]),
    )


@cache
def _letter(character: str, is_bold: bool, is_italic: bool) -> tuple[float, float, float]:
    """Advance, top and bottom of one letter."""
    names, shapes, widths, unit = _face(is_bold, is_italic)
    name = names.get(ord(character))
    if name is None:
        return _UNKNOWN
    shape = shapes[name]
    top, bottom = (shape.yMax, shape.yMin) if shape.numberOfContours else (0, 0)
    return widths[name].width / unit, top / unit, bottom / unit


@cache
def _face(is_bold: bool, is_italic: bool) -> tuple[dict[int, str], Any, Any, float]:
    """Names by code, outlines, widths and the em of a face; fontTools has no types."""
    font = TTFont(italic() if is_italic else regular(), lazy=True)
    glyphs = font.getGlyphSet(location={"wght": BOLD_WEIGHT} if is_bold else None)
    return font.getBestCmap(), font["glyf"], glyphs, float(font["head"].unitsPerEm)
