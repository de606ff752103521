"""How far a text runs: marks of no width, wide letters, signs made of several characters."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts.faces import bold, italic, regular
from pipeline.fonts.measure import ASCENT, DESCENT, extent

MARKS = "\ufe0f\ufe0e\u200d\u200b\u200c\u00ad\u2060\u0301\u036f\u20d7"


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_of_no_width_has_none(mark: str) -> None:
    for face in ((False, False), (True, False), (False, True)):
        assert extent(f"do{mark}ne", *face).width == extent("done", *face).width


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("漢字", 2), ("한국어", 3), ("全角", 2), ("עב", None), ("عربي", 2.4), ("हिन्दी", 3.0),
        ("🚀", 1.25), ("👩‍💻", 1.25), ("👨‍👩‍👧‍👦", 1.25), ("👍🏽", 1.25), ("🇩🇪", 1.25),
        ("🇩🇪🇫🇷", 2.5), ("1️⃣", 1.25), ("🏽", 1.25), ("✔️", 0.84), ("\t", 0.278),
    ],
)  # fmt: skip
def test_what_the_font_lacks_has_the_room_of_a_readers_font(text: str, em: float | None) -> None:
    width = extent(text).width
    assert width == pytest.approx(em, abs=0.001) if em else 0.5 < width < 1.5


def test_lines_are_as_high_as_the_font_says() -> None:
    for path in (regular(), italic(), bold(), bold("BoldItalic")):
        font = TTFont(path)
        height = font["hhea"].ascent, -font["hhea"].descent
        assert tuple(side / font["head"].unitsPerEm for side in height) == (ASCENT, DESCENT)
