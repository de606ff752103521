"""The house font → the faces that text is measured with: Arimo has Helvetica's and Arial's widths.

Arimo comes as two variable fonts, which matplotlib can open at their regular weight only. The bold
faces are made from them once, and kept in the project's cache under a name that tells what they
were made of.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

Bold = Literal["Bold", "BoldItalic"]

FAMILY = "Arimo"
CACHE = Path(".cache/fonts")
BOLD_WEIGHT = 700
MADE_OF: dict[Bold, str] = {"Bold": "Arimo[wght].ttf", "BoldItalic": "Arimo-Italic[wght].ttf"}


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


@contextlib.contextmanager
def bold_faces() -> Iterator[dict[Bold, Path]]:
    """The two bold faces, as absolute paths in the cache of the project at hand.

    Missing ones are made meanwhile, half a second each in a process of its own; they are there
    when the context is left. Raises RuntimeError there when one could not be made.
    """
    from pipeline.worker.launch import launch

    faces = {face: _place(face) for face in MADE_OF}
    with tempfile.TemporaryFile() as log:
        nowhere = subprocess.DEVNULL
        makers = [
            launch(__name__, face, str(place), stdin=nowhere, stdout=nowhere, log=log)
            for face, place in faces.items()
            if not place.exists()
        ]
        try:
            yield faces
        finally:
            codes = [maker.wait() for maker in makers]
        if any(codes):
            log.seek(0)
            raise RuntimeError(f"bold Arimo could not be made: {log.read().decode()}")


def main(face: Bold, place: str) -> None:
    """Make one bold face; it appears whole or not at all."""
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        _instance(face).save(beside)
        beside.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def _place(face: Bold) -> Path:
    content = (font_folder() / MADE_OF[face]).read_bytes() + Path(__file__).read_bytes()
    recipe = hashlib.sha256(content + version("fonttools").encode()).hexdigest()
    return CACHE.absolute() / f"{FAMILY}-{face}-{recipe[:16]}.ttf"


def _instance(face: Bold) -> TTFont:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(font_folder() / MADE_OF[face], lazy=True, recalcTimestamp=False)
    _subset(font)
    instancer.instantiateVariableFont(font, {"wght": BOLD_WEIGHT}, inplace=True)
    _rename(font, face)
    return font


def _subset(font: TTFont) -> None:
    """Keep Latin, Greek, Cyrillic and signs: a third of the glyphs, in a third of the time."""
    from fontTools import subset

    options = subset.Options(
        layout_features=["kern"],
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["GSUB", "STAT", "gasp"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if _is_kept(code)])
    subsetter.subset(font)


def _is_kept(code: int) -> bool:
    return code < 0x180 or 0x2B0 <= code < 0x460 or 0x2000 <= code < 0x2C00


def _rename(font: TTFont, face: Bold) -> None:
    """Name the face for what it is: matplotlib tells fonts apart by their PostScript names."""
    for record in font["name"].names:
        if record.nameID == 2:
            record.string = "Bold Italic" if face == "BoldItalic" else "Bold"
        if record.nameID == 6:
            record.string = f"{FAMILY}-{face}"
    font["OS/2"].usWeightClass = BOLD_WEIGHT
    font["head"].macStyle |= 1
