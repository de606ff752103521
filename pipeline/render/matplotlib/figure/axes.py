"""A figure → Axes, one for each set of axes that is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

import numpy as np
from matplotlib.axes import Axes as Drawn
from matplotlib.axes._secondary_axes import SecondaryAxis
from matplotlib.collections import PathCollection, PolyCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Polygon
from matplotlib.text import Text

from pipeline.facts.model import Axes, Axis, Entry, Unread
from pipeline.render.matplotlib.figure.artists import Space, colour, is_seen, plain
from pipeline.render.matplotlib.figure.axis import axis_of
from pipeline.render.matplotlib.figure.boxes import MOST_BOXES, bars_of, boxes_of, slices_of
from pipeline.render.matplotlib.figure.legend import entries_of, with_names
from pipeline.render.matplotlib.figure.lines import MOST_SEGMENTS, is_texture, lines_of

FEW_COLOURS = 12
"""Of a map: one with no more is a list that an author chose."""


def axes_of(figure: Any) -> tuple[Axes, ...]:
    """What the axes of a figure hold, as the last drawing left them."""
    entries = tuple(entry for legend in figure.legends for entry in entries_of(legend))
    found = [_axes(axes, entries or tuple(_of_twins(axes)))
             for axes in _all(figure.axes) if axes.get_visible()]  # fmt: skip
    if found and entries:
        found[0] = found[0]._replace(legend=found[0].legend + entries)
    if found and any(map(_is_shape, (*figure.patches, *figure.artists))):
        outside = Unread("a shape that lies in no axes is not read", ("boxes",))
        found[0] = found[0]._replace(unread=(*found[0].unread, outside))
    return tuple(found)


def _of_twins(axes: Any) -> Iterator[Entry]:
    """The entries of legends in axes that lie on these: one legend often names the lines of all."""
    for twin in axes._twinned_axes.get_siblings(axes):
        legend = twin.get_legend() if twin is not axes else None
        yield from entries_of(legend) if legend is not None else ()


def _is_empty(axes: Any) -> bool:
    """Whether axes show where data would be, and there is none.

    Good: a scale whose limits its author set, a frame without numbers, and axes that lie around or
    under others, or under something that the figure itself holds. Lines without points want to be
    seen, whatever the limits are.
    """
    figure = axes.get_figure(root=True)
    frame = (axes.patch, *axes.spines.values(), axes.xaxis, axes.yaxis)
    titles = (axes.title, axes._left_title, axes._right_title)
    words = (figure._suptitle, figure._supxlabel, figure._supylabel)
    own = {*axes.get_children()} - {*frame, *titles}
    around = {*figure.texts, *figure.patches, *figure.artists, *figure.lines, *figure.legends}
    if not axes.axison or any(map(_shows, own | around - {*words})):
        return False
    if not own and not (axes.get_autoscalex_on() and axes.get_autoscaley_on()):
        return False
    numbers = (*axes.get_xticklabels(), *axes.get_yticklabels())
    others = (each for each in figure.axes if each is not axes and each.get_visible())
    return any(each.get_visible() and each.get_text() for each in numbers) and not any(
        axes.bbox.fully_overlaps(each.bbox) for each in others
    )


def _shows(artist: Any) -> bool:
    """Whether an artist may show something; lines of no points do not."""
    places: Any = [0]
    if isinstance(artist, Line2D):
        places = artist.get_xdata()
    elif isinstance(artist, PathCollection):
        places = artist.get_offsets()
    return is_seen(artist) and np.size(places) > 0


def _is_shape(artist: Any) -> bool:
    return isinstance(artist, Patch) and is_seen(artist)


def _all(axes: Iterable[Any]) -> Iterator[Any]:
    """The axes with those that are set into them."""
    for each in axes:
        if isinstance(each, Drawn) and not isinstance(each, SecondaryAxis):
            yield each
            yield from _all(each.child_axes)


def _axes(axes: Any, entries: tuple[Entry, ...]) -> Axes:
    """What axes hold; `entries` are those of legends that are not their own."""
    x, y = _axis(axes, "x"), _axis(axes, "y")
    titles = (each.get_text() for each in (axes.title, axes._left_title, axes._right_title))
    legend = axes.get_legend()
    known = Axes(
        " ".join(filter(None, map(plain, titles))), x, y,
        legend=tuple(entries_of(legend)) if legend is not None else (),
        is_colorbar=hasattr(axes, "_colorbar"),
        projection=str(axes.name),
    )  # fmt: skip
    if known.is_colorbar:
        return known
    if axes.name != "rectilinear":
        why = f"what axes of the projection “{axes.name}” hold is not read"
        return known._replace(unread=(Unread(why),))
    space = Space(axes)
    words = tuple(_words(axes, space))
    lines = [*lines_of(axes, space)]
    shapes = boxes_of(axes, space, x, y, words)
    return with_names(
        known._replace(
            lines=tuple(line for line in lines if line.form != "points"),
            points=tuple(line for line in lines if line.form == "points"),
            bars=tuple(bars_of(axes, x, y)),
            shapes=shapes[:MOST_BOXES],
            slices=slices_of(axes),
            grids=tuple(_grids(axes)),
            texts=words,
            areas=sum(map(_is_area, (*axes.patches, *axes.collections))),
            unread=tuple(_unread(axes, len(shapes))),
            mapped=tuple(dict.fromkeys(_mapped(axes))),
            is_empty=_is_empty(axes),
        ),
        entries,
    )


def _unread(axes: Any, boxes: int) -> Iterator[Unread]:
    """What is not read, or not all of it."""
    if boxes > MOST_BOXES:
        yield Unread(f"of more than {MOST_BOXES:,} boxes only so many are read", ("boxes",))
    if any(map(is_texture, axes.collections)):
        why = f"a set of more than {MOST_SEGMENTS:,} lines is not read"
        yield Unread(why, ("curves", "lines"))
    if any(isinstance(each, ContourSet) and not each.filled for each in axes.collections):
        yield Unread("contour lines are not read", ("curves",))


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
            x, y = map(float, _middle(text, space))
            if isfinite(x + y):
                yield x, y, words


def _middle(text: Any, space: Space) -> Any:
    """Where the middle of a text is; where its author set it, it need not be measured."""
    is_middle = text.get_ha() == "center" and text.get_va() in ("center", "center_baseline")
    if is_middle and text.get_transform() is space.data:
        return text.get_unitless_position()
    box = Text.get_window_extent(text)
    return space.of_canvas([[(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]])[0]


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


def _mapped(axes: Any) -> Iterator[str]:
    """The colours that values got from a map of many colours, where there are few values."""
    for each in (*axes.images, *axes.collections):
        values = each.get_array() if is_seen(each) else None
        if values is None or np.ndim(values) > 2 or each.get_cmap().N <= FEW_COLOURS:
            continue
        different = np.unique(np.ma.compressed(np.ma.masked_invalid(values)))
        if len(different) <= FEW_COLOURS:
            yield from map(colour, each.to_rgba(different))


def _is_area(artist: Any) -> bool:
    """Whether a filled shape is neither a box nor a slice: a band, a contour or a polygon."""
    is_area = isinstance(artist, Polygon | PathPatch | ContourSet)
    if isinstance(artist, PolyCollection):
        is_area = any(np.shape(path.vertices)[0] not in (4, 5) for path in artist.get_paths())
    return is_area and is_seen(artist)
