"""Room between an edge and its label, which Graphviz sets side by side without any.

Marks are put around each line of such a label in the DOT text. Where text is measured they count
for the room; from the SVG they are taken away, and what began with one stands where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.render.dot.source import Token
from pipeline.render.dot.statements import AttributeList

BESIDE, BELOW = "\ufdd0", "\ufdd1"
"""Two codes that Unicode gives to no character: room beside a line, and below the last one."""

ROOM = 0.2
"""How much room that is, in em."""

_WIDTH_OF_MARK = 4
"""How much wider an edge may be for one mark more, in pt."""

_MOST = 6

Edit = tuple[int, int, str]
"""Where something stands in a text, from and to, and what is put there."""

_NUMBER = re.compile(r"\d{1,3}(?:\.\d*)?|\.\d+")
_LINE_END = re.compile(r"((?<!\\)(?:\\\\)*\\[nlr]|\r?\n)")
_NEW_LINE = re.compile(r"(<\s*br\b[^>]*>)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_NOT_TEXT = re.compile(r"<\s*(?:table|img)\b", re.IGNORECASE)
_MARKED = re.compile(
    rf'<text (?P<before>[^>]*?text-anchor="start" x=")(?P<x>-?[\d.]+)'
    rf'(?P<after>[^>]*?font-size="(?P<size>[\d.]+)"[^>]*>)(?P<marks>{BESIDE}+)'
)
_EMPTY = re.compile(rf"<text [^>]*>[{BESIDE}{BELOW}]+</text>\n")


def edits(text: str, lists: list[AttributeList]) -> Iterator[Edit]:
    """Where marks go into a DOT text; its lines stay where they are."""
    usual = 1
    for each in lists:
        marks = _marks_for(each.inside) or usual
        if each.default == "edge":
            usual = marks
        for name, value in each.inside:
            if name.text == "xlabel" or (name.text == "label" and each.is_of_edges):
                marked = (_in_html if value.kind == "html" else _in_lines)(value.text, marks)
                lost = text.count("\n", value.start, value.end) - marked.count("\n")
                yield value.start, value.end, marked + "\n" * lost


def _marks_for(inside: list[tuple[Token, Token]]) -> int:
    """How many marks an edge takes for being as wide as its attributes say; 0 if they do not."""
    width = 0.0
    for name, value in inside:
        if name.text == "penwidth" and _NUMBER.fullmatch(value.text):
            width = max(width, float(value.text))
        elif name.text == "color" and ":" in value.text:
            width = max(width, 1.0 + 2 * value.text.count(":"))
    return min(_MOST, int((width + 5) / _WIDTH_OF_MARK)) if width else 0


def _in_lines(label: str, marks: int) -> str:
    """A label with marks around each of its lines, as a quoted string."""
    pieces = _LINE_END.split(label)
    shown = pieces[::2]
    last = max((n for n, line in enumerate(shown) if line), default=0)
    return '"' + _around(pieces, shown, marks, last).replace('"', '\\"') + '"'


def _in_html(label: str, marks: int) -> str:
    """A label with marks around each of its lines; a table has room of its own.

    What makes the first line of such a label higher moves no line of it.
    """
    if _NOT_TEXT.search(label):
        return f"<{label}>"
    pieces = _NEW_LINE.split(label)
    shown = [_TAG.sub("", line) for line in pieces[::2]]
    return f"<{_around(pieces, shown, marks, 0)}>"


def _around(pieces: list[str], shown: list[str], marks: int, higher: int) -> str:
    """Lines and what ends them, in turn, with marks around each line that shows something.

    A line with blanks before or after it has the room that its author gave it.
    """
    for n, line in enumerate(shown):
        if line.strip():
            beside = BESIDE * marks if line == line.strip() else ""
            pieces[2 * n] = beside + pieces[2 * n] + beside + BELOW * marks * (n == higher)
    return "".join(pieces)


def width_of_marks(text: str) -> float:
    """The room beside a line that its marks stand for, in em."""
    return ROOM * text.count(BESIDE)


def height_of_marks(text: str) -> float:
    """The room below a line that its marks stand for, in em."""
    return ROOM * text.count(BELOW)


def without_marks(text: str) -> str:
    """A line or a message without marks."""
    return text.replace(BESIDE, "").replace(BELOW, "")


def drawn_without_marks(svg: bytes) -> bytes:
    """An SVG without marks, the text of each label where it was."""
    if not any(mark.encode() in svg for mark in (BESIDE, BELOW)):
        return svg
    text = _MARKED.sub(_moved, _EMPTY.sub("", svg.decode()))
    return without_marks(text).encode()


def _moved(match: re.Match[str]) -> str:
    x = float(match["x"]) + width_of_marks(match["marks"]) * float(match["size"])
    return f"<text {match['before']}{x:.2f}".rstrip("0").rstrip(".") + match["after"]
