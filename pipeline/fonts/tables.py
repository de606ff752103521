"""A letter → how far it runs and how high it is in the house font, from tables made before.

To read that from the fonts themselves took a third of a normalizer's start. The tables lie in
`data` and are made by `python -m pipeline.fonts`; a test holds that they are what it makes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from pipeline.fonts.faces import BOLD_WEIGHT, DATA, italic, regular

Slant = Literal["upright", "italic"]

SLANTS: tuple[Slant, ...] = ("upright", "italic")
UNIT = 2048
"""What an em is divided into."""


class Letter(NamedTuple):
    """In units: the advance, also in bold, and the ink's `top` and `bottom` over the baseline.

    `left` and `right` are the space beside its ink, for the regular weight.
    """

    advance: int
    bold: int
    top: int
    bottom: int
    left: int
    right: int


@cache
def letters(slant: Slant) -> Mapping[str, Letter]:
    """Every letter that the house font has."""
    with open(DATA / f"{slant}.json", encoding="ascii") as stream:
        return {letter: Letter(*row) for letter, row in json.load(stream).items()}


def make(slant: Slant) -> str:
    """The table of one slant as JSON, a letter a line; the same text each time."""
    from fontTools.ttLib import TTFont

    font = TTFont(italic() if slant == "italic" else regular(), lazy=True)
    assert font["head"].unitsPerEm == UNIT
    bold = font.getGlyphSet(location={"wght": BOLD_WEIGHT})
    rows = []
    for code, name in sorted(font.getBestCmap().items()):
        shape = font["glyf"][name]
        advance = font["hmtx"].metrics[name][0]
        row = Letter(advance, int(bold[name].width), 0, 0, 0, 0)
        if shape.numberOfContours:
            left, right = shape.xMin, advance - shape.xMax
            row = row._replace(top=shape.yMax, bottom=shape.yMin, left=left, right=right)
        rows.append(f"{json.dumps(chr(code))}: {json.dumps(row)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"
