"""A paragraph and a width → its lines, as full as they can be."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.normalize.foreign.flow.paragraph import Paragraph, breaks_anywhere
from pipeline.normalize.foreign.flow.widths import Measure, fits


class Line(NamedTuple):
    """One line: its letters from `start`, those seen up to `seen`, the next line's from `end`."""

    start: int
    seen: int
    end: int


def fill(made: Paragraph, measure: Measure, width: float) -> list[Line]:
    """Lines as full as they can be."""
    lines: list[Line] = []
    size, start, following = len(made.text), 0, 0
    places = [*made.breaks, size]
    indent = made.root.style.px("text-indent", width) or 0.0
    while start < size:
        while start < size and made.collapses[start]:
            start += 1
        if start == size:
            break
        while places[following] <= start:
            following += 1
        room = width - (0.0 if lines else indent)
        end, following = _end(made, measure, start, room, places, following)
        lines.append(Line(start, _seen(made, start, end), end))
        start = end
    return lines


def _end(
    made: Paragraph, measure: Measure, start: int, room: float, places: list[int], following: int
) -> tuple[int, int]:
    """Where the line that begins at `start` ends, and the next place to look at."""
    end = start
    while following < len(places):
        place = places[following]
        if not fits(measure.between(start, _seen(made, start, place)), room):
            if end > start:
                break
            if breaks_anywhere(made.owners[start].style):
                return _cut(measure, start, room, place), following
            return place, following + 1
        end = place
        following += 1
        if place in made.forced:
            break
    return end, following


def _cut(measure: Measure, start: int, room: float, place: int) -> int:
    """How much of a word that is too long fits; one letter always does."""
    low, high = start + 1, place
    while low < high:
        middle = (low + high + 1) // 2
        if fits(measure.between(start, middle), room):
            low = middle
        else:
            high = middle - 1
    return low


def _seen(made: Paragraph, start: int, end: int) -> int:
    """The end of a line without what is not seen there: collapsed and hanging spaces."""
    while end > start:
        letter, space = made.text[end - 1], made.owners[end - 1].style.get("white-space")
        if not (made.collapses[end - 1] or letter in "\n\u200b" or _hangs(letter, space)):
            break
        end -= 1
    return end


def _hangs(letter: str, space: str) -> bool:
    return letter == " " and space == "pre-wrap"
