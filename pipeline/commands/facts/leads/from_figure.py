"""Axes and boxes → leads: curves at their ticks, marked points, bars, lengths, the axes' ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from pipeline.commands.facts.leads.lead import (
    Lead,
    call,
    family,
    in_quotes,
    number,
    one_each,
    sides,
)
from pipeline.facts.model import Axes, Bars, Box, Line

MOST_NAMED, MOST_PLACES, FEW_PLACES, MOST_SAID = 12, 5, 3, 2
JOINED, STRAIGHT = ("line", "steps"), ("hline", "vline")
_LEAST_PX, _WORD = 2.0, re.compile(r"^\w+")
_NUMBER = re.compile(r"[-−$€£]?[\d.]")
"""A tick beside boxes of several heights, which is a number of an axis and no name of a row."""


def counts(charts: Sequence[Axes]) -> Iterator[Lead]:
    """The bars of a figure, and how many lines and points there are in all of its axes."""
    for axes in charts:
        yield from _bars(axes.bars)
    for what, forms in (("curves", JOINED), ("lines", STRAIGHT)):
        if sum(len(_of_form(axes, forms)) for axes in charts) > 1:
            yield sides(what)
    if any(axes.points for axes in charts):
        yield sides("points")


def _of_form(axes: Axes, forms: Sequence[str]) -> list[Line]:
    return [line for line in axes.lines if line.form in forms]


def of_axes(axes: Axes) -> Iterator[Lead]:
    """What could be claimed of one set of axes beside what it counts."""
    curves, straight = _of_form(axes, JOINED), _of_form(axes, STRAIGHT)
    yield from _points(axes.points)
    for line in straight[:MOST_NAMED]:
        name = _name(line)
        yield sides("line_at", call("line_at", name))
    places = MOST_PLACES if len(curves) == 1 else FEW_PLACES
    for line in curves[:MOST_NAMED]:
        yield from _curve(line, axes, straight, places)
    for one, other in combinations([*curves, *straight][:MOST_PLACES], 2):
        if one in curves and bool(one.label) == bool(other.label):
            yield sides(call("crossing", _name(one), _name(other)))
    for piece in axes.slices[:MOST_NAMED]:
        yield sides(call("share", in_quotes(piece.name)), call("share", in_quotes(piece.fill)))
    if axes.slices:
        yield sides("slices")
    if axes.grids:
        yield sides("cells")
    yield from _ends(axes)


def _bars(series: Sequence[Bars]) -> Iterator[Lead]:
    if series:
        yield sides("bars")
        yield sides("sum(bars)")
        yield sides("max(bars)")
    are_single = all(len(each.bars) == 1 for each in series)  # as a loop draws them
    for each in series[: MOST_NAMED if are_single else MOST_PLACES]:
        of = in_quotes(each.label)
        if of and len(series) > 1:
            yield sides(call("sum", call("bars", f"of={of}")))
        for bar in each.bars[:MOST_NAMED]:
            name = in_quotes(bar.name)
            yield sides(call("bar", name), call("bar", name, of and f"of={of}"))


def _points(points: Sequence[Line]) -> Iterator[Lead]:
    marked = [point for line in points for point in line.points]
    if len(marked) <= MOST_NAMED:
        for x, _ in marked:
            yield sides(call("point", number(x)))


def _curve(line: Line, axes: Axes, straight: Sequence[Line], most: int) -> Iterator[Lead]:
    """A curve at the ticks within it, and where it reaches straight lines."""
    if not line.points:
        return
    name = _name(line)
    low, high = min(x for x, _ in line.points), max(x for x, _ in line.points)
    ticks = [place for place, _ in axes.x.ticks if low <= place <= high]
    step = max(1, -(-len(ticks) // most))
    for place in ticks[::step]:
        at = number(place)
        yield sides(call("curve", at), call("curve", name, at))
    for other in straight:
        if other.form == "hline" and other.points:
            at = number(other.points[0][1])
            yield sides(call("x_of", at), call("x_of", name, at))


def _name(line: Line) -> str | None:
    return in_quotes(line.label or line.colour)


def _ends(axes: Axes) -> Iterator[Lead]:
    """The ends that somebody chose: others lie where no tick does."""
    for name, axis in (("x", axes.x), ("y", axes.y)):
        places = {place for place, _ in axis.ticks}
        for side, end in (("from", axis.start), ("to", axis.end)):
            if end in places:
                yield sides(f"{name}_{side}")


def rare(axes: Axes) -> Iterator[Lead]:
    """What is seldom worth a claim, but may be what a number of the alt says: ends of all kinds."""
    for end in ("x_from", "x_to", "y_from", "y_to"):
        yield sides(end)
    for line in _of_form(axes, JOINED)[:MOST_NAMED]:
        places = [x for x, _ in line.points]
        for place in sorted({*places[:1], *places[-1:]}):
            yield sides(call("curve", number(place)), call("curve", _name(line), number(place)))


def ends_of_boxes(boxes: Sequence[Box]) -> Iterator[Lead]:
    """Where boxes that say something start and end; the same."""
    for box in [box for box in boxes if box.says and not box.is_px][:MOST_NAMED]:
        says, row = in_quotes(box.says[0]), in_quotes(box.row)
        for place in ("start", "end"):
            yield sides(call(place, says), call(place, says, row and f"row={row}"))


def of_boxes(boxes: Sequence[Box]) -> Iterator[Lead]:
    """What could be claimed of boxes: how many, and how long, by what they say and by row."""
    drawn = [box for box in boxes if _is_large(box)]
    if not drawn:
        return
    yield sides("boxes")
    fills = Counter(box.fill for box in drawn if box.fill)
    if len(fills) > 1:
        for fill, _ in fills.most_common(MOST_NAMED):
            yield sides(call("boxes", in_quotes(fill)))
    around = [box for box in drawn if len(box.says) <= MOST_SAID and not box.is_px]
    is_long = _varied(box.x1 - box.x0 for box in around)
    if is_long or _varied(box.y1 - box.y0 for box in around):
        for pattern in _patterns(one_each(text for box in around for text in box.says)):
            yield sides(call("length" if is_long else "height", in_quotes(pattern)))
    is_uneven = not drawn[0].is_px and _varied(box.y1 - box.y0 for box in drawn)
    rows = one_each(box.row for box in drawn if not (is_uneven and _NUMBER.match(box.row)))
    for row in rows[:MOST_NAMED]:
        yield sides(call("length", f"row={in_quotes(row)}"))
    for row in rows[:MOST_NAMED]:
        first = min((box for box in drawn if box.row == row and box.says), default=None)
        if first:
            yield sides(call("start", in_quotes(first.says[0]), f"row={in_quotes(row)}"))


def _varied(extents: Iterable[float]) -> bool:
    return len({round(extent, 6) for extent in extents}) > 1


def _is_large(box: Box) -> bool:
    least = _LEAST_PX if box.is_px else 0.0
    return box.x1 - box.x0 > least and box.y1 - box.y0 > least


def _patterns(said: Sequence[str]) -> list[str]:
    """What groups boxes: texts that differ in numbers alone, or that start with one word."""
    starts = Counter(word[0] for text in said if (word := _WORD.match(text)))
    groups: Counter[str] = Counter()
    for text in said:
        word = _WORD.match(text)
        is_many = word and starts[word[0]] > 1 and not word[0][-1].isdigit()
        groups[f"{word[0]}*" if word and is_many else family(text) or text] += 1
    return [pattern for pattern, _ in groups.most_common(MOST_NAMED)]
