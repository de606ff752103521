"""The axes of a figure → the same, without what some show again of others.

The halves of a broken axis hold the same bars, and an inset the curves that it enlarges: a reader
sees each of them once.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.model import Axes, Axis, Bars, Box, Line

_STRAIGHT = ("hline", "vline")

Pairs = tuple[tuple[Axis, Axis], tuple[Axis, Axis]]
"""The x axes and the y axes of two sets of axes."""


def each_once(every: tuple[Axes, ...]) -> tuple[Axes, ...]:
    """The axes; of one that shows only what another does, at another stretch, what is its own.

    The stretch of a broken axis lies apart from the other's, and that of an inset within it. Other
    panels stand beside each other.
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
    axes = every[at]
    for of, other in enumerate(every):
        if of == at or not held[at] or not held[at] <= held[of]:
            continue
        is_less = held[at] < held[of] or (-_named(other), of) < (-_named(axes), at)
        pairs = ((axes.x, other.x), (axes.y, other.y))
        is_apart = any(_are_apart(*pair) for pair in pairs) and _are_alike(pairs)
        if _is_inside(pairs) or (is_less and is_apart):
            return of
    return None


def _are_alike(pairs: Pairs) -> bool:
    """Whether axes have the scales of others."""
    return all(one.scale == other.scale for one, other in pairs)


def _are_apart(one: Axis, other: Axis) -> bool:
    """Whether two axes have no stretch in common."""
    return min(_ends(one)) >= max(_ends(other)) or max(_ends(one)) <= min(_ends(other))


def _is_inside(pairs: Pairs) -> bool:
    """Whether axes show a part of the stretch of others: of the x axis too on another scale."""
    are_within = all(min(_ends(whole)) <= min(_ends(one)) and max(_ends(one)) <= max(_ends(whole))
                     for one, whole in pairs)  # fmt: skip
    less = [{*_ends(one)} != {*_ends(whole)} for one, whole in pairs]
    return are_within and (any(less) if _are_alike(pairs) else less[0])


def _ends(axis: Axis) -> tuple[float, float]:
    return axis.start, axis.end


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
