"""Boxes that stand in lines → one text with the width of each letter and edge.

White space is collapsed as CSS Text 3, section 4.1, says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.fonts.kerning import advances
from pipeline.normalize.foreign.flow.breaks import OBJECT, breaks
from pipeline.normalize.foreign.html.boxes import Box
from pipeline.normalize.foreign.html.computed import Style

_COLLAPSED = re.compile(r"[ \t\n\r\f]+")
_LINES = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n|[\n\r\f])[ \t]*+")
_KEPT = ("pre", "break-spaces")
_NEWLINES = ("\r\n", "\r", "\f")
_ANYWHERE = frozenset(("break-word", "anywhere"))


@dataclass(slots=True)
class Edge:
    """Where an inline box begins or ends: an offset in the text, and how much room it takes."""

    at: int
    box: Box
    is_start: bool
    room: float


@dataclass(slots=True)
class Paragraph:
    """All that stands in the lines of one box.

    `widths`, `owners` (the box that a letter stands in) and `collapses` (whether it is a space
    that goes at the end of a line) are by letter; `objects` by their offset.
    """

    root: Box
    text: str = ""
    owners: list[Box] = field(default_factory=list)
    collapses: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    objects: dict[int, Box] = field(default_factory=dict)
    around: dict[Box, tuple[Box, ...]] = field(default_factory=dict)
    """Every inline box with those around it, outermost first, itself last."""

    spans: dict[Box, tuple[int, int]] = field(default_factory=dict)
    """From where to where each inline box goes."""

    breaks: list[int] = field(default_factory=list)
    forced: set[int] = field(default_factory=set)


def edges_in(made: Paragraph, start: int, end: int) -> list[Edge]:
    """The edges from one offset up to another."""
    places = made.edges
    return places[bisect_left(places, start, key=_at) : bisect_left(places, end, key=_at)]


def _at(edge: Edge) -> int:
    return edge.at


def paragraph(root: Box) -> Paragraph:
    """The text of `root`, whose children stand in lines."""
    made = Paragraph(root)
    letters: list[str] = []
    _read(made, letters, root.children, (root,))
    made.text = "".join(letters)
    made.widths = _widths(made)
    made.forced = {place + 1 for place, letter in enumerate(made.text) if letter == "\n"}
    places = sorted({*breaks(made.text), *_between_letters(made)})
    made.breaks = [place for place in places if _wraps(made, place)]
    return made


def _read(
    made: Paragraph, letters: list[str], children: Iterable[Box], around: tuple[Box, ...]
) -> None:
    box = around[-1]
    made.around[box] = around
    for child in children:
        if child.is_in_line:
            made.objects[len(letters)] = child
            _add(made, letters, OBJECT, box, False)
        elif child.display == "text":
            _add_text(made, letters, child, box)
        elif child.display in ("break", "wbr"):
            made.around[child] = (*around, child)
            _add(made, letters, "\n" if child.display == "break" else "\u200b", child, False)
        else:
            start = len(letters)
            made.edges.append(Edge(start, child, True, _room(child, "left")))
            _read(made, letters, child.children, (*around, child))
            made.edges.append(Edge(len(letters), child, False, _room(child, "right")))
            made.spans[child] = (start, len(letters))


def _room(box: Box, side: str) -> float:
    edges = (f"margin-{side}", f"padding-{side}")
    return sum(box.style.px(edge) or 0.0 for edge in edges) + border(box.style, side)


def border(style: Style, side: str) -> float:
    """How thick a border is; 0 where it is not drawn."""
    if style.get(f"border-{side}-style", "none") in ("none", "hidden"):
        return 0.0
    width = style.get(f"border-{side}-width", "medium")
    named = {"thin": 1.0, "medium": 3.0, "thick": 5.0}.get(width)
    length = named if named is not None else style.px(f"border-{side}-width") or 0.0
    return float(int(length)) if length >= 1 else float(length > 0)


def _add(made: Paragraph, letters: list[str], letter: str, box: Box, collapses: bool) -> None:
    letters.append(letter)
    made.owners.append(box)
    made.collapses.append(collapses)


def _add_text(made: Paragraph, letters: list[str], text: Box, box: Box) -> None:
    space = text.style.get("white-space", "normal")
    if space.startswith("pre") or space == "break-spaces":
        for newline in _NEWLINES:
            text.text = text.text.replace(newline, "\n")
    if space.startswith(_KEPT) and space != "pre-line":
        for letter in _cased(text.text.expandtabs(8), text.style):
            _add(made, letters, letter, box, False)
        return
    keeps_lines = space == "pre-line"
    plain = _LINES.sub("\n", text.text) if keeps_lines else text.text
    pattern = re.compile(r"[ \t]+") if keeps_lines else _COLLAPSED
    for letter in _cased(pattern.sub(" ", plain), text.style):
        is_space = letter == " "
        if is_space and (not letters or letters[-1] == "\n" or made.collapses[-1]):
            continue
        _add(made, letters, letter, box, is_space)


def _cased(text: str, style: Style) -> str:
    transform = style.get("text-transform")
    if transform == "uppercase":
        return text.upper()
    if transform == "lowercase":
        return text.lower()
    if transform == "capitalize":
        return re.sub(r"(?<![\w'’])\w", lambda match: match[0].upper(), text)
    return text


def _widths(made: Paragraph) -> list[float]:
    """The width of each letter with the space after it; kerned where one font goes on."""
    widths: list[float] = []
    styles = [owner.style for owner in made.owners]
    faces = [(s.em, s.is_bold, s.is_italic) for s in styles]
    for (em, is_bold, is_italic), group in groupby(range(len(faces)), key=faces.__getitem__):
        run = made.text[len(widths) : len(widths) + sum(1 for _ in group)]
        widths += [em * advance for advance in advances(run, is_bold, is_italic)]
    for place, (letter, style) in enumerate(zip(made.text, styles, strict=True)):
        if letter in (OBJECT, "\n", "\u200b"):
            widths[place] = 0.0
        elif style.values.get("letter-spacing") or style.values.get("word-spacing"):
            widths[place] += style.px("letter-spacing") or 0.0
            widths[place] += (style.px("word-spacing") or 0.0) * (letter in " \u00a0")
    return widths


def _wraps(made: Paragraph, place: int) -> bool:
    """Whether a line may break where its letters allow it."""
    style = made.owners[place - 1].style
    is_kept = style.get("white-space") in ("nowrap", "pre") or style.get("text-wrap") == "nowrap"
    return place in made.forced or not is_kept


def _between_letters(made: Paragraph) -> list[int]:
    """Where `word-break: break-all` lets a line break beside where all lines may."""
    return [
        place
        for place in range(1, len(made.text))
        if made.owners[place].style.get("word-break") == "break-all"
        and made.text[place - 1 : place + 1].isalnum()
    ]


def breaks_anywhere(style: Style) -> bool:
    """Whether a word that is wider than its line is broken."""
    if style.get("white-space") in ("nowrap", "pre"):
        return False
    return style.get("overflow-wrap") in _ANYWHERE or style.get("word-break") == "break-word"
