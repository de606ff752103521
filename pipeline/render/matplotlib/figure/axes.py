"""A figure → Axes, one for each set of axes that is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes as Drawn
from matplotlib.axes._secondary_axes import SecondaryAxis
from matplotlib.collections import QuadMesh
from matplotlib.text import Text

from pipeline.facts.model import Axes, Axis, Entry
from pipeline.render.matplotlib.figure.artists import Space, colours, is_seen, plain
from pipeline.render.matplotlib.figure.axis import axis_of
from pipeline.render.matplotlib.figure.boxes import bars_of, boxes_of, slices_of
from pipeline.render.matplotlib.figure.lines import lines_of


def axes_of(figure: Any) -> tuple[Axes, ...]:
    """What the axes of a figure hold, as the last drawing left them."""
    found = [_axes(axes) for axes in _all(figure.axes) if axes.get_visible()]
    entries = tuple(entry for legend in figure.legends for entry in _entries(legend))
    if found and entries:
        found[0] = found[0]._replace(legend=found[0].legend + entries)
    return tuple(found)


def _all(axes: Iterable[Any]) -> Iterator[Any]:
    """The axes with those that are set into them."""
    for each in axes:
        if isinstance(each, Drawn) and not isinstance(each, SecondaryAxis):
            yield each
            yield from _all(each.child_axes)


def _axes(axes: Any) -> Axes:
    x, y = _axis(axes, "x"), _axis(axes, "y")
    titles = (each.get_text() for each in (axes.title, axes._left_title, axes._right_title))
    legend = axes.get_legend()
    known = Axes(
        " ".join(filter(None, map(plain, titles))), x, y,
        legend=tuple(_entries(legend)) if legend is not None else (),
        is_colorbar=hasattr(axes, "_colorbar"),
        projection=str(axes.name),
    )  # fmt: skip
    if axes.name != "rectilinear":
        return known
    space = Space(axes)
    words = tuple(_words(axes, space))
    lines = [*lines_of(axes, space)]
    return known._replace(
        lines=tuple(line for line in lines if line.form != "points"),
        points=tuple(line for line in lines if line.form == "points"),
        bars=tuple(bars_of(axes, x, y)),
        shapes=boxes_of(axes, space, x, y, words),
        slices=slices_of(axes),
        grids=tuple(_grids(axes)),
        texts=words,
    )


def _axis(axes: Any, name: str) -> Axis:
    axis, limits = getattr(axes, f"{name}axis"), getattr(axes, f"get_{name}lim")
    start, end = map(float, limits())
    found = axis_of(axis, start, end)
    return found if axes.axison else found._replace(label="", ticks=())


def _words(axes: Any, space: Space) -> Iterator[tuple[float, float, str]]:
    """The texts in the axes, each with its middle."""
    for text in axes.texts:
        words = plain(text.get_text())
        if words and is_seen(text):
            box = Text.get_window_extent(text)
            x, y = space.of_canvas([[(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]])[0]
            if np.isfinite((x, y)).all():
                yield float(x), float(y), words


def _grids(axes: Any) -> Iterator[tuple[int, int]]:
    """Rows and columns of meshes and images."""
    for each in axes.collections:
        if isinstance(each, QuadMesh) and is_seen(each):
            rows, columns = np.shape(each.get_coordinates())[:2]
            yield rows - 1, columns - 1
    for each in axes.images:
        if is_seen(each):
            rows, columns = each.get_size()
            yield int(rows), int(columns)


def _entries(legend: Any) -> Iterator[Entry]:
    if is_seen(legend):
        for text, sign in zip(legend.get_texts(), legend.legend_handles, strict=False):
            yield Entry(plain(text.get_text()), colours(_colours_of(sign)))


def _colours_of(sign: Any) -> Iterator[Any]:
    """The colours that an artist is drawn in."""
    for name in ("get_color", "get_markerfacecolor", "get_facecolor", "get_edgecolor"):
        value = getattr(sign, name)() if hasattr(sign, name) else None
        if value is None or (isinstance(value, str) and value in ("none", "auto")):
            continue
        is_many = not isinstance(value, str) and np.ndim(value) == 2
        yield from value if is_many else (value,)
