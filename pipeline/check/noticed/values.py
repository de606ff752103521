"""The bars, boxes and slices of axes and the texts at them → texts that are not their values.

Only where most texts of a series are the values in some way, since then the rest is meant to be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.facts.model import Axes, Bar, Bars

_NUMBER = re.compile(
    r"[~≈]?\s*[$€£]?\s*(?P<sign>[-+−–]?)\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
    r"\s*(?P<unit>[×%‰°]?[^\W\d_]{0,6}(?:/[^\W\d_]{1,6})?)"
)
_NEAR = 0.15
"""How far above its bar a text stands at most, as a part of the axis."""

_MOST = 40_000
"""Texts times bars that are compared: who draws more labels none of them by hand."""

_FEWEST = 2
_RELATIVE = ("ratio", "inverse")
"""Ways in which almost any number may be meant."""

_SCALES = (1.0, 1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9, 100.0, 0.01)


class Said(NamedTuple):
    """A number as a text says it, good to `slack`."""

    text: str
    number: float
    slack: float
    unit: str


class Pair(NamedTuple):
    """A text and all numbers that it may be, by what they are; `at` tells what it stands at."""

    said: Said
    what: str
    values: Mapping[str, float]
    at: object


Mislabel = tuple[str, str, float]
"""The text, what it stands at, and the value of that."""


def mislabelled(axes: Axes) -> Iterator[Mislabel]:
    """The texts that are not the value of what they stand at."""
    says = [(x, y, said) for x, y, text in axes.texts if (said := said_in(text))]
    if says and len(says) * sum(len(bars.bars) for bars in axes.bars) <= _MOST:
        for bars in axes.bars:
            yield from _odd([*_at_bars(axes, bars, says)])
    if axes.shapes:
        yield from _odd([*_in_boxes(axes)])
    if axes.slices:
        yield from _odd([*_at_slices(axes, says)])


def said_in(text: str) -> Said | None:
    """The one number that a text is, with a short unit or without; None for any other text."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    digits = found["whole"].replace(",", "")
    part = found["part"] or ""
    sign = -1.0 if found["sign"] in ("-", "−", "–") else 1.0
    return Said(
        text.strip(), sign * float(f"{digits}.{part or 0}"), 0.5 * 10.0 ** -len(part), found["unit"]
    )


def _odd(pairs: Sequence[Pair]) -> Iterator[Mislabel]:
    """The pairs that do not fit in the way in which most do, and at least twice as many.

    One that is another amount of its bar is none of them: a total above the last of some parts.
    Nor is a second text at a bar, unless as many others have two texts that are both amounts.
    """
    names = {name for pair in pairs for name in pair.values}
    ways = [(name, scale) for name in sorted(names) for scale in _SCALES]
    fitting = {way: [pair for pair in pairs if _fits(pair, *way)] for way in ways}
    usual = max(ways, key=lambda way: len(fitting[way]), default=None)
    if usual is None or len(fitting[usual]) < _FEWEST:
        return
    known = (usual, *(way for way in ways if way[0] not in _RELATIVE))
    right = {id(pair) for way in known for pair in fitting[way]}
    amounts = Counter(pair.at for pair in pairs if id(pair) in right)
    odd = [pair for pair in pairs if id(pair) not in right]
    second = [pair for pair in odd if amounts[pair.at]]
    if 2 * len(second) > sum(count > 1 for count in amounts.values()):
        odd = [pair for pair in odd if not amounts[pair.at]]
    if 2 * len(odd) <= len(fitting[usual]):
        for pair in odd:
            yield pair.said.text, pair.what, pair.values["value"]


def _fits(pair: Pair, name: str, scale: float) -> bool:
    value = pair.values.get(name)
    if value is None:
        return False
    number = abs(pair.said.number)
    return abs(number - abs(value) * scale) <= pair.said.slack * 1.001 + 0.005 * number


def _at_bars(axes: Axes, bars: Bars, says: Sequence[tuple[float, float, Said]]) -> Iterator[Pair]:
    """Each text with the bar that it stands in, or at the end of."""
    is_upright = bars.orientation == "vertical"
    axis = axes.y if is_upright else axes.x
    room = _NEAR * abs(axis.end - axis.start)
    stacks: dict[float, float] = {}
    for each in axes.bars:
        for bar in each.bars:
            stacks[round(bar.at, 6)] = stacks.get(round(bar.at, 6), 0.0) + abs(bar.value)
    total = sum(abs(bar.value) for bar in bars.bars)
    first = next((bar.value for bar in bars.bars if bar.value), 1.0)
    for x, y, said in says:
        along, across = (x, y) if is_upright else (y, x)
        near = [bar for bar in bars.bars if _is_at(bar, along, across, room, axis.scale)]
        if len(near) == 1 and not _is_anothers(axes, bars, along, across):
            bar, stack = near[0], stacks[round(near[0].at, 6)]
            values = {
                "value": bar.value, "end": bar.base + bar.value, "stack": stack,
                "share": bar.value / (total or 1.0), "part": bar.value / (stack or 1.0),
                "ratio": bar.value / first, "inverse": first / (bar.value or 1.0),
            }  # fmt: skip
            yield Pair(said, f"the bar {bar.name}".strip(), values, bar.at)


def _is_at(bar: Bar, along: float, across: float, room: float, scale: str) -> bool:
    if abs(along - bar.at) > abs(bar.width) / 2 or not bar.value:
        return False
    low, high = sorted((bar.base, bar.base + bar.value))
    return scale != "linear" or low - room <= across <= high + room


def _is_anothers(axes: Axes, bars: Bars, along: float, across: float) -> bool:
    """Whether the text stands inside a bar of another series."""
    return any(
        _is_at(bar, along, across, 0.0, "linear")
        for other in axes.bars
        if other is not bars
        for bar in other.bars
    ) and not any(_is_at(bar, along, across, 0.0, "linear") for bar in bars.bars)


def _in_boxes(axes: Axes) -> Iterator[Pair]:
    """Each text with a unit with the box that it stands in."""
    for box in axes.shapes:
        said = said_in(box.says[0]) if len(box.says) == 1 else None
        if said and said.unit and said.unit == (axes.x.unit or axes.y.unit):
            values = {"value": box.x1 - box.x0, "end": box.x1, "start": box.x0,
                      "height": box.y1 - box.y0}  # fmt: skip
            yield Pair(said, "the box", values, box)


def _at_slices(axes: Axes, says: Sequence[tuple[float, float, Said]]) -> Iterator[Pair]:
    """The numbers at slices, which come in their order, as shares of the whole that most fit."""
    texts = [said for _, _, said in says]
    if len(texts) != len(axes.slices) or not all(each.share for each in axes.slices):
        return
    from statistics import median  # with what it imports, as much as a tenth of all of ours

    whole = median(said.number / each.share for said, each in zip(texts, axes.slices, strict=True))
    for said, each in zip(texts, axes.slices, strict=True):
        values = {"value": each.share * whole, "percent": each.share * 100}
        yield Pair(said, f"the slice {each.name}".strip(), values, each)
