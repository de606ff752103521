"""A legend → its entries, and names for what its author named nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

from pipeline.facts.model import Axes, Bars, Entry, Line, Slice
from pipeline.render.matplotlib.figure.artists import colours, is_seen, plain

_Named = TypeVar("_Named", Line, Bars, Slice)


def entries_of(legend: Any) -> Iterator[Entry]:
    """The entries of a legend, each with the colours of its sign."""
    if is_seen(legend):
        for text, sign in zip(legend.get_texts(), legend.legend_handles, strict=False):
            yield Entry(plain(text.get_text()), colours(_colours_of(sign)))


def _colours_of(sign: Any) -> Iterator[Any]:
    for name in ("get_color", "get_markerfacecolor", "get_facecolor", "get_edgecolor"):
        value = getattr(sign, name)() if hasattr(sign, name) else None
        if value is None or (isinstance(value, str) and value in ("none", "auto")):
            continue
        is_many = not isinstance(value, str) and np.ndim(value) == 2
        yield from value if is_many else (value,)


def with_names(axes: Axes) -> Axes:
    """The same where `legend(handles, labels)` names what has no label, told by its colour."""
    every: list[Line | Bars | Slice] = [*axes.lines, *axes.points, *axes.bars, *axes.slices]
    named = {*map(_name, every)}
    entries = [entry for entry in axes.legend if entry.label not in named]
    often = Counter(colour for entry in entries for colour in entry.colours[:1])
    names = {
        entry.colours[0]: entry.label
        for entry in entries
        if entry.colours and often[entry.colours[0]] == 1
    }
    if not names:
        return axes
    return axes._replace(
        lines=_named(axes.lines, names), points=_named(axes.points, names),
        bars=_named(axes.bars, names), slices=_named(axes.slices, names),
    )  # fmt: skip


def _name(each: Line | Bars | Slice) -> str:
    return each.name if isinstance(each, Slice) else each.label


def _named(many: tuple[_Named, ...], names: Mapping[str, str]) -> tuple[_Named, ...]:
    """Those without a name that alone have the colour of an entry get its name."""
    bare = Counter(_colour(each) for each in many if not _name(each))
    return tuple(
        _called(each, names[_colour(each)])
        if not _name(each) and _colour(each) in names and bare[_colour(each)] == 1
        else each
        for each in many
    )


def _called(each: _Named, name: str) -> _Named:
    return each._replace(name=name) if isinstance(each, Slice) else each._replace(label=name)


def _colour(each: Line | Bars | Slice) -> str:
    """The one colour of all that it holds; "" where there are several."""
    if isinstance(each, Bars):
        fills = {bar.fill for bar in each.bars}
        return fills.pop() if len(fills) == 1 else ""
    return each.fill if isinstance(each, Slice) else each.colour
