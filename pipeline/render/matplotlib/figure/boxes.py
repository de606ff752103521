"""Bars, rectangles and slices → Bars, Box and Slice, in data units.

There are many ways to draw one thing: what `barh(left=…)`, `broken_barh` and Rectangle draw are
boxes alike.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import isfinite
from typing import Any

import numpy as np
from matplotlib.collections import Collection, LineCollection, PathCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.patches import FancyBboxPatch, PathPatch, Rectangle, Wedge

from pipeline.facts.model import Axis, Bar, Bars, Box, Rect, Slice
from pipeline.render.matplotlib.figure.artists import (
    Space,
    colour,
    is_box,
    is_outline,
    is_seen,
    name_of,
    unnotched,
)

MOST_BOXES = 2000
_NUMBER = re.compile(r"[-+−]?[\d.,]+$")
_EVEN = 1e-6
"""What offsets from ticks may differ by, as a part of half the room between two."""

Words = Sequence[tuple[float, float, str]]


def bars_of(axes: Any, x: Axis, y: Axis) -> Iterator[Bars]:
    """The series of bars; each bar of its own height, wherever it starts."""
    for container in axes.containers:
        if not isinstance(container, BarContainer):
            continue
        is_upright = container.orientation != "horizontal"
        names = _Names(x if is_upright else y)
        bars = [_bar(each, is_upright, names) for each in container.patches if is_seen(each)]
        found = [bar for bar in bars if isfinite(bar.at + bar.value + bar.base)]
        if found:
            yield Bars(name_of(container), "vertical" if is_upright else "horizontal",
                       names.grouped(found))  # fmt: skip


def _bar(patch: Any, is_upright: bool, names: _Names) -> Bar:
    x, y, width, height = _bounds(patch)
    fill = colour(patch.get_facecolor())
    if is_upright:
        return Bar(names.of(x, x + width), x + width / 2, height, y, width, fill)
    return Bar(names.of(y, y + height), y + height / 2, width, x, height, fill)


def _bounds(patch: Any) -> Rect:
    """Where a rectangle starts, and its signed width and height; dates as numbers."""
    x0, y0, x1, y1 = map(float, patch._convert_units())
    return x0, y0, x1 - x0, y1 - y0


class _Names:
    """The texts of an axis's ticks, by place."""

    def __init__(self, axis: Axis) -> None:
        self._places = [place for place, _ in axis.ticks]
        self._texts = [text for _, text in axis.ticks]

    def at(self, one: float, other: float) -> str:
        """The one tick between two places; "" where there is none, or more."""
        low, high = min(one, other), max(one, other)
        slack = 1e-6 * (high - low)
        first, end = bisect(self._places, low - slack), bisect(self._places, high + slack)
        return self._texts[first] if end - first == 1 else ""

    def of(self, one: float, other: float) -> str:
        """The tick of a bar: of one that stands in a group, the name of the group.

        Ticks that are numbers may be a scale, which names nothing beside it.
        """
        is_scale = any(map(_NUMBER.match, self._texts))
        return self.at(one, other) or ("" if is_scale else self._nearest((one + other) / 2)[0])

    def grouped(self, bars: Sequence[Bar]) -> tuple[Bar, ...]:
        """The bars of a series, also named where each stands equally far from a tick of its own."""
        near = [self._nearest(bar.at) for bar in bars]
        is_even = max(off for _, off in near) - min(off for _, off in near) < _EVEN
        is_group = len({text for text, _ in near if text}) == len(bars) > 1 and is_even
        if not is_group:
            return tuple(bars)
        return tuple(bar._replace(name=text) for bar, (text, _) in zip(bars, near, strict=True))

    def _nearest(self, place: float) -> tuple[str, float]:
        """The tick that is nearest, "" if none is near, and how far from it a place is."""
        if len(self._places) < 2:
            return "", 0.0
        room = min(after - before for before, after in pairwise(self._places)) / 2
        at = min(range(len(self._places)), key=lambda at: abs(self._places[at] - place))
        off = (place - self._places[at]) / room if room else 1.0
        return (self._texts[at] if abs(off) < 1 - _EVEN else ""), off


def boxes_of(axes: Any, space: Space, x: Axis, y: Axis, words: Words) -> tuple[Box, ...]:
    """Rectangles that stand upright; each text belongs to the smallest around it.

    Of more than `MOST_BOXES` there is one more.
    """
    finite = (each for each in _rectangles(axes, space) if np.isfinite(each[0]).all())
    found = [*islice(finite, MOST_BOXES + 1)]
    says = _said([box for box, _ in found], words)
    rows = _Names(y)
    return tuple(
        Box(*box, fill, tuple(texts), rows.at(box[1], box[3]), x.unit)
        for (box, fill), texts in zip(found, says, strict=True)
    )


def _rectangles(axes: Any, space: Space) -> Iterator[tuple[Rect, str]]:
    for patch in axes.patches:
        if isinstance(patch, Rectangle | FancyBboxPatch) and is_seen(patch):
            yield from _rectangle(patch, space)
        elif is_seen(patch) and is_boxed(patch):
            yield _placed(patch, space), colour(patch.get_facecolor())
    for line in axes.lines:
        if is_seen(line) and is_outline(line):
            points = unnotched(line.get_xydata())
            yield _extents(space.placed(points, line.get_transform())), ""
    for each in axes.collections:
        is_other = isinstance(each, LineCollection | PathCollection | QuadMesh)
        if isinstance(each, Collection) and not is_other and is_seen(each):
            yield from _in_collection(each, space)


def is_boxed(patch: Any) -> bool:
    """Whether a patch with a path is an upright rectangle, as one of a box plot is."""
    return isinstance(patch, PathPatch) and is_box(unnotched(patch.get_path().vertices))


def _rectangle(patch: Any, space: Space) -> Iterator[tuple[Rect, str]]:
    fill = colour(patch.get_facecolor())
    if isinstance(patch, FancyBboxPatch):
        yield _placed(patch, space), fill
    elif not patch.get_angle():
        x, y, width, height = _bounds(patch)
        corners = ((x, y), (x + width, y + height))
        yield _extents(space.placed(corners, patch.get_data_transform())), fill


def _placed(patch: Any, space: Space) -> Rect:
    corners = unnotched(patch.get_path().vertices)
    return _extents(space.placed(corners, patch.get_data_transform()))


def _in_collection(many: Any, space: Space) -> Iterator[tuple[Rect, str]]:
    """The rectangles of a collection, as `broken_barh` makes one."""
    if np.any(many.get_offsets()):
        return
    faces = [colour(face) for face in many.get_facecolors()] or [""]
    for at, path in enumerate(many.get_paths()[: MOST_BOXES + 1]):
        if is_box(path.vertices):
            placed = space.placed(path.vertices, many.get_transform())
            yield _extents(placed), faces[at % len(faces)]


def _extents(points: Any) -> Rect:
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x0, y0, x1, y1


def _said(boxes: Sequence[Rect], words: Words) -> list[list[str]]:
    says: list[list[str]] = [[] for _ in boxes]
    if not boxes:
        return says
    x0, y0, x1, y1 = np.array(boxes).T
    areas = (x1 - x0) * (y1 - y0)
    for x, y, text in words:
        around = np.flatnonzero((x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1))
        if len(around):
            says[around[areas[around].argmin()]].append(text)
    return says


def slices_of(axes: Any) -> tuple[Slice, ...]:
    """The slices of a pie, each with its share of the whole."""
    return tuple(
        Slice(name_of(wedge), abs(wedge.theta2 - wedge.theta1) / 360, colour(wedge.get_facecolor()))
        for wedge in axes.patches
        if isinstance(wedge, Wedge) and is_seen(wedge)
    )
