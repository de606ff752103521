"""The data of a chart and its axes → where the chart shows something else than the data (C005)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.check.noticed.strays import strays
from pipeline.check.noticed.values import mislabelled, said_in
from pipeline.check.scene.colour import hex_of
from pipeline.check.scene.scene import Flaw, Flaws, Scene
from pipeline.facts.model import Axes, Axis, Bar, Bars, Facts, Line

_LEAST_CUT = 0.05
"""What an axis may leave out of its longest bar, as a part of it."""

_SLACK = 0.01
"""What a thing may lie outside of the axes, as a part of them."""

_FEW = 8
"""Points or bars of a series that each were drawn for a reason; of more a part may be shown."""

_MARK = 40.0
"""In px: the largest mark of a point."""


def misleading(facts: Facts, scene: Scene) -> Flaws:
    """All that a chart shows and its data does not."""
    for axes in facts.axes:
        if axes.projection == "rectilinear" and not axes.is_colorbar:
            yield from _named_values(axes)
            yield from _cut_bars(axes, facts.axes)
            yield from _wrong_labels(axes, scene)
            yield from _outside(axes, facts.axes, scene)
    yield from strays(facts, scene)


def _named_values(axes: Axes) -> Flaws:
    """Numbers that came as texts: they stand in the order of their appearance, evenly spaced.

    Bad: `ax.bar(names, ["12", "3"])`. Good: `ax.bar(["1", "4", "16"], values)`, whose names they
    are, and a signal of "0" and "1", which stand where the numbers would.
    """
    values = [_ways(axes, bars)[0] for bars in axes.bars]
    if any(line.is_joined and len({*_heights(line)}) > 1 for line in axes.lines):
        values.append(axes.y)
    for axis in dict.fromkeys(values):
        texts = [text for _, text in axis.ticks if axis.is_named]
        said = [each.number for each in map(said_in, texts) if each]
        if len(texts) == len(said) > 1 and not _are_even(said, is_from_0=bool(axes.bars)):
            name = "x" if axis is axes.x else "y"
            message = f"the {name} axis got “{texts[0]}” and “{texts[1]}” as texts, not as numbers"
            yield Flaw(None, f"{message}: they stand in their order, evenly spaced",
                       "make numbers of them: float(…)", texts[0])  # fmt: skip


def _are_even(numbers: Sequence[float], *, is_from_0: bool) -> bool:
    """Whether numbers at 0, 1, 2 and so on rise evenly, and from 0 where bars start there."""
    steps = {round(after - before, 9) for before, after in pairwise(numbers)}
    return len(steps) == 1 and min(steps) > 0 and not (is_from_0 and numbers[0])


def _heights(line: Line) -> list[float]:
    return [y for _, y in line.points]


def _cut_bars(axes: Axes, every: Sequence[Axes]) -> Flaws:
    """Bars that start at 0 on an axis that does not: what is seen of them has other ratios.

    Bad: `ax.bar(names, [90, 95]); ax.set_ylim(80, 100)`. Good: the same from 0, or with dots. A
    break of the axis is two axes with the same bars.
    """
    cuts: dict[float, list[str]] = {}
    for bars in axes.bars:
        if start := _cut_at(axes, bars, every):
            cuts.setdefault(start, []).append(bars.label)
    for start, labels in cuts.items():
        named = " and".join(dict.fromkeys(map(_named, filter(None, labels))))
        message = (
            f"the axis starts at {start:g} and the bars{named} at 0: "
            "their lengths show other ratios than their values"
        )
        yield Flaw(None, message, "start the axis at 0, or mark the values by points", labels[0])


def _cut_at(axes: Axes, bars: Bars, every: Sequence[Axes]) -> float:
    """Where an axis starts that leaves out a part of bars from 0; 0 where it does not."""
    axis, _ = _ways(axes, bars)
    low, high = sorted((axis.start, axis.end))
    ends = [bar.value for bar in bars.bars]
    cut = low if low > 0 else -high if high < 0 else 0.0
    is_whole = any(bar.base for bar in bars.bars) or not _is_linear(axis)
    if is_whole or cut <= _LEAST_CUT * max(map(abs, ends)):
        return 0.0
    is_broken = any(other is not axes and _has(other, bars) for other in every)
    return 0.0 if is_broken else low if low > 0 else high


def _ways(axes: Axes, bars: Bars) -> tuple[Axis, Axis]:
    """The axis of the bars' values, and that of their places."""
    return (axes.y, axes.x) if bars.orientation == "vertical" else (axes.x, axes.y)


def _is_linear(axis: Axis) -> bool:
    return axis.scale == "linear"


def _has(axes: Axes, bars: Bars) -> bool:
    values = [bar.value for bar in bars.bars]
    return any([bar.value for bar in each.bars] == values for each in axes.bars)


def _named(label: str) -> str:
    return f" “{label}”" if label else ""


def _wrong_labels(axes: Axes, scene: Scene) -> Flaws:
    """A label at a bar, box or slice that is not its value, where those at the others are.

    Bad: `ax.bar_label(bars, ["12", "30", "41"])` at bars of 12, 20 and 41. Good: `bar_label(bars)`,
    and labels of another kind, such as `1×`, `2×` and `4×`.
    """
    for text, what, value in mislabelled(axes):
        message = (
            f"the label “{text}” stands at {what} of {value:.4g}, and others show their values"
        )
        hint = "mend the label or the data: bar_label writes the values themselves"
        at = next((line.element for line in scene.lines if line.text.strip() == text), None)
        yield Flaw(at, message, hint)


def _outside(axes: Axes, every: Sequence[Axes], scene: Scene) -> Flaws:
    """A marked point, a bar or a straight line that lies where the axes do not reach.

    Bad: `ax.axhline(120); ax.set_ylim(0, 100)`. Good: `ax.set_ylim(0, 130)`. Of a cloud of points,
    of a histogram, and of what is drawn in several axes, a part may be shown.
    """
    elsewhere = [other for other in every if other is not axes]
    for line in axes.lines:
        if (
            line.form in ("hline", "vline")
            and _is_off(axes, line)
            and not _is_drawn(line, elsewhere)
        ):
            yield _lost(f"the straight line{_named(line.label)} at {_place(line)}", line.label)
    for line in axes.points:
        points = _points(line)
        off = [point for point in points if _misses(axes, *point)]
        if not off or len(points) > _FEW or _is_shared(line, elsewhere):
            continue
        if not _are_seen(line, len(off), every, scene):
            x, y = off[0]
            yield _lost(f"the point{_named(line.label)} at ({x:.4g}, {y:.4g})", line.label)
    for bars in axes.bars:
        off_bars = [bar for bar in bars.bars if _is_bar_off(axes, bars, bar)]
        is_few = len(bars.bars) <= _FEW
        if off_bars and is_few and not any(_has(other, bars) for other in elsewhere):
            bar = off_bars[0]
            yield _lost(f"the bar {bar.name or f'at {bar.at:.4g}'} of {bar.value:.4g}", bars.label)


def _are_seen(line: Line, off: int, every: Sequence[Axes], scene: Scene) -> bool:
    """Whether more marks of its colour are painted than lie in the axes: it is not clipped."""
    alike = [other for axes in every for other in (*axes.points, *axes.lines)
             if other.marker and other.colour == line.colour]  # fmt: skip
    signs = sum(line.colour in entry.colours for axes in every for entry in axes.legend)
    painted = [shape for shape in scene.shapes if line.colour in map(hex_of, shape.fill)]
    small = sum(max(x1 - x0, y1 - y0) < _MARK for x0, y0, x1, y1 in (s.bounds for s in painted))
    return small > sum(other.n for other in alike) - off + signs


def _lost(what: str, word: str) -> Flaw:
    hint = "widen the axes (set_xlim, set_ylim), or take it out"
    return Flaw(None, f"{what} lies outside of the axes and is not seen", hint, word)


def _points(line: Line) -> list[tuple[float, float]]:
    return [point for run in line.runs for point in run]


def _place(line: Line) -> str:
    x, y = _points(line)[0]
    return f"y = {y:.4g}" if line.form == "hline" else f"x = {x:.4g}"


def _is_off(axes: Axes, line: Line) -> bool:
    points = _points(line)
    if not points:
        return False
    x, y = points[0]
    return _beyond(axes.y, y) if line.form == "hline" else _beyond(axes.x, x)


def _misses(axes: Axes, x: float, y: float) -> bool:
    return _beyond(axes.x, x) or _beyond(axes.y, y)


def _beyond(axis: Axis, value: float) -> bool:
    """Whether a value lies outside of an axis, by more than its line is wide."""
    low, high = sorted((axis.start, axis.end))
    if axis.scale == "log" and low > 0:
        factor = (high / low) ** _SLACK
        return value <= 0 or not low / factor <= value <= high * factor
    slack = _SLACK * (high - low)
    return not low - slack <= value <= high + slack


def _is_drawn(line: Line, elsewhere: Sequence[Axes]) -> bool:
    """Whether other axes have such a straight line too, as panels with one limit do."""
    lines = [other for axes in elsewhere for other in axes.lines]
    return any(other.form == line.form and other.colour == line.colour for other in lines)


def _is_shared(line: Line, elsewhere: Sequence[Axes]) -> bool:
    """Whether other axes, such as an inset, show the same points."""
    return any(other.runs == line.runs for axes in elsewhere for other in axes.points)


def _is_bar_off(axes: Axes, bars: Bars, bar: Bar) -> bool:
    """Whether nothing of a bar is in the axes, though it has a length."""
    across, along = _ways(axes, bars)
    ends = sorted((bar.base, bar.base + bar.value))
    sides = bar.at - bar.width / 2, bar.at + bar.width / 2
    return bool(bar.value) and (_is_apart(across, *ends) or _is_apart(along, *sides))


def _is_apart(axis: Axis, low: float, high: float) -> bool:
    start, end = sorted((axis.start, axis.end))
    return high < start or low > end
