"""A legend → its entries, and names for what its author named nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, TypeVar

import numpy as np
from matplotlib.lines import Line2D

from pipeline.facts.model import Axes, Bars, Entry, Line, Slice
from pipeline.render.matplotlib.figure.artists import colours, is_seen, plain
from pipeline.render.matplotlib.figure.lines import look_of

_Drawn = Line | Bars | Slice
_Shown = _Drawn | Entry
_Named = TypeVar("_Named", Line, Bars, Slice)


def entries_of(legend: Any) -> Iterator[Entry]:
    """The entries of a legend, each with the colours and the look of its sign."""
    if is_seen(legend):
        for text, sign in zip(legend.get_texts(), legend.legend_handles, strict=False):
            look = look_of(sign) if isinstance(sign, Line2D) else ("", "")
            yield Entry(plain(text.get_text()), colours(_colours_of(sign)), *look)


def _colours_of(sign: Any) -> Iterator[Any]:
    for name in ("get_color", "get_markerfacecolor", "get_facecolor", "get_edgecolor"):
        value = getattr(sign, name)() if hasattr(sign, name) else None
        if value is None or (isinstance(value, str) and value in ("none", "auto")):
            continue
        is_many = not isinstance(value, str) and np.ndim(value) == 2
        yield from value if is_many else (value,)


def with_names(axes: Axes, shared: tuple[Entry, ...]) -> Axes:
    """The same where `legend(handles, labels)` names what has no label, or one that nobody sees.

    Its colour, dash and marker say which entry is meant. What has no label is also known by its
    colour, where no other entry has it. Entries that all axes share count where there are no own.
    """
    named, legend = _names(axes), axes.legend or shared
    shown = {entry.label for entry in legend} | {text for _, _, text in axes.texts}
    entries = [entry for entry in legend if entry.colours and entry.label not in named]
    for key, kept in ((_look, shown), (_colour, named)) if entries else ():
        often, known = Counter(map(key, entries)), _names(axes)
        names: dict[object, str] = {
            key(entry): entry.label
            for entry in entries
            if often[key(entry)] == 1 and entry.label not in known
        }
        axes = axes._replace(
            lines=_named(axes.lines, names, key, kept),
            points=_named(axes.points, names, key, kept),
            bars=_named(axes.bars, names, key, kept),
            slices=_named(axes.slices, names, key, named),
        )  # fmt: skip
    return axes


def _names(axes: Axes) -> set[str]:
    every: list[_Drawn] = [*axes.lines, *axes.points, *axes.bars, *axes.slices]
    return {*map(_name, every)}


def _name(each: _Drawn) -> str:
    return each.name if isinstance(each, Slice) else each.label


def _named(
    many: tuple[_Named, ...],
    names: Mapping[object, str],
    key: Callable[[_Shown], object],
    kept: Container[str],
) -> tuple[_Named, ...]:
    """Those without a name, or with one that is not kept, that alone look as an entry does."""
    bare = Counter(key(each) for each in many if not _is_called(each, kept))
    return tuple(
        _called(each, names[key(each)])
        if not _is_called(each, kept) and key(each) in names and bare[key(each)] == 1
        else each
        for each in many
    )


def _is_called(each: _Drawn, kept: Container[str]) -> bool:
    return bool(_name(each)) and _name(each) in kept


def _called(each: _Named, name: str) -> _Named:
    return each._replace(name=name) if isinstance(each, Slice) else each._replace(label=name)


def _colour(each: _Shown) -> str:
    """The one colour of all that it holds; "" where there are several."""
    if isinstance(each, Bars):
        fills = {bar.fill for bar in each.bars}
        return fills.pop() if len(fills) == 1 else ""
    if isinstance(each, Entry):
        return each.colours[0]
    return each.fill if isinstance(each, Slice) else each.colour


def _look(each: _Shown) -> tuple[str, str, str]:
    if isinstance(each, Line | Entry):
        return _colour(each), each.dash, each.marker
    return _colour(each), "", ""
