"""A `<text>` with what it inherits → the stretches of ink that it paints, in user units.

Follows SVG 2, section 11.5, for what drawings use: absolute and relative positions, anchors,
baselines, spacing and direction. Text on a path, turned letters, vertical text, and
a `textLength` of several parts are not placed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.looks import INHERITED, Look, deciding
from pipeline.fonts.measure import ASCENT, DESCENT, X_HEIGHT, Extent, extent
from pipeline.normalize.context import XML_SPACE, pairs
from pipeline.normalize.values.lengths import length, lengths

UNPLACED = frozenset(("rotate", "writing-mode"))
_MOVES = ("x", "y", "dx", "dy")
_HORIZONTAL = ("horizontal-tb", "lr", "lr-tb", "rl")
_RISES = {
    "middle": -X_HEIGHT / 2,
    "central": -(ASCENT - DESCENT) / 2,
    "hanging": -0.8 * ASCENT,
    "mathematical": -ASCENT / 2,
    "text-before-edge": -ASCENT,
    "before-edge": -ASCENT,
    "text-top": -ASCENT,
    "text-after-edge": DESCENT,
    "after-edge": DESCENT,
    "ideographic": DESCENT,
    "text-bottom": DESCENT,
}
"""How far the letters rise over the place given, in em (as resvg and Chrome have it)."""

_SHIFTS = {"sub": -0.14, "super": 0.45}
"""Renderers differ: some take the font's own, some a share of its height; this is between them."""


class Stretch(NamedTuple):
    """Letters in one style and one line; `box` is their ink in user units."""

    element: etree._Element
    look: Look
    text: str
    box: Bounds
    baseline: float


class _Piece(NamedTuple):
    """Characters under one element, with its attributes, before they are placed.

    `moves` are where they start and what they are moved by: none after a part within the element.
    """

    element: etree._Element
    look: Look
    text: str
    own: Mapping[str, str]
    moves: Mapping[str, list[float]]


def stretches(text: etree._Element, look: Look) -> list[Stretch] | None:
    """The stretches of a text in their order; None where they cannot be placed."""
    own = dict(pairs(text))
    pieces = list(_cut(text, look, own))
    for part in (own, *(piece.own for piece in pieces if piece.own is not own)):
        if not UNPLACED.isdisjoint(part) or (len(pieces) > 1 and part.get("textLength")):
            return None
    if next(text.iter("textPath"), None) is not None:
        return None
    if look.style.get("writing-mode", "horizontal-tb") not in _HORIZONTAL:
        return None
    space = own.get(XML_SPACE) or look.style.get(XML_SPACE)
    shown = _shown(tuple([piece.text for piece in pieces]), space == "preserve")
    if len(pieces) == 1:
        return _whole(pieces[0], shown[0])
    placed: list[Stretch] = []
    chunk: list[Stretch] = []
    start = x = y = 0.0
    for piece, letters in zip(pieces, shown, strict=True):
        is_anew = bool(piece.moves.get("x") or piece.moves.get("y"))
        if is_anew:
            shift = _shift(chunk, x - start)
            placed += _moved_back(chunk, shift)
            chunk, x = [], x - shift
        x, y = _moved(piece, x, y)
        start = x if is_anew else start
        box, width = _placed(piece, letters, x, y)
        chunk.append(Stretch(piece.element, piece.look, letters, box, y))
        x += width
    placed += _moved_back(chunk, _shift(chunk, x - start))
    return [each for each in placed if each.text.strip()]


def _whole(piece: _Piece, letters: str) -> list[Stretch]:
    """A text of one piece, as nearly all are."""
    if not letters.strip():
        return []
    x, y = _moved(piece, 0.0, 0.0)
    (left, top, right, bottom), width = _placed(piece, letters, x, y)
    shift = width * piece.look.letters.anchor
    box = (left - shift, top, right - shift, bottom)
    return [Stretch(piece.element, piece.look, letters, box, y)]


def _cut(element: etree._Element, look: Look, own: Mapping[str, str]) -> Iterator[_Piece]:
    """The pieces of a text or of a part of it with these attributes, in their order."""
    moves = {name: lengths(own[name], look.letters.size) for name in _MOVES if own.get(name)}
    if moves or element.text:
        yield _Piece(element, look, element.text or "", own, moves)
    for child in element:
        if child.tag in ("tspan", "textPath") and child.get("display") != "none":
            yield from _cut(child, look.within(deciding(child, INHERITED)), dict(pairs(child)))
        if child.tail:
            yield _Piece(element, look, child.tail, own, {})


@lru_cache(maxsize=4096)
def _shown(texts: tuple[str, ...], is_preserved: bool) -> tuple[str, ...]:
    """The characters of each piece with their white space as it is shown."""
    if is_preserved:
        return tuple([re.sub(r"[\t\n\r]", " ", text) for text in texts])
    ends_with_space = True
    last = max((n for n, text in enumerate(texts) if text.strip()), default=-1)
    shown = []
    for place, text in enumerate(texts):
        text = re.sub(" +", " ", text.replace("\n", " ").replace("\t", " "))
        if ends_with_space:
            text = text.removeprefix(" ")
        if place >= last:
            text = text.rstrip(" ")
        ends_with_space = text.endswith(" ") if text else ends_with_space
        shown.append(text)
    return tuple(shown)


def _moved(piece: _Piece, x: float, y: float) -> tuple[float, float]:
    """Where a piece starts that would follow on at (x, y)."""
    xs, ys, dxs, dys = map(piece.moves.get, _MOVES)
    x, y = xs[0] if xs else x, ys[0] if ys else y
    return (x + dxs[0] if dxs else x), (y + dys[0] if dys else y)


def _placed(piece: _Piece, text: str, x: float, y: float) -> tuple[Bounds, float]:
    """The ink of a piece from (x, y) on, and how far it runs."""
    size = piece.look.letters.size
    (_, top, bottom, lead, tail), width = _run(piece, text)
    base = y - size * _rise(piece)
    return (
        x + size * lead,
        base - size * top,
        x + width - size * tail,
        base - size * bottom,
    ), width


def _run(piece: _Piece, text: str) -> tuple[Extent, float]:
    """The ink of a piece, and how far it runs in user units."""
    size, is_bold, is_italic, gap, word_gap, *_ = piece.look.letters
    ink = extent(text, is_bold, is_italic)
    if fitted := length(piece.own.get("textLength", "0"), size):
        return ink, fitted
    xs = piece.moves.get("x") or []
    if len(xs) > 1 and len(text) >= len(xs):
        rest = extent(text[len(xs) - 1 :], is_bold, is_italic)
        return ink._replace(lead=0.0, tail=rest.tail), max(xs) - xs[0] + size * rest.width
    gaps = len(text) * gap + text.count(" ") * word_gap
    if dxs := piece.moves.get("dx"):
        gaps += sum(dxs[1:])
    if gap and size:
        ink = ink._replace(tail=ink.tail + gap / size)
    return ink, size * ink.width + gaps


def _rise(piece: _Piece) -> float:
    """How far the baseline lies over the place given, in em."""
    own = piece.own.get("alignment-baseline") or piece.look.style.get("dominant-baseline", "")
    shift = piece.own.get("baseline-shift", "0")
    raised = _SHIFTS.get(shift)
    if raised is None:
        size = piece.look.letters.size
        raised = length(shift, size) / size if size else 0.0
    return _RISES.get(own, 0.0) + raised


def _shift(chunk: list[Stretch], width: float) -> float:
    """How far its anchor moves a chunk of that width back."""
    return width * (chunk[0].look.letters.anchor if chunk else 0.0)


def _moved_back(chunk: list[Stretch], shift: float) -> list[Stretch]:
    """A chunk at its place; the parts of one that runs to the left change sides."""
    if chunk and chunk[0].look.letters.is_leftward:
        both = min(each.box[0] for each in chunk) + max(each.box[2] for each in chunk)
        chunk = [
            each._replace(box=(both - each.box[2], each.box[1], both - each.box[0], each.box[3]))
            for each in chunk
        ]
    if not shift:
        return chunk
    return [
        Stretch(element, look, text, (left - shift, top, right - shift, bottom), baseline)
        for element, look, text, (left, top, right, bottom), baseline in chunk
    ]
