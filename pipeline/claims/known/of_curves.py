"""What the lines of a chart show: curves, marked points and straight lines."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.known.fact import (
    Look,
    Seen,
    axis_unit,
    counted,
    fact,
    has_fractions,
    listed,
    must_be_whole,
    of_charts,
    quoted,
    there_are,
)
from pipeline.claims.known.polylines import Drawn, Scale, crossings, places_of, values_at
from pipeline.claims.measures.values import (
    NOISE,
    UnclearError,
    Value,
    number_text,
    pairs,
    value_text,
)
from pipeline.facts.model import Axis, Line

KIND = "matplotlib"
CURVES, STRAIGHT = ("line", "steps"), ("hline", "vline")

OfAxis = tuple[Scale, Axis]
"""An axis, and how it runs."""


@fact(KIND)
def curve(seen: Seen, x: Value, name: Look | None = None) -> Value:
    """How high a curve is at a place of the x axis, straight between its points: `curve(0.6)`.

    It is named by its label or its `"#colour"`: `curve("M/M/1", 0.6) = 25 ms`. Where one curve is
    drawn, the name may be left out.
    """
    drawn = _one(seen, name, CURVES, "curve")
    return _at(drawn.line, (drawn.x, drawn.axes.x), (drawn.y, drawn.axes.y), x)


@fact(KIND)
def x_of(seen: Seen, y: Value, name: Look | None = None) -> Value:
    """Where a curve reaches a height: `x_of(SLO) = 1 - S / SLO`. It must reach it once."""
    drawn = _one(seen, name, CURVES, "curve")
    turned = drawn.line._replace(
        runs=tuple(tuple((y, x) for x, y in run) for run in drawn.line.runs)
    )
    return _at(turned, (drawn.y, drawn.axes.y), (drawn.x, drawn.axes.x), y)


@fact(KIND)
def crossing(seen: Seen, a: Look, b: Look) -> Value:
    """Where two lines cross, on the x axis: `crossing("M/M/1", "SLO 9 s") = 0.82`.

    Curves and straight lines are named by their labels or their `"#colour"`. Both are in one set of
    axes, and cross where they are drawn.
    """
    one, other = (_one(seen, name, (*CURVES, *STRAIGHT), "line") for name in (a, b))
    names = f"{quoted(a.text)} and {quoted(b.text)}"
    if one.axes is not other.axes:
        raise UnclearError(f"{names} are drawn in different axes")
    _must_be_known(f"{names} are", one.x, one.y)
    found = crossings(one.line.runs, other.line.runs, one.x, one.y)
    if not found:
        raise UnclearError(f"{names} do not cross")
    place = _single(found, one.x, f"{names} cross")
    return Value(place, axis_unit(one.axes.x), one.x.seen_at(place))


@fact(KIND)
def curves(seen: Seen, name: Look | None = None) -> Value:
    """How many curves are drawn; those of a label or `"#colour"`."""
    return _many(seen, name, CURVES, "curve")


@fact(KIND)
def lines(seen: Seen, name: Look | None = None) -> Value:
    """How many straight lines lie or stand across the axes; those of a label or `"#colour"`."""
    return _many(seen, name, STRAIGHT, "line")


@fact(KIND)
def line_at(seen: Seen, name: Look | None = None) -> Value:
    """Where a straight line lies on the y axis, or stands on the x axis: `line_at = peak / bw`.

    Where one is drawn, the name may be left out.
    """
    drawn = _one(seen, name, STRAIGHT, "straight line")
    x, y = drawn.line.points[0]
    if drawn.line.form == "hline":
        return Value(y, axis_unit(drawn.axes.y))
    return Value(x, axis_unit(drawn.axes.x))


@fact(KIND)
def point(seen: Seen, x: Value, name: Look | None = None) -> Value:
    """How high the marked point at a place of the x axis is: `point(0.8) = SLO`."""
    if name is None:
        must_be_whole(seen, "points")
    drawn = _marked(seen, name)
    found: list[Value] = []
    for each in drawn:
        wanted = _number(x, each.axes.x)
        for place, high in each.line.points:
            if abs(place - wanted) <= max(each.x.seen_at(wanted), x.slack):
                slack = NOISE * abs(high) if each.line.is_joined else 0.0
                found.append(Value(high, axis_unit(each.axes.y), slack))
    if not found:
        must_be_whole(seen, "points")
        places = sorted({place for each in drawn for place, _ in each.line.points})
        there = _places(places)
        raise UnclearError(f"no point is marked at {value_text(x)}; {there}")
    if len({each.number for each in found}) > 1:
        heights = ", ".join(map(value_text, found[:4]))
        raise UnclearError(f"several points are marked at {value_text(x)}: {heights}; name one")
    return found[0]


@fact(KIND)
def points(seen: Seen, name: Look | None = None) -> Value:
    """How many points are marked; those of a label or `"#colour"`."""
    must_be_whole(seen, "points")
    found = _marked(seen, name)
    if not found and name is not None:
        return counted("point", [each.line.label for each in _marked(seen, None)], [], name)
    return Value(sum(each.line.marks for each in found))


def _drawn(seen: Seen, forms: Sequence[str]) -> list[Drawn]:
    return [Drawn(line, axes) for axes in of_charts(seen) for line in axes.lines
            if line.form in forms]  # fmt: skip


def _counted(forms: Sequence[str]) -> str:
    """What counts lines of these forms."""
    return "lines" if forms == STRAIGHT else "curves"


def _is_called(line: Line, name: Look) -> bool:
    return name.suits((line.label,) if line.label else (), (line.colour,))


def _one(seen: Seen, name: Look | None, forms: Sequence[str], what: str) -> Drawn:
    """The one line that is meant. Raises UnclearError where there is none, or several."""
    every = _drawn(seen, forms)
    found = [each for each in every if name is None or _is_called(each.line, name)]
    if name is None or not found:
        must_be_whole(seen, _counted(forms))
    if len(found) == 1:
        if not found[0].line.runs:
            why = seen.facts.reason or "all of them lie nowhere"
            raise UnclearError(f"no point of this {what} is known: {why}")
        return found[0]
    if not every:
        raise UnclearError(f"no {what} is drawn")
    there = [each.line.label or each.line.colour for each in every]
    if not found:
        assert name is not None, "without a name every line is found"
        raise UnclearError(f"no {what} is called {quoted(name.text)}; {there_are(there)}")
    several = listed(each.line.label or each.line.colour for each in found)
    if len({*there}) < len(there) and name is not None:
        raise UnclearError(
            f"{len(found)} {what}s are called {quoted(name.text)}: give each a label"
        )
    raise UnclearError(f"several {what}s are drawn: {several}; name one")


def _many(seen: Seen, name: Look | None, forms: Sequence[str], what: str) -> Value:
    must_be_whole(seen, _counted(forms))
    every = [each.line for each in _drawn(seen, forms)]
    found = [line for line in every if name is None or _is_called(line, name)]
    labels = [line.label for line in every]
    return counted(what, labels, [line.label or line.colour for line in found], name)


def _marked(seen: Seen, name: Look | None) -> list[Drawn]:
    """Markers of a name without a line; where there are none, the lines that bear markers."""
    charts = of_charts(seen)
    alone = [Drawn(line, axes) for axes in charts for line in axes.points]
    joined = [each for each in _drawn(seen, CURVES) if each.line.marker]
    ways = ([each for each in way if name is None or _is_called(each.line, name)]
            for way in (alone, joined))  # fmt: skip
    return next(filter(None, ways), [])


def _number(value: Value, axis: Axis) -> float:
    """A number as one of an axis. Raises UnclearError where the axis has another kind of unit."""
    unit = axis_unit(axis)
    if unit.is_plain and value.unit.text == "%" and has_fractions(axis):
        return value.size
    ways = pairs(value, Value(0, unit))
    if not ways:
        raise UnclearError(f"{value_text(value)} is no place on an axis in {unit.text}")
    return value.number if unit.is_plain else value.in_unit(unit).number


def _at(line: Line, along_axis: OfAxis, across_axis: OfAxis, at: Value) -> Value:
    """What lies across at a place along; at a point of the line as exact as it is known."""
    (along, of_place), (across, of_value) = along_axis, across_axis
    place = _number(at, of_place)
    found, is_point = values_at(line.runs, along, across, place)
    name = quoted(line.label) if line.label else "it"
    if not found:
        ends = places_of(line.runs)
        shown = " to ".join(number_text(end) for end in ends)
        raise UnclearError(f"{name} is drawn from {shown}, not at {value_text(at)}")
    if not is_point:
        _must_be_known(f"{name} is", along, across)
    value = _single(found, across, f"{name} has")
    slack = NOISE * abs(value) if is_point else across.seen_at(value)
    return Value(value, axis_unit(of_value), slack)


def _must_be_known(who_are: str, *scales: Scale) -> None:
    """Raise UnclearError where it is not known how an axis runs between two points."""
    for scale in scales:
        if not scale.is_known:
            kind = quoted(scale.kind)
            raise UnclearError(f"{who_are} known at points alone: an axis has the scale {kind}")


def _single(found: Sequence[float], scale: Scale, what: str) -> float:
    """One number for those that no reader can tell apart. Raises UnclearError for others."""
    low, high = min(found), max(found)
    if high - low > scale.seen_at(low):
        raise UnclearError(f"{what} several values there: {_numbers(sorted(found))}")
    return found[0]


def _numbers(numbers: Sequence[float]) -> str:
    shown = [*dict.fromkeys(map(number_text, numbers))]
    return ", ".join([*shown[:4], *(["…"] if len(shown) > 4 else [])])


def _places(places: Sequence[float]) -> str:
    return f"there are points at {_numbers(places)}" if places else "no point is marked"
