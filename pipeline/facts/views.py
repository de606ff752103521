"""The axes of a figure → the same, without what some show again of others.

The halves of a broken axis hold the same bars, and an inset the curves that it enlarges: a reader
sees each of them once.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.model import Axes, Bars, Box, Line

_STRAIGHT = ("hline", "vline")


def each_once(every: tuple[Axes, ...]) -> tuple[Axes, ...]:
    """The axes; of one that shows only what another does, and another part of it, what is its own.

    Panels with the same limits stand beside each other, and are no parts of one.
    """
    if len(every) < 2:
        return every
    held = [{*_held(axes)} for axes in every]
    return tuple(
        _without({*held[of], *_straight(every[of])}, axes)
        if (of := _viewed(at, every, held)) is not None
        else axes
        for at, axes in enumerate(every)
    )


def _viewed(at: int, every: tuple[Axes, ...], held: list[set[object]]) -> int | None:
    """Which axes those at a place show a part of, if any; of equal ones the best named is whole."""
    for of, other in enumerate(every):
        is_part = of != at and bool(held[at]) and held[at] <= held[of]
        is_apart = _ends(every[at]) != _ends(other)
        is_first = held[at] < held[of] or (-_named(other), of) < (-_named(every[at]), at)
        if is_part and is_apart and is_first:
            return of
    return None


def _ends(axes: Axes) -> tuple[float, ...]:
    return axes.x.start, axes.x.end, axes.y.start, axes.y.end


def _named(axes: Axes) -> int:
    """How much of a set of axes has a name."""
    bars = sum(bool(bar.name) for series in axes.bars for bar in series.bars)
    return bars + bool(axes.x.label) + bool(axes.y.label)


def _held(axes: Axes) -> Iterator[object]:
    """What axes hold, whatever it is called there; straight lines may stand in one part alone."""
    yield from map(_key, axes.bars)
    yield from map(_key, axes.shapes)
    lines = (*axes.points, *axes.lines)
    yield from (_key(line) for line in lines if line.form not in _STRAIGHT)


def _straight(axes: Axes) -> Iterator[object]:
    yield from (_key(line) for line in axes.lines if line.form in _STRAIGHT)


def _key(each: Bars | Box | Line) -> object:
    if isinstance(each, Bars):
        return each.orientation, tuple(bar._replace(name="") for bar in each.bars)
    if isinstance(each, Box):
        return each[:5]
    return each._replace(label="")


def _without(gone: set[object], axes: Axes) -> Axes:
    return axes._replace(
        bars=tuple(each for each in axes.bars if _key(each) not in gone),
        shapes=tuple(each for each in axes.shapes if _key(each) not in gone),
        points=tuple(each for each in axes.points if _key(each) not in gone),
        lines=tuple(each for each in axes.lines if _key(each) not in gone),
    )
