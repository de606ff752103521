"""The faces and tables that come with the package are those that the house font makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts import measure
from pipeline.fonts import tables as metrics
from pipeline.fonts.faces import DATA, MADE_OF, Bold, bold, italic, make, regular


@pytest.mark.parametrize("face", MADE_OF)
def test_the_faces_are_those_that_are_made(face: Bold, tmp_path: Path) -> None:
    make(face, tmp_path / "made.ttf")
    assert (tmp_path / "made.ttf").read_bytes() == bold(face).read_bytes()


@pytest.mark.parametrize("slant", metrics.SLANTS)
def test_the_tables_are_those_that_are_made(slant: metrics.Slant) -> None:
    made = (DATA / f"{slant}.json").read_text(encoding="ascii")
    assert metrics.make(slant) == made


def test_every_letter_has_a_bold_face() -> None:
    assert TTFont(bold()).getBestCmap().keys() == TTFont(regular()).getBestCmap().keys()


@pytest.mark.parametrize(
    "face", [regular(), italic(), bold(), bold("BoldItalic")], ids=lambda face: face.stem
)
def test_the_measures_of_lines_are_those_of_every_face(face: Path) -> None:
    font = TTFont(face)
    lines, letters = font["hhea"], font["OS/2"]
    said = (measure.ASCENT, measure.DESCENT, measure.LINE_GAP)
    assert [each * metrics.UNIT for each in said] == [lines.ascent, -lines.descent, lines.lineGap]
    said_of_letters = (measure.X_HEIGHT * metrics.UNIT, measure.CAP_HEIGHT * metrics.UNIT)
    assert said_of_letters == (letters.sxHeight, letters.sCapHeight)


def test_a_digit_is_as_wide_as_in_the_tables() -> None:
    assert {measure.extent(each).width for each in "0123456789"} == {measure.DIGIT}
