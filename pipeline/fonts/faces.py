"""The house font → the faces that text is measured with: Arimo has Helvetica's and Arial's widths.

Arimo comes as two variable fonts, which matplotlib can open at their regular weight only. The bold
faces in `data` were made from them by `python -m pipeline.fonts`: to make them takes a good part
of a cold build. A test holds that they are what it makes.
"""

from __future__ import annotations

import functools
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

Bold = Literal["Bold", "BoldItalic"]

FAMILY = "Arimo"
DATA = Path(__file__).with_name("data")
BOLD_WEIGHT = 700
MADE_OF: dict[Bold, str] = {"Bold": "Arimo[wght].ttf", "BoldItalic": "Arimo-Italic[wght].ttf"}


@functools.cache
def font_folder() -> Path:
    """The folder that holds Arimo's two variable fonts and no other."""
    found = find_spec("fontpkg_arimo")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("fontpkg-arimo is not installed: pip install fontpkg-arimo")
    return Path(found.origin).parent / "files"


def regular() -> Path:
    """The upright variable font, whose default weight is 400."""
    return font_folder() / MADE_OF["Bold"]


def italic() -> Path:
    """The italic variable font, whose default weight is 400."""
    return font_folder() / MADE_OF["BoldItalic"]


def bold(face: Bold = "Bold") -> Path:
    """One of the two bold faces."""
    return DATA / f"{FAMILY}-{face}.ttf"


def make(face: Bold, path: Path) -> None:
    """Make one bold face; the same bytes each time."""
    _instance(face).save(path)


def _instance(face: Bold) -> TTFont:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(font_folder() / MADE_OF[face], lazy=True, recalcTimestamp=False)
    _subset(font)
    instancer.instantiateVariableFont(font, {"wght": BOLD_WEIGHT}, inplace=True)
    _rename(font, face)
    return font


def _subset(font: TTFont) -> None:
    """Keep every letter and the kerning, and nothing that laying out a label does not ask for."""
    from fontTools import subset

    options = subset.Options(
        layout_features=["kern"],
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["GSUB", "STAT", "gasp"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)


def _rename(font: TTFont, face: Bold) -> None:
    """Give the face a name of its own: matplotlib identifies fonts by their PostScript names."""
    for record in font["name"].names:
        if record.nameID == 2:
            record.string = "Bold Italic" if face == "BoldItalic" else "Bold"
        if record.nameID == 6:
            record.string = f"{FAMILY}-{face}"
    font["OS/2"].usWeightClass = BOLD_WEIGHT
    font["head"].macStyle |= 1
