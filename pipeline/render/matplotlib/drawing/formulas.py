"""A line with mathematics in it → its letters as text, in the order of reading; signs and bars.

Mathtext takes root signs, tall brackets and other signs from math fonts of its own, where they lie
in the places of other letters: set in the reader's font they would be nonsense, so they are drawn.
Letters that the house font lacks stay text, a run of them in one piece.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from matplotlib import font_manager

from pipeline.fonts.faces import FAMILY
from pipeline.render.matplotlib.drawing.lettering import css, letters, number
from pipeline.render.matplotlib.drawing.measures import marks_in, missing

# Held in place of letters that no font measures: spaces as wide as an em, and as half of one.
_HELD = {True: "\u2003", False: "\u2002"}


class Sign(NamedTuple):
    """A glyph that is drawn: of the font, at its size, at a place relative to the line's start."""

    font: Any
    size: float
    glyph: int
    x: float
    y: float


def parse(parser: Any, line: str, prop: Any) -> tuple[Any, list[str]]:
    """The line as mathtext lays it out, in pt, and the runs of letters that spaces stand for."""
    lacking = missing(line)
    if not lacking or any(space in line for space in _HELD.values()):
        return parser.parse(line, 72, prop), []
    first, marks = (re.escape("".join(sorted(found))) for found in (lacking, marks_in(line)))
    run = re.compile(f"[{first}][{first}{marks}]*")
    runs = run.findall(line)
    return parser.parse(run.sub(_held, line), 72, prop), runs


def _held(run: re.Match[str]) -> str:
    lacking = missing(run[0])
    return "".join(_HELD[east_asian_width(c) in "WF"] for c in run[0] if c in lacking)


def signs_of(parsed: Any) -> list[Sign]:
    """The glyphs of fonts that readers lack."""
    return [
        Sign(font, size, index, x, y)
        for font, size, _, index, x, y in parsed.glyphs
        if font.family_name != FAMILY
    ]


def markup(parsed: Any, runs: list[str]) -> str:
    """The letters as one text, and the bars of fractions and roots."""
    waiting, held, pieces = list(reversed(runs)), 0, []
    for font, size, code, _, x, y in parsed.glyphs:
        if font.family_name != FAMILY:
            continue
        text = chr(code).replace(" ", "\u00a0")
        if runs and text in _HELD.values():
            held -= 1
            if held >= 0:
                continue
            text = waiting.pop()
            held = sum(letter in missing(text) for letter in text) - 1
        place = f'x="{number(x)}" y="{number(-y)}"'
        pieces.append(f'<tspan {place} style="{_style(font, size)}">{letters(text)}</tspan>')
    bars = [
        f'<rect x="{number(x)}" y="{number(-y - height)}" width="{number(width)}"'
        f' height="{number(height)}"/>\n'
        for x, y, width, height in parsed.rects
    ]
    return (f"<text>{''.join(pieces)}</text>\n" if pieces else "") + "".join(bars)


@lru_cache(256)
def _style(font: Any, size: float) -> str:
    entry = font_manager.ttfFontProperty(font)
    style = {"font-family": repr(entry.name)}
    if entry.style != "normal":
        style["font-style"] = entry.style
    if entry.weight != 400:
        style["font-weight"] = str(entry.weight)
    return css({**style, "font-size": f"{number(size)}px"})
