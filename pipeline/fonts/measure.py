"""Text → how far it runs and what its letters cover, in em, in the house font."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category, east_asian_width

from pipeline.fonts.tables import UNIT, letters

ASCENT, DESCENT, LINE_GAP = 1854 / UNIT, 434 / UNIT, 67 / UNIT
"""How far a line of text reaches above and below its baseline, and from there to the next line;
as all these, in em and the same in every face. A test reads them from the font."""

X_HEIGHT, CAP_HEIGHT = 1082 / UNIT, 1409 / UNIT
"""How high the low letters are, such as x, and the capitals."""

DIGIT = 1139 / UNIT
"""How far a digit runs in the regular faces."""

_TOP, _BOTTOM = 0.75, 0.0
"""What a character covers that the house font lacks."""

_LETTER, _SYMBOL, _WIDE, _EMOJI, _HALF_FLAG = 0.6, 0.84, 1.0, 1.25, 0.625
"""How far such a character runs, in em, in the fonts that readers have for it."""

_EMOJI_BLOCKS = range(0x1F000, 0x1FB00)
_HALF_FLAGS = range(0x1F1E6, 0x1F200)
_MEDIAL_JAMO = range(0x1160, 0x1200)
"""Parts of Korean syllables that stand within the one before them."""

_SEQUENCE = re.compile(
    "(?P<keycap>[0-9#*]\ufe0f?\u20e3)"
    "|(?<=\u200d)[\u2190-\u2bff\U0001f000-\U0001faff]"  # joined to the one before
    "|(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\U0001f3fb-\U0001f3ff]"  # the colour of a skin
)
"""Several characters that are drawn as one."""

WITHOUT_WIDTH = frozenset(("Mn", "Me", "Cf"))
"""Unicode categories of marks on other letters and of signs that are not seen."""

_BOLD_FROM = 600
"""Weights from here on are drawn by the bold faces: the house font has two weights."""


class Ink(NamedTuple):
    """The box around a letter: its sides from where the text starts, the others as in `Extent`."""

    left: float
    top: float
    right: float
    bottom: float


class Extent(NamedTuple):
    """`width` from the first letter to the last; the ink's `top` and `bottom` over the baseline.

    `lead` and `tail` are the space before the first and after the last letter with ink.
    """

    width: float
    top: float
    bottom: float
    lead: float = 0.0
    tail: float = 0.0


@lru_cache(maxsize=4096)
def extent(text: str, is_bold: bool = False, is_italic: bool = False) -> Extent:
    """What `text` covers in one line, without kerning."""
    letters = [_letter(character, is_bold, is_italic) for character in text]
    if not text.isascii():
        _join(text, letters)
    inked = [letter for letter in letters if letter[1] > letter[2]]
    bare = text.strip()
    start = text.find(bare)
    return Extent(
        width=sum(letter[0] for letter in letters),
        top=max((letter[1] for letter in inked), default=0.0),
        bottom=min((letter[2] for letter in inked), default=0.0),
        lead=sum(letter[0] for letter in letters[:start]),
        tail=sum(letter[0] for letter in letters[start + len(bare) :]),
    )


def _join(text: str, letters: list[tuple[float, float, float]]) -> None:
    """Have each sequence that is drawn as one sign run as far as that sign."""
    for sequence in _SEQUENCE.finditer(text):
        start, end = sequence.span()
        for at in range(start, end):
            letters[at] = (0.0, *letters[at][1:])
        if sequence["keycap"]:
            letters[start] = (_EMOJI, *letters[start][1:])


@cache
def _letter(character: str, is_bold: bool, is_italic: bool) -> tuple[float, float, float]:
    """Advance, top and bottom of one letter."""
    if category(character) == "Cc":
        return _letter(" ", is_bold, is_italic)
    letter = letters("italic" if is_italic else "upright").get(character)
    is_wide = category(character) not in WITHOUT_WIDTH
    if letter is None:
        return (_advance(character), _TOP, _BOTTOM) if is_wide else (0.0, 0.0, 0.0)
    advance = letter.bold if is_bold else letter.advance
    return is_wide * advance / UNIT, letter.top / UNIT, letter.bottom / UNIT


def _advance(character: str) -> float:
    """About how far a character runs that the house font lacks."""
    code = ord(character)
    if code in _HALF_FLAGS:
        return _HALF_FLAG
    if code in _MEDIAL_JAMO:
        return 0.0
    if east_asian_width(character) in ("W", "F"):
        return _EMOJI if code in _EMOJI_BLOCKS or category(character) == "So" else _WIDE
    return _SYMBOL if category(character) in ("So", "Sm") else _LETTER


@lru_cache(maxsize=1024)
def ink(text: str, is_bold: bool = False, is_italic: bool = False) -> tuple[Ink, ...]:
    """What each letter of a text covers: no more than its ink at the two ends of the text.

    A space counts as a low letter.
    """
    boxes, end = [], 0.0
    for character in text:
        start = end
        advance, top, bottom = _letter(character, is_bold, is_italic)
        end += advance
        if top > bottom or character == " ":
            boxes.append(Ink(start, top or X_HEIGHT, end, bottom))
    if not boxes:
        return ()
    known = letters("italic" if is_italic else "upright")
    first, last = known.get(text[0]), known.get(text[-1])
    if first is not None:
        boxes[0] = boxes[0]._replace(left=first.left / UNIT)
    if last is not None:
        boxes[-1] = boxes[-1]._replace(right=end - last.right / UNIT)
    return tuple(boxes)


def is_bold_weight(weight: str) -> bool:
    """Whether letters of that `font-weight` are drawn by the bold faces (CSS Fonts 4, 2.2)."""
    return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= _BOLD_FROM)
