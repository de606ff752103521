"""Text → how far each letter runs in the house font with kerning, in em.

A browser kerns, so where a line breaks depends on it. The pairs lie in `data/kerning.json`, made
by `python -m pipeline.fonts`; a test holds that they are what it makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.fonts.faces import DATA, bold, italic, regular
from pipeline.fonts.measure import extent
from pipeline.fonts.tables import UNIT

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

Face = tuple[bool, bool]
"""Whether a face is bold, and whether it is italic."""

_NAMES: dict[Face, str] = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold italic",
}
_LATIN = "latn"
"""The script whose pairs are taken: those of Greek and Cyrillic are the same list."""


def advances(text: str, is_bold: bool = False, is_italic: bool = False) -> list[float]:
    """How far each letter of `text` moves the pen, given the letter after it."""
    pairs = _pairs()[_NAMES[is_bold, is_italic]]
    runs = [extent(letter, is_bold, is_italic).width for letter in text]
    for place, letter in enumerate(text[:-1]):
        after = pairs.get(letter)
        if after:
            runs[place] += after.get(text[place + 1], 0) / UNIT
    return runs


@cache
def _pairs() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """Face → first letter → second letter → by how many units the pair moves together."""
    with open(DATA / "kerning.json", encoding="ascii") as stream:
        stored = json.load(stream)
    return {
        face: {
            first: {second: int(by) for by, seconds in groups.items() for second in seconds}
            for first, groups in table.items()
        }
        for face, table in stored.items()
    }


def make() -> str:
    """The pairs of the four faces as JSON, a first letter a line; the same text each time."""
    from fontTools.ttLib import TTFont

    paths = {(False, False): regular(), (True, False): bold("Bold"),
             (False, True): italic(), (True, True): bold("BoldItalic")}  # fmt: skip
    return json.dumps(
        {_NAMES[face]: _table(TTFont(path, lazy=True)) for face, path in paths.items()},
        indent=0,
        separators=(",", ":"),
        sort_keys=True,
    )


def _table(font: TTFont) -> dict[str, dict[str, str]]:
    """First letter → units → every second letter that they are for."""
    letters: dict[str, list[str]] = {}
    for code, name in sorted(font.getBestCmap().items()):
        letters.setdefault(name, []).append(chr(code))
    table: dict[str, dict[str, str]] = {}
    for first, second, by in _kerned(font["GPOS"].table):
        for letter in letters.get(first, ()):
            groups = table.setdefault(letter, {})
            key = str(by)
            groups[key] = "".join(sorted({*groups.get(key, ""), *letters.get(second, "")}))
    return table


def _kerned(positions: Any) -> Iterator[tuple[str, str, int]]:
    """Each pair of glyphs that the font kerns in Latin text (fontTools has no types)."""
    scripts = {record.ScriptTag: record.Script for record in positions.ScriptList.ScriptRecord}
    for index in scripts[_LATIN].DefaultLangSys.FeatureIndex:
        record = positions.FeatureList.FeatureRecord[index]
        if record.FeatureTag != "kern":
            continue
        for lookup in record.Feature.LookupListIndex:
            for table in positions.LookupList.Lookup[lookup].SubTable:
                for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                    for pair in pairs.PairValueRecord:
                        yield first, pair.SecondGlyph, pair.Value1.XAdvance
