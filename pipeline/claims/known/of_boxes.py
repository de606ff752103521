"""Boxes of a chart or a hand-made drawing: how many, how long, where they start and end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.claims.known.fact import (
    Look,
    Seen,
    axis_unit,
    counted,
    fact,
    listed,
    must_be_whole,
    of_charts,
    quoted,
)
from pipeline.claims.measures.units import PLAIN, Unit
from pipeline.claims.measures.values import UnclearError, Value
from pipeline.facts.model import Box

NO_READER_SEES = 0.005
"""What an extent in px may be off by, as a part of it, and at least a px for each box."""

KINDS = ("matplotlib", "svg")


class _Found(NamedTuple):
    """Boxes with the units of their axes."""

    boxes: tuple[Box, ...]
    x: Unit
    y: Unit

    @property
    def basis(self) -> str:
        count = len(self.boxes)
        return f"{count} box{'es' * (count != 1)}"


@fact(*KINDS)
def boxes(seen: Seen, says: Look | None = None, *, row: Look | None = None) -> Value:
    """How many boxes are drawn; those that say something, or of a `"#fill"`, or in a row.

    A box is a rectangle, however it was drawn: `barh(left=…)`, `broken_barh`, `Rectangle`, a closed
    line, `boxplot`, or `<rect>`. What it says fits as a whole, or one of its lines does. Its row is
    the tick of the y axis at its height.
    """
    must_be_whole(seen, "boxes")
    found = _found(seen, says, row).boxes
    every = [text for box in _every(seen).boxes for text in box.says]
    if found or says is None:
        return Value(len(found))
    return counted("box", every, [], says)


@fact(*KINDS)
def length(seen: Seen, says: Look | None = None, *, row: Look | None = None) -> Value:
    """The lengths of boxes, added: `length("idle*") = 2 * P * (P - 1)`.

    In units of the x axis; in px in a hand-made drawing.
    """
    must_be_whole(seen, "boxes")
    found = _some(seen, says, row)
    return _added(found, [box.x1 - box.x0 for box in found.boxes], found.x)


@fact(*KINDS)
def height(seen: Seen, says: Look | None = None, *, row: Look | None = None) -> Value:
    """The heights of boxes, added, in units of the y axis or in px.

    `height("application *") = 8 * height("bootloader *")`.
    """
    must_be_whole(seen, "boxes")
    found = _some(seen, says, row)
    return _added(found, [box.y1 - box.y0 for box in found.boxes], found.y)


@fact(*KINDS)
def start(seen: Seen, says: Look | None = None, *, row: Look | None = None) -> Value:
    """Where a box starts on the x axis: `start("F0", row="stage 3") = P - 1`."""
    return _place(seen, says, row, lambda box: box.x0)


@fact(*KINDS)
def end(seen: Seen, says: Look | None = None, *, row: Look | None = None) -> Value:
    """Where a box ends on the x axis."""
    return _place(seen, says, row, lambda box: box.x1)


def _every(seen: Seen) -> _Found:
    """All boxes of a chart in its own units, or those that are seen in px."""
    charts = of_charts(seen)
    if not charts:
        return _Found(seen.facts.boxes, PLAIN, PLAIN)
    every = tuple(box for chart in charts for box in chart.shapes)
    holding = [chart for chart in charts if chart.shapes] or [*charts]
    return _Found(every, axis_unit(holding[0].x), axis_unit(holding[0].y))


def _found(seen: Seen, says: Look | None, row: Look | None) -> _Found:
    """The boxes that are meant, if any. Raises UnclearError where no box lies in such a row."""
    every = _every(seen)
    there = every.boxes if row is None else tuple(b for b in every.boxes if row.suits((b.row,)))
    if row is not None and not there:
        must_be_whole(seen, "boxes")
        why = "no box lies at a tick of" if of_charts(seen) else "no row is known without"
        rows = _rows(every.boxes)
        there_are = f"there are {rows}" if rows else f"{why} a y axis"
        raise UnclearError(f"no box lies in a row {quoted(row.text)}; {there_are}")
    return every._replace(boxes=there if says is None else _meant(seen, says, there))


def _meant(seen: Seen, says: Look, boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Those of the boxes that say it, as a whole or in one of their lines, or have the colour."""
    lines = {text.text: text.lines for text in seen.facts.texts if text.lines}

    def said(box: Box) -> Iterator[str]:
        for text in box.says:
            yield from (text, *lines.get(text, ()))

    return tuple(box for box in boxes if says.suits(said(box), (box.fill,)))


def _rows(boxes: Sequence[Box]) -> str:
    return listed(box.row for box in boxes)


def _some(seen: Seen, says: Look | None, row: Look | None) -> _Found:
    """The boxes that are meant. Raises UnclearError where there is none."""
    every = _every(seen).boxes
    if not every:
        must_be_whole(seen, "boxes")
        raise UnclearError("no box is drawn")
    found = _found(seen, says, row)
    if found.boxes:
        return found
    must_be_whole(seen, "boxes")
    assert says is not None, "without it, every box of the row is found"
    what = "says" if says.pattern else "has the colour"
    elsewhere = _meant(seen, says, every)
    if row is not None and elsewhere:
        one = f"no box that {what} {quoted(says.text)} lies in a row {quoted(row.text)}"
        rows = _rows(elsewhere)
        raise UnclearError(f"{one}; one lies in {rows}" if rows else one)
    there = (
        listed((text for box in every for text in box.says), 8)
        if says.pattern
        else listed(box.fill for box in every)
    )
    there = f"; there are {there}" if there else ""
    raise UnclearError(f"no box {what} {quoted(says.text)}{there}")


def _added(found: _Found, extents: Sequence[float], unit: Unit) -> Value:
    total = sum(extents)
    slack = max(len(extents), NO_READER_SEES * abs(total)) if found.boxes[0].is_px else 0.0
    return Value(total, unit, slack, found.basis)


def _place(
    seen: Seen, says: Look | None, row: Look | None, place_of: Callable[[Box], float]
) -> Value:
    if says is None:
        must_be_whole(seen, "boxes")
    found = _some(seen, says, row)
    places = sorted({round(place_of(box), 9) for box in found.boxes})
    slack = 1.0 if found.boxes[0].is_px else 0.0
    if places[-1] - places[0] > 2 * slack:
        raise UnclearError(f"{found.basis} are meant, at {places[0]:g} to {places[-1]:g}; name one "
                      "by what it says, or by row=")  # fmt: skip
    return Value(places[0], found.x, slack, found.basis)
