"""Bars, rectangles and slices → Bars, Box and Slice, in data units.

There are many ways to draw one thing: what `barh(left=…)`, `broken_barh` and Rectangle draw are
boxes alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.collections import Collection, LineCollection, PathCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.patches import FancyBboxPatch, Rectangle, Wedge

from pipeline.facts.model import Axis, Bar, Bars, Box, Rect, Slice
from pipeline.render.matplotlib.figure.artists import Space, colour, is_seen, name_of

MOST_BOXES = 2000
Words = Sequence[tuple[float, float, str]]


def bars_of(axes: Any, x: Axis, y: Axis) -> Iterator[Bars]:
    """The series of bars; each bar of its own height, wherever it starts."""
    for container in axes.containers:
        if not isinstance(container, BarContainer):
            continue
        is_upright = container.orientation != "horizontal"
        names = _Names(x if is_upright else y)
        bars = [_bar(each, is_upright, names) for each in container.patches if is_seen(each)]
        found = [bar for bar in bars if np.isfinite((bar.at, bar.value, bar.base)).all()]
        if found:
            yield Bars(name_of(container), "vertical" if is_upright else "horizontal",
                       tuple(found))  # fmt: skip


def _bar(patch: Any, is_upright: bool, names: _Names) -> Bar:
    x, y, width, height = (
        float(each()) for each in (patch.get_x, patch.get_y, patch.get_width, patch.get_height)
    )
    fill = colour(patch.get_facecolor())
    if is_upright:
        return Bar(names.at(x, x + width), x + width / 2, height, y, width, fill)
    return Bar(names.at(y, y + height), y + height / 2, width, x, height, fill)


class _Names:
    """The texts of an axis's ticks, by place."""

    def __init__(self, axis: Axis) -> None:
        self._places = np.array([place for place, _ in axis.ticks])
        self._texts = [text for _, text in axis.ticks]

    def at(self, one: float, other: float) -> str:
        """The one tick between two places; "" where there is none, or more."""
        low, high = sorted((one, other))
        slack = 1e-6 * (high - low)
        found = np.flatnonzero((self._places >= low - slack) & (self._places <= high + slack))
        return self._texts[found[0]] if len(found) == 1 else ""


def boxes_of(axes: Any, space: Space, x: Axis, y: Axis, words: Words) -> tuple[Box, ...]:
    """Rectangles that stand upright; each text belongs to the smallest around it."""
    found = [(box, fill) for box, fill in _rectangles(axes, space) if np.isfinite(box).all()][
        :MOST_BOXES
    ]
    says = _said([box for box, _ in found], words)
    rows = _Names(y)
    return tuple(
        Box(*box, fill, tuple(texts), rows.at(box[1], box[3]), x.unit)
        for (box, fill), texts in zip(found, says, strict=True)
    )


def _rectangles(axes: Any, space: Space) -> Iterator[tuple[Rect, str]]:
    for patch in axes.patches:
        if isinstance(patch, Rectangle | FancyBboxPatch) and is_seen(patch):
            if isinstance(patch, Rectangle) and patch.get_angle() % 90:
                continue
            path = patch.get_path()
            points = patch.get_patch_transform().transform(path.vertices)
            placed = space.placed(points, patch.get_data_transform())
            yield _extents(placed), colour(patch.get_facecolor())
    for each in axes.collections:
        is_other = isinstance(each, LineCollection | PathCollection | QuadMesh)
        if isinstance(each, Collection) and not is_other and is_seen(each):
            yield from _in_collection(each, space)


def _in_collection(many: Any, space: Space) -> Iterator[tuple[Rect, str]]:
    """The rectangles of a collection, as `broken_barh` makes one."""
    if np.any(many.get_offsets()):
        return
    faces = [colour(face) for face in many.get_facecolors()] or [""]
    for at, path in enumerate(many.get_paths()[:MOST_BOXES]):
        corners = path.vertices[:4]
        is_box = len(path.vertices) in (4, 5) and len({*corners[:, 0]}) == 2 == len(
            {*corners[:, 1]}
        )
        if is_box:
            placed = space.placed(path.vertices, many.get_transform())
            yield _extents(placed), faces[at % len(faces)]


def _extents(points: Any) -> Rect:
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


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
