"""A `<text>` with what it inherits → the stretches of ink that it paints, in user units.

Follows SVG 2, section 11.5, for what drawings use: absolute and relative positions, anchors,
baselines and spacing. Text on a path, turned letters and vertical text are not placed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from pipeline.check.geometry import Bounds
from pipeline.check.letters import Extent, extent
from pipeline.normalize.context import XML_SPACE, pairs
from pipeline.normalize.lengths import NUMBER

Style = Mapping[str, str]
"""The inherited properties that are in force, by name."""

UNPLACED = frozenset(("rotate", "textLength", "writing-mode"))
_EM = {"ex": 0.519, "em": 1.0, "%": 0.01}
_LENGTH = re.compile(rf"({NUMBER})(em|ex|%)?")
_X_HEIGHT, _ASCENT, _DESCENT = 0.519, 0.905, 0.212
_RISES = {
    "middle": -_X_HEIGHT / 2,
    "central": -(_ASCENT - _DESCENT) / 2,
    "hanging": -0.8 * _ASCENT,
    "mathematical": -_ASCENT / 2,
    "text-before-edge": -_ASCENT,
    "before-edge": -_ASCENT,
    "text-top": -_ASCENT,
    "text-after-edge": _DESCENT,
    "after-edge": _DESCENT,
    "ideographic": _DESCENT,
    "text-bottom": _DESCENT,
}
"""How far the letters rise over the place given, in em (as resvg and Chrome have it)."""

_SHIFTS = {"sub": -0.14, "super": 0.45}
"""Renderers differ: some take the font's own, some a share of its height; this is between them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters in one style and one line; `box` is their ink in user units."""

    element: etree._Element
    style: Style
    text: str
    size: float
    box: Bounds
    baseline: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters under one element before they are placed."""

    element: etree._Element
    style: Style
    text: str
    size: float
    moves: Mapping[str, list[float]]


def inherit(style: Style, element: etree._Element, names: frozenset[str]) -> Style:
    """The style in force inside `element`."""
    changed = {n: v for n, v in pairs(element) if n in names and v != "inherit"}
    if not changed:
        return style
    if "font-size" in changed:
        outer = _number(style, "font-size", 16)
        changed["font-size"] = repr(_length(changed["font-size"], outer))
    return {**style, **changed}


def stretches(text: etree._Element, style: Style, names: frozenset[str]) -> list[Stretch] | None:
    """The stretches of a text in their order; None where they cannot be placed."""
    pieces = list(_pieces(text, style, names))
    parts = [text, *(piece.element for piece in pieces)]
    if any(part.tag == "textPath" or not UNPLACED.isdisjoint(part.attrib) for part in parts):
        return None
    if style.get("writing-mode", "horizontal-tb") not in ("horizontal-tb", "lr", "lr-tb", "rl"):
        return None
    if len(pieces) == 1:
        return _whole(pieces[0], text.get(XML_SPACE) or style.get(XML_SPACE))
    placed: list[Stretch] = []
    chunk: list[Stretch] = []
    start = x = y = 0.0
    for piece in _spaced(pieces, text.get(XML_SPACE) or style.get(XML_SPACE)):
        is_anew = bool(piece.moves.get("x") or piece.moves.get("y"))
        if is_anew:
            shift = _shift(chunk, x - start)
            placed += _moved_back(chunk, shift)
            chunk, x = [], x - shift
        x, y = _moved(piece, x, y)
        start = x if is_anew else start
        stretch, width = _placed(piece, x, y)
        chunk.append(stretch)
        x += width
    placed += _moved_back(chunk, _shift(chunk, x - start))
    return [each for each in placed if each.text.strip()]


def _whole(piece: _Piece, space: str | None) -> list[Stretch]:
    """A text of one piece, as nearly all are."""
    (spaced,) = _spaced([piece], space)
    if not spaced.text.strip():
        return []
    x, y = _moved(spaced, 0.0, 0.0)
    stretch, width = _placed(spaced, x, y)
    return _moved_back([stretch], _shift([stretch], width))


def _pieces(element: etree._Element, style: Style, names: frozenset[str]) -> Iterator[_Piece]:
    moves = {
        name: [_length(m[0], _number(style, "font-size", 16)) for m in _LENGTH.finditer(value)]
        for name in ("x", "y", "dx", "dy")
        if (value := element.get(name, ""))
    }
    size = _number(style, "font-size", 16)
    if moves or element.text:
        yield _Piece(element, style, element.text or "", size, moves)
    for child in element:
        if child.tag in ("tspan", "textPath") and child.get("display") != "none":
            yield from _pieces(child, inherit(style, child, names), names)
        if child.tail:
            yield _Piece(element, style, child.tail, size, {})


def _spaced(pieces: list[_Piece], space: str | None) -> Iterator[_Piece]:
    """The pieces with their white space as it is shown."""
    ends_with_space = True
    last = max((n for n, piece in enumerate(pieces) if piece.text.strip()), default=-1)
    for place, piece in enumerate(pieces):
        text = re.sub(r"[\t\n\r]", " ", piece.text)
        if space != "preserve":
            text = re.sub(" +", " ", piece.text.replace("\n", " ").replace("\t", " "))
            if ends_with_space:
                text = text.removeprefix(" ")
            if place >= last:
                text = text.rstrip(" ")
            ends_with_space = text.endswith(" ") if text else ends_with_space
        yield replace(piece, text=text)


def _moved(piece: _Piece, x: float, y: float) -> tuple[float, float]:
    """Where a piece starts that would follow on at (x, y)."""
    first = {name: values[0] for name, values in piece.moves.items() if values}
    return first.get("x", x) + first.get("dx", 0.0), first.get("y", y) + first.get("dy", 0.0)


def _placed(piece: _Piece, x: float, y: float) -> tuple[Stretch, float]:
    """A piece from (x, y) on, and how far it runs."""
    style, size = piece.style, piece.size
    ink, width = _run(piece)
    rise = size * _rise(piece)
    box = (x + size * ink.lead, y - rise - size * ink.top,
           x + width - size * ink.tail, y - rise - size * ink.bottom)  # fmt: skip
    return Stretch(piece.element, style, piece.text, size, box, y), width


def _run(piece: _Piece) -> tuple[Extent, float]:
    """The ink of a piece, and how far it runs in user units."""
    style, size, text = piece.style, piece.size, piece.text
    is_italic = style.get("font-style", "normal") != "normal"
    ink = extent(text, is_bold(style), is_italic)
    xs = piece.moves.get("x") or []
    if len(xs) > 1 and len(text) >= len(xs):
        rest = extent(text[len(xs) - 1 :], is_bold(style), is_italic)
        return replace(ink, lead=0.0, tail=rest.tail), max(xs) - xs[0] + size * rest.width
    gap = _number(style, "letter-spacing", 0, size)
    gaps = len(text) * gap + text.count(" ") * _number(style, "word-spacing", 0, size)
    gaps += sum((piece.moves.get("dx") or [])[1:])
    if gap and size:
        ink = replace(ink, tail=ink.tail + gap / size)
    return ink, size * ink.width + gaps


def is_bold(style: Style) -> bool:
    """Whether text in this style is drawn in the bold face."""
    weight = style.get("font-weight", "normal")
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def _rise(piece: _Piece) -> float:
    """How far the baseline lies over the place given, in em."""
    own = piece.element.get("alignment-baseline") or piece.style.get("dominant-baseline", "")
    shift = piece.element.get("baseline-shift", "0")
    raised = _SHIFTS.get(shift)
    if raised is None:
        raised = _length(shift, piece.size) / piece.size if piece.size else 0.0
    return _RISES.get(own, 0.0) + raised


def _shift(chunk: list[Stretch], width: float) -> float:
    """How far its anchor moves a chunk of that width back."""
    anchor = chunk[0].style.get("text-anchor", "start") if chunk else "start"
    return width * {"middle": 0.5, "end": 1.0}.get(anchor, 0.0)


def _moved_back(chunk: list[Stretch], shift: float) -> list[Stretch]:
    if not shift:
        return chunk
    return [
        replace(each, box=(each.box[0] - shift, each.box[1], each.box[2] - shift, each.box[3]))
        for each in chunk
    ]


def _number(style: Style, name: str, default: float, em: float = 16) -> float:
    return _length(style[name], em) if name in style else default


@lru_cache(maxsize=1024)
def _length(text: str, em: float) -> float:
    """A length in user units; 0 for what is none, as keywords are."""
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1]) * (_EM[match[2]] * em if match[2] else 1.0) if match else 0.0
