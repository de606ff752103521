"""The faces and tables that come with the package are those that the house font makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts import tables as metrics
from pipeline.fonts.faces import DATA, MADE_OF, Bold, bold, make, regular


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
