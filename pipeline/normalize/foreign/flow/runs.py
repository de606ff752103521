"""A paragraph and a width → where each run of text in its lines stands, and how high they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from pipeline.normalize.foreign.flow.breaks import OBJECT
from pipeline.normalize.foreign.flow.lines import Line, fill
from pipeline.normalize.foreign.flow.metrics import Height, font_height, shift, strut
from pipeline.normalize.foreign.flow.paragraph import Paragraph, edges_in
from pipeline.normalize.foreign.flow.widths import Measure, snapped
from pipeline.normalize.foreign.html.boxes import Box
from pipeline.normalize.foreign.html.computed import Style

_UNSEEN = " \n\u200b\u00ad"


class Run(NamedTuple):
    """Letters of one style in one line: where they start, on which baseline, how far they run.

    `spread` is what each space in them is widened by.
    """

    x: float
    y: float
    width: float
    text: str
    style: Style
    spread: float = 0.0


class Stretch(NamedTuple):
    """What one inline box covers of one line; whether it begins and ends there."""

    x: float
    y: float
    width: float
    height: float
    box: Box
    begins: bool
    ends: bool


class Laid(NamedTuple):
    """A paragraph in lines: all that they hold, their height, the first and the last baseline."""

    runs: list[Run]
    stretches: list[Stretch]
    objects: dict[Box, tuple[float, float]]
    height: float = 0.0
    first: float | None = None
    last: float | None = None


def place(made: Paragraph, measure: Measure, heights: Mapping[Box, Height], width: float) -> Laid:
    """Every line of a paragraph in its place, the first at 0."""
    laid = Laid([], [], {})
    lines, top = fill(made, measure, width), 0.0
    first = last = None
    for number, line in enumerate(lines):
        shifts, height = _heights(made, line, heights)
        baseline = top + height.ascent
        is_last = number + 1 == len(lines) or line.end in made.forced
        x, spread = _start(made, measure, line, width, is_last)
        x += (made.root.style.px("text-indent", width) or 0.0) if not number else 0.0
        at = _Place(made, measure, line, x, baseline, shifts, spread)
        laid.runs.extend(_runs(at))
        laid.stretches.extend(_stretches(at))
        for offset in range(line.start, line.end):
            box = made.objects.get(offset)
            if box is not None:
                ascent = heights[box].ascent
                y = baseline + shifts[box] - ascent
                laid.objects[box] = (x + measure.between(line.start, offset), y)
        first, last = baseline if first is None else first, baseline
        top += sum(height)
    return laid._replace(height=top, first=first, last=last)


class _Place(NamedTuple):
    """One line with where it stands and how far each box in it is moved down."""

    made: Paragraph
    measure: Measure
    line: Line
    x: float
    baseline: float
    shifts: Mapping[Box, float]
    spread: float


def _start(
    made: Paragraph, measure: Measure, line: Line, width: float, is_last: bool
) -> tuple[float, float]:
    """How far a line is moved to the right, and by how much its spaces are widened."""
    style = made.root.style
    align, is_reversed = style.get("text-align", "start"), style.get("direction") == "rtl"
    left = width - snapped(measure.between(line.start, line.seen))
    if align == "justify" and not is_last and left > 0:
        spaces = made.text.count(" ", line.start, line.seen)
        if spaces:
            return 0.0, left / spaces
    if align in ("center", "-webkit-center"):
        return max(left / 2, 0.0), 0.0
    is_right = align in ("right", "-webkit-right") or align == ("start" if is_reversed else "end")
    return (max(left, 0.0) if is_right or (is_reversed and align == "justify") else 0.0), 0.0


def _heights(
    made: Paragraph, line: Line, heights: Mapping[Box, Height]
) -> tuple[dict[Box, float], Height]:
    """How far each box of a line is moved down, and how high the line is."""
    shifts: dict[Box, float] = {made.root: 0.0}
    whole, hanging = strut(made.root.style), []
    for box, around, height in _boxes(made, line, heights):
        own = shift(box.style, around.style, height)
        if own is None:
            hanging.append((box, height))
            shifts[box] = 0.0
            continue
        shifts[box] = shifts.get(around, 0.0) + own
        whole = whole.joined(height.moved(shifts[box]))
    for box, height in hanging:
        missing = max(sum(height) - sum(whole), 0.0)
        is_top = box.style.get("vertical-align") == "top"
        whole = Height(whole.ascent + (not is_top) * missing, whole.descent + is_top * missing)
        shifts[box] = height.ascent - whole.ascent if is_top else whole.descent - height.descent
    return shifts, whole


def _boxes(
    made: Paragraph, line: Line, heights: Mapping[Box, Height]
) -> Iterator[tuple[Box, Box, Height]]:
    """Each box of a line once, after those around it, with the one around it and its height."""
    seen = {made.root}
    edges = edges_in(made, line.start, line.end)
    empty = [edge.box for edge in edges if edge.is_start]
    inside = [made.owners[offset] for offset in range(line.start, line.end)]
    for owner in dict.fromkeys((*inside, *empty)):
        chain = made.around[owner]
        for around, box in pairwise(chain):
            if box not in seen:
                seen.add(box)
                yield box, around, strut(box.style)
    for offset in range(line.start, line.end):
        if offset in made.objects:
            box = made.objects[offset]
            yield box, made.owners[offset], heights[box]


def _runs(at: _Place) -> Iterator[Run]:
    """The letters of a line, cut where their box or what is beside them changes."""
    made, line = at.made, at.line
    edges = edges_in(made, line.start + 1, line.seen)
    cuts = {edge.at for edge in edges if edge.room}
    start = line.start
    for place in range(line.start, line.seen + 1):
        is_inside = place < line.seen and made.text[place] != OBJECT and place not in cuts
        if is_inside and (place == start or made.owners[place] is made.owners[place - 1]):
            continue
        if place > start:
            yield from _run(at, start, place)
        is_object = place < line.seen and made.text[place] == OBJECT
        start = place + is_object


def _run(at: _Place, start: int, end: int) -> Iterator[Run]:
    """One run, unless nothing of it is seen."""
    made, style = at.made, at.made.owners[start].style
    if not style.get("text-decoration-line"):
        while start < end and made.text[start] in _UNSEEN:
            start += 1
        while start < end and made.text[end - 1] in _UNSEEN:
            end -= 1
    text = "".join(letter for letter in made.text[start:end] if letter not in "\n\u200b\u00ad")
    if text:
        spaces = at.spread * made.text.count(" ", at.line.start, start)
        x = at.x + at.measure.before(at.line.start, start) + spaces
        width = at.measure.letters(start, end) + at.spread * text.count(" ")
        y = at.baseline + at.shifts.get(made.owners[start], 0.0)
        if made.root.style.get("direction") == "rtl":
            x = 2 * at.x + at.measure.between(at.line.start, at.line.seen) - x - width
        yield Run(x, y, width, text, style, at.spread)


def _stretches(at: _Place) -> Iterator[Stretch]:
    """What each inline box covers of a line, outer boxes first."""
    for box, down in at.shifts.items():
        if box not in at.made.spans:
            continue
        begin, finish = at.made.spans[box]
        start, end = max(begin, at.line.start), min(finish, at.line.seen)
        if end > start:
            x = at.x + at.measure.between(at.line.start, start)
            font, width = font_height(box.style), at.measure.between(start, end)
            y = at.baseline + down - font.ascent
            ends = (begin >= at.line.start, finish <= at.line.seen)
            yield Stretch(x, y, width, sum(font), box, *ends)
