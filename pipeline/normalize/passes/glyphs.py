"""Characters that the house font lacks → paths in their places, from DejaVu Sans.

A reader's browser would take such a glyph from whatever font it finds, at another width.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any
from unicodedata import bidirectional, category

from lxml import etree

from pipeline.fonts.measure import WITHOUT_WIDTH, extent, is_bold_weight
from pipeline.fonts.tables import letters as house_letters
from pipeline.normalize.allowed import NOT_INHERITED, PRESENTATION
from pipeline.normalize.context import XML_SPACE, Context, letters_of, pairs, shorten
from pipeline.normalize.values.lengths import ONE_NUMBER, USUAL_SIZE, decimal, length

_UNSEEN = WITHOUT_WIDTH | {"Cc", "Zs", "Zl", "Zp"}
_MOST_DRAWN = 10_000
"""No drawing may have more letters drawn as paths: one takes as long as a hundred others."""

_UNFORESEEN = frozenset(
    ("dx", "dy", "rotate", "textLength", "letter-spacing", "word-spacing", "direction",
     "writing-mode", "dominant-baseline", "alignment-baseline", "baseline-shift")
)  # fmt: skip
"""What moves letters, on a label or around it."""

_OF_LINE = (PRESENTATION.keys() - NOT_INHERITED) | {"x", "y"}
_LEFTWARDS = ("R", "AL", "RLE", "RLO", "RLI")
_LETTERS = etree.XPath("string()", smart_strings=False)
_PLACING = ("x", "y", "text-anchor", XML_SPACE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a label that one font draws, and where it starts, in user units."""

    text: str
    is_missing: bool
    x: float


@cache
def _spare(is_bold: bool = False) -> tuple[Any, dict[int, str], float]:
    """DejaVu Sans as matplotlib ships it: its glyphs (fontTools has no types), names, unit."""
    from fontTools.ttLib import TTFont

    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("matplotlib is not installed: pip install matplotlib")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    font = TTFont(folder / f"DejaVuSans{'-Bold' if is_bold else ''}.ttf", lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm


def draw_missing_glyphs(context: Context) -> None:
    """Draw as paths what the house font lacks; warn (L005) where that cannot be done.

    Before rounding, which also rounds these paths.
    """
    if str(_LETTERS(context.root)).isascii():
        return
    known = house_letters("upright").keys()
    left, staying = _MOST_DRAWN, {}
    found = [text for text in context.root.iter("text") if _missing(letters_of(text), known)]
    for text in chain.from_iterable(map(_lines, found)):
        letters = letters_of(text)
        if not (missing := _missing(letters, known)):
            continue
        size = _font_size(text)
        if not size or not _is_simple(text) or _must_stay(letters, missing):
            staying[text] = missing
            continue
        left -= sum(map(letters.count, missing))
        if left < 0:
            message = f"more than {_MOST_DRAWN:,} letters are missing in the house font"
            context.refuse("S005", text, message, "write them in other characters")
            return
        _replace(text, _pieces(text, letters, missing, size), size)
    if staying:
        _warn(context, staying)


def _must_stay(letters: str, missing: set[str]) -> bool:
    """Whether a label cannot be drawn letter by letter: scripts join, and some run leftwards."""
    names = _spare()[1]
    if any(bidirectional(letter) in _LEFTWARDS for letter in letters):
        return True
    return any(category(letter)[0] in "LMN" or ord(letter) not in names for letter in missing)


def _warn(context: Context, staying: dict[etree._Element, set[str]]) -> None:
    """Report the letters of all labels at once, at the first of them."""
    first, *others = staying
    shown = shorten(" ".join(sorted(set().union(*staying.values()))))
    labels = f" in {1 + len(others)} labels" if others else ""
    message = f"the house font has no glyph for {shown}{labels}: readers see another font there"
    hint = "leave it room, since other fonts are wider, or write it in other characters"
    context.warn("L005", first, message, hint)


def _lines(text: etree._Element) -> list[etree._Element]:
    """The lines of a label, each made a label of its own where it says where it stands.

    So editors write labels, those of one line too.
    """
    parent, spaces = text.getparent(), (text.text, *(part.tail for part in text))
    if parent is None or not len(text) or any((space or "").strip() for space in spaces):
        return [text]
    if not all(map(_is_line, text)):
        return [text]
    lines = list(text)
    group = etree.Element("g", {n: v for n, v in pairs(text) if n not in ("x", "y", XML_SPACE)})
    group.sourceline = text.sourceline
    group.extend(lines)
    for line in lines:
        line.tag, line.tail = "text", None
    group.tail, text.tail = text.tail, None
    parent.replace(text, group)
    return lines


def _is_line(part: etree._Element) -> bool:
    """Whether a part of a label is one line in a place of its own."""
    names, letters = set(map(str, part.keys())), letters_of(part)
    is_bare = part.tag == "tspan" and not len(part) and letters == letters.strip()
    return is_bare and {"x", "y"} <= names <= _OF_LINE


def _is_simple(text: etree._Element) -> bool:
    """Whether a label is one line from one place, so that its letters' places are known."""
    given = [text.get("x") or "0", text.get("y") or "0"]
    return (
        len(text) == 0
        and not any(_UNFORESEEN.intersection(e.keys()) for e in (text, *text.iterancestors()))
        and all(ONE_NUMBER.fullmatch(value) for value in given)
    )


def _missing(letters: str, known: Any) -> set[str]:
    return {letter for letter in letters if letter not in known and category(letter) not in _UNSEEN}


def _inherited(text: etree._Element, name: str, usual: str) -> str:
    for element in (text, *text.iterancestors()):
        if name in element.attrib:
            return str(element.get(name))
    return usual


def _font_size(text: etree._Element) -> float:
    """The size that a label inherits, in user units; 0 where that is a keyword."""
    size = USUAL_SIZE
    for element in (*reversed(list(text.iterancestors())), text):
        if "font-size" in element.attrib:
            size = length(str(element.get("font-size")), size)
    return size


def _is_bold(text: etree._Element) -> bool:
    return is_bold_weight(_inherited(text, "font-weight", "normal"))


def _pieces(text: etree._Element, letters: str, missing: set[str], size: float) -> list[_Piece]:
    """The label cut where the font changes, placed as one line from its anchor."""
    if text.get(XML_SPACE) != "preserve":
        letters = " ".join(letters.split())
    runs = _runs(letters, missing)
    bold = _is_bold(text)
    widths = [
        size * (_spare_advance(run, bold) if gone else extent(run, bold).width)
        for gone, run in runs
    ]
    share = {"middle": 0.5, "end": 1.0}.get(_inherited(text, "text-anchor", "start"), 0.0)
    x = float(text.get("x") or 0) - share * sum(widths)
    pieces = []
    for (is_missing, run), width in zip(runs, widths, strict=True):
        bare = run if is_missing else run.lstrip()
        indent = size * extent(run[: len(run) - len(bare)], bold).width
        pieces.append(_Piece(bare, is_missing, x + indent))
        x += width
    return pieces


def _runs(letters: str, missing: set[str]) -> list[tuple[bool, str]]:
    """A label cut where its font changes; what has no width goes with the letter before it."""
    runs: list[tuple[bool, str]] = []
    for letter in letters:
        is_missing = letter in missing
        if runs and (is_missing is runs[-1][0] or category(letter) in WITHOUT_WIDTH):
            is_missing, run = runs[-1]
            is_shown = not is_missing or letter in missing
            runs[-1] = (is_missing, run + letter * is_shown)
        else:
            runs.append((is_missing, letter))
    return runs


def _spare_advance(run: str, is_bold: bool) -> float:
    glyphs, names, unit = _spare(is_bold)
    return float(sum(glyphs[names[ord(letter)]].width for letter in run)) / unit


def _replace(text: etree._Element, pieces: list[_Piece], size: float) -> None:
    """Put a group in the label's place: what the font has as one text, the rest as paths."""
    y = float(text.get("y") or 0)
    group = etree.Element("g", {n: v for n, v in pairs(text) if n not in _PLACING})
    if text.sourceline:  # what we made ourselves has none
        group.sourceline = text.sourceline
    label = etree.Element("text", {"y": text.get("y") or "0", "text-anchor": "start"})
    for piece in pieces:
        if piece.is_missing:
            etree.SubElement(group, "path", {"d": _outline(piece, y, size, _is_bold(text))})
        elif piece.text:
            part = etree.SubElement(label, "tspan", {"x": decimal(piece.x)})
            part.text = piece.text
    if len(label):
        if XML_SPACE in text.attrib:
            label.set(XML_SPACE, str(text.get(XML_SPACE)))
        group.insert(0, label)
    parent = text.getparent()
    if parent is not None:
        group.tail, text.tail = text.tail, None
        parent.replace(text, group)


def _outline(piece: _Piece, y: float, size: float, is_bold: bool) -> str:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    glyphs, names, unit = _spare(is_bold)
    pen = SVGPathPen(glyphs)
    scale, x = size / unit, piece.x
    for letter in piece.text:
        glyph = glyphs[names[ord(letter)]]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        x += glyph.width * scale
    return str(pen.getCommands())
