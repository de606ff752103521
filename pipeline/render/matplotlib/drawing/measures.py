"""A line of text → how far it runs and how high it is, also where the house font lacks letters."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category, east_asian_width

from matplotlib import get_data_path
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.textpath import TextToPath

from pipeline.fonts.faces import regular
from pipeline.fonts.measure import WITHOUT_WIDTH

Size = tuple[float, float, float]
"""The width, height and descent of a text."""

_UNSEEN = WITHOUT_WIDTH | {"Cc", "Cs", "Zl", "Zp"}
_WIDE, _USUAL = 1.0, 0.6
"""Taken for a letter that neither font has, in em: a square for East Asian ones and emoji."""


@lru_cache(1024)
def size_of(font: Any, text: str) -> Size:
    """The size of a text in a font that has the size `FONT_SCALE`, in px.

    What the house font lacks is drawn from DejaVu Sans where that has it; this is its width.
    """
    lacking = missing(text)
    known, more = text, 0.0
    if lacking:
        known = "".join(letter for letter in text if letter not in lacking)
        more = (
            sum(spare_width(letter) for letter in text if letter in lacking) * TextToPath.FONT_SCALE
        )
    font.set_text(known, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / 64.0 + more, height / 64.0, font.get_descent() / 64.0


@lru_cache(1024)
def missing(text: str) -> frozenset[str]:
    """The letters of a text that the house font lacks."""
    if text.isascii():
        return frozenset()
    return frozenset(c for c in text if not _is_known(c) and category(c) not in _UNSEEN)


def marks_in(text: str) -> set[str]:
    """What has no width of its own and that the house font lacks: accents, joiners."""
    return {c for c in text if not _is_known(c) and category(c) in WITHOUT_WIDTH}


@cache
def _is_known(letter: str) -> bool:
    """Whether the house font has a letter; its table for others takes longer to read."""
    return bool(get_font(regular()).get_char_index(ord(letter)))


@cache
def spare_width(letter: str) -> float:
    """How far a letter that the house font lacks runs, in em."""
    font = get_font(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    if font.get_char_index(ord(letter)):
        font.set_size(100, 72)
        return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 6553600
    return _WIDE if east_asian_width(letter) in "WF" else _USUAL
