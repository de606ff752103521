"""What else a chart shows: bars, slices, cells, and where its axes end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
    there_are,
)
from pipeline.claims.measures.units import PLAIN, Unit
from pipeline.claims.measures.values import UnclearError, Value, Values, number_text, value_text
from pipeline.facts.model import Axes, Axis, Bar, Bars, Slice

KIND = "matplotlib"


@fact(KIND)
def bar(seen: Seen, name: Look, *, of: Look | None = None) -> Value:
    """The value of a bar: `bar("optimizer") = 84 GB`; `of=` names its series where there are more.

    A bar is named by its tick, and those of a group by the tick that they stand beside.
    """
    every = [*_bars(seen, of)]
    found = [(each, unit) for each, unit in every if name.suits((each.name,), (each.fill,))]
    if not found:
        must_be_whole(seen, "bars")
        raise UnclearError(
            f"no bar is called {quoted(name.text)}; {there_are(each.name for each, _ in every)}"
        )
    if len(found) > 1:
        series = listed(each.label for axes in of_charts(seen) for each in axes.bars)
        more = f"; name one by of=: {series}" if series else "; make the name longer"
        raise UnclearError(f"{len(found)} bars are called {quoted(name.text)}{more}")
    (one, unit), *_ = found
    return Value(one.value, unit)


@fact(KIND)
def bars(seen: Seen, name: Look | None = None, *, of: Look | None = None) -> Values:
    """The values of bars, for sum, min, max and count; alone it is how many there are.

    `sum(bars) = 134 GB`, `bars("GPU *") = 4`; `of=` names their series.
    """
    must_be_whole(seen, "bars")
    every = [*_bars(seen, of)]
    found = [(each, unit) for each, unit in every
             if name is None or name.suits((each.name,), (each.fill,))]  # fmt: skip
    names = [each.name or number_text(each.at) for each, _ in found]
    basis = counted("bar", [each.name for each, _ in every], names, name)
    units = [*dict.fromkeys(unit for _, unit in found)]
    mixed = "takes bars of several axes in several units; name some, or a series by of="
    numbers = tuple(each.value for each, _ in found)
    return Values(numbers, units[0] if units else PLAIN, basis.basis, basis.doubt,
                  mixed if len(units) > 1 else "")  # fmt: skip


@fact(KIND)
def share(seen: Seen, name: Look) -> Value:
    """The share of a pie that a slice has, from 0 to 1: `share("optimizer") = 63 %`."""
    every = [each for axes in of_charts(seen) for each in axes.slices]
    found = [each for each in every if name.suits((each.name,), (each.fill,))]
    if not found:
        must_be_whole(seen, "slices")
    if len(found) != 1:
        what = "no slice is" if not found else f"{len(found)} slices are"
        raise UnclearError(
            f"{what} called {quoted(name.text)}; {there_are(each.name for each in every)}"
        )
    return Value(found[0].share)


@fact(KIND)
def slices(seen: Seen, name: Look | None = None) -> Values:
    """The shares of a pie's slices, for sum, min, max and count; alone it is how many there are."""
    must_be_whole(seen, "slices")
    every: list[Slice] = [each for axes in of_charts(seen) for each in axes.slices]
    found = [each for each in every if name is None or name.suits((each.name,), (each.fill,))]
    basis = counted("slice", [each.name for each in every], [each.name for each in found], name)
    return Values(tuple(each.share for each in found), PLAIN, basis.basis, basis.doubt)


@fact(KIND)
def cells(seen: Seen) -> Value:
    """How many cells a heat map has: `cells = 64`."""
    must_be_whole(seen, "cells")
    grids = [grid for axes in of_charts(seen) for grid in axes.grids]
    shown = " and ".join(f"{rows} × {columns}" for rows, columns in grids)
    return Value(sum(rows * columns for rows, columns in grids), basis=shown)


@fact(KIND)
def x_from(seen: Seen) -> Value:
    """Where the x axis starts."""
    return _end_of(seen, "x axis", lambda axes: axes.x, lambda axis: axis.start)


@fact(KIND)
def x_to(seen: Seen) -> Value:
    """Where the x axis ends: `x_to = 2 * (M + P - 1)`."""
    return _end_of(seen, "x axis", lambda axes: axes.x, lambda axis: axis.end)


@fact(KIND)
def y_from(seen: Seen) -> Value:
    """Where the y axis starts: `y_from = 0`."""
    return _end_of(seen, "y axis", lambda axes: axes.y, lambda axis: axis.start)


@fact(KIND)
def y_to(seen: Seen) -> Value:
    """Where the y axis ends."""
    return _end_of(seen, "y axis", lambda axes: axes.y, lambda axis: axis.end)


def _end_of(
    seen: Seen, what: str, axis_of: Callable[[Axes], Axis], end: Callable[[Axis], float]
) -> Value:
    every = [Value(end(axis), axis_unit(axis)) for axis in map(axis_of, of_charts(seen))]
    # Of axes that are shared, such as those of twins, often one alone has a label.
    named = {each.number for each in every if not each.unit.is_plain}
    found = [*dict.fromkeys(
        each for each in every if not each.unit.is_plain or each.number not in named
    )]  # fmt: skip
    if len(found) > 1:
        raise UnclearError(f"the {what} has several ends: {', '.join(map(value_text, found[:4]))}")
    return found[0]


def _bars(seen: Seen, of: Look | None) -> Iterator[tuple[Bar, Unit]]:
    """The bars of a series, or all, each with the unit of its value."""
    every: list[tuple[Bars, Axes]] = [
        (series, axes) for axes in of_charts(seen) for series in axes.bars
    ]
    found = [each for each in every if of is None or of.suits((each[0].label,))]
    if not found and of is not None:
        must_be_whole(seen, "bars")
        raise UnclearError(f"no series of bars is called {quoted(of.text)}; "
                      + there_are(series.label for series, _ in every))  # fmt: skip
    for series, axes in found:
        unit = axis_unit(axes.y if series.orientation == "vertical" else axes.x)
        yield from ((each, unit) for each in series.bars)
