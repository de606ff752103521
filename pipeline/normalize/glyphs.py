"""Characters → their widths in the house font."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from pipeline.fonts import regular

_WIDEST = 1.2
"""Taken for a character that the house font lacks, in em."""


@cache
def _advances() -> dict[str, float]:
    font = TTFont(regular(), lazy=True)
    unit, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
    return {chr(code): metrics[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


def advance(text: str) -> float:
    """How far `text` runs in the house font's regular weight, in em, without kerning."""
    advances = _advances()
    return sum(advances.get(character, _WIDEST) for character in text)
