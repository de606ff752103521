"""Lines, markers and clouds of points → Line: each with its points in data units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
from matplotlib.cbook import STEP_LOOKUP_MAP
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.container import ErrorbarContainer, StemContainer
from matplotlib.lines import _mark_every_path  # type: ignore[attr-defined]  # no public way
from matplotlib.patches import StepPatch

from pipeline.facts.model import MOST_POINTS, Line, Point
from pipeline.render.matplotlib.figure.artists import Space, colour, is_outline, is_seen, name_of
from pipeline.render.matplotlib.figure.boxes import is_boxed

MOST_SEGMENTS = 500
"""Of a collection of lines; one of more is a texture, such as a field of streams."""

_DASHES = {"-": "solid", "--": "dashed", "-.": "dashdot", ":": "dotted"}
_NOTHING = ("None", "none", " ", "")

Form = Literal["line", "steps", "points", "hline", "vline"]


def lines_of(axes: Any, space: Space) -> Iterator[Line]:
    """Lines and markers alone; those around boxes, of error bars and of stems are left out."""
    helpers, names = _helpers(axes), _names(axes)
    for line in axes.lines:
        is_no_part = id(line) in helpers or is_outline(line) or _is_on_frame(line, space)
        if is_seen(line) and not is_no_part:
            for found in _line(line, space):
                yield found._replace(label=found.label or names.get(id(line), ""))
    for each in axes.collections:
        if id(each) not in helpers and is_seen(each):
            if isinstance(each, LineCollection):
                yield from () if is_texture(each) else _segments(each, space)
            elif isinstance(each, PathCollection):
                yield from _cloud(each, space)
    for each in axes.patches:
        if isinstance(each, StepPatch) and is_seen(each):
            yield _stairs(each, space)


def _helpers(axes: Any) -> set[int]:
    """What belongs to a point or a box: bars of errors, stems, whiskers and their caps."""
    found: set[int] = set()
    for container in axes.containers:
        if isinstance(container, ErrorbarContainer):
            found.update(map(id, (*container.lines[1], *container.lines[2])))
        elif isinstance(container, StemContainer):
            found.update(map(id, (container.baseline, container.stemlines)))
    return found | {id(line) for line in _of_box_plots(axes)}


def _is_on_frame(line: Any, space: Space) -> bool:
    """Whether a line is a mark at the frame of its axes, as those at a break of an axis are."""
    return not line.get_clip_on() and not any(space.are_data(line.get_transform()))


def _of_box_plots(axes: Any) -> Iterator[Any]:
    """Whiskers, their caps and medians: `boxplot` gives them a label that says so.

    It gives none to lines at means, and to a median the name of all boxes, for the legend.
    """
    boxes = [line.get_xydata() for line in axes.lines if is_outline(line)]
    boxes += [patch.get_path().vertices for patch in axes.patches if is_boxed(patch)]
    straight = [line for line in axes.lines if look_of(line)[0] and _straight(line.get_xydata())]
    parts = [line for line in straight if line.get_label() == "_nolegend_"] if boxes else []
    yield from parts
    for line in straight if parts else ():
        if any(_is_as_wide(line.get_xydata(), box) for box in boxes):
            yield line


def _is_as_wide(line: Any, box: Any) -> bool:
    """Whether a straight line has both its ends at sides of a box, or at its notches."""
    return any(len({*line[:, along]} & {*box[:, along]}) == 2 for along in (0, 1))


def _names(axes: Any) -> dict[int, str]:
    """The names of lines that bear errors or stand on stems, which their container has."""
    return {
        id(each[0]): name_of(each)
        for each in axes.containers
        if isinstance(each, ErrorbarContainer | StemContainer)
    }


def look_of(line: Any) -> tuple[str, str]:
    """The dash and the marker of a line, "" for none."""
    is_joined = line.get_linestyle() not in _NOTHING and line.get_linewidth() > 0
    marker = str(line.get_marker())
    dash = _DASHES.get(str(line.get_linestyle()), "solid") if is_joined else ""
    return dash, "" if marker in _NOTHING else marker


def _line(line: Any, space: Space) -> Iterator[Line]:
    """A line; where only some of its points are marked, these by themselves."""
    dash, marker = look_of(line)
    if line.get_markevery() is not None and marker:
        path = _mark_every_path(
            line.get_markevery(), line.get_path(), line.get_transform(), line.axes
        )
        yield _read(line, ("", marker), path.vertices, space)
        marker = ""
    if dash or marker:
        yield _read(line, (dash, marker), line.get_xydata(), space)


def _read(line: Any, look: tuple[str, str], points: Any, space: Space) -> Line:
    (dash, marker), transform = look, line.get_transform()
    is_joined, n = bool(dash), len(points)
    form: Form = "line" if is_joined and n > 1 else "points"
    steps = str(line.get_drawstyle())
    if form == "line" and steps != "default":
        points, form = np.transpose(STEP_LOOKUP_MAP[steps](*points.T)), "steps"
    if form == "line":
        form = _form(points, *space.are_data(transform))
    shown = colour(line.get_color()) if is_joined else ""
    shown = shown or colour(_face(line)) or colour(line.get_markeredgecolor())
    return Line(
        name_of(line), form, shown, dash, marker, n, runs_of(space.placed(points, transform))
    )


def _form(points: Any, x_is_data: bool, y_is_data: bool) -> Form:
    """Whether a line lies across the axes, as `axhline` draws one, or upright, as no curve does."""
    if x_is_data == y_is_data:
        return "vline" if len(points) == 2 and _straight(points) == "vline" else "line"
    return "vline" if x_is_data else "hline"


def _face(line: Any) -> Any:
    face = line.get_markerfacecolor()
    return None if isinstance(face, str) and face == "none" else face


def is_texture(artist: Any) -> bool:
    """Whether an artist is a set of so many lines that they are not read."""
    is_set = isinstance(artist, LineCollection) and is_seen(artist)
    return is_set and len(artist.get_paths()) > MOST_SEGMENTS


def _segments(lines: Any, space: Space) -> Iterator[Line]:
    """What `hlines` and `vlines` draw, each by itself; any other collection is one line."""
    transform, segments = lines.get_transform(), lines.get_segments()
    placed = [space.placed(segment, transform) for segment in segments]
    shown = [colour(each) for each in lines.get_colors()] or [""]
    dash = "dashed" if lines.get_linestyle()[0][1] else "solid"
    forms = [_straight(points) for points in placed]
    if placed and all(forms):
        for at, (points, form) in enumerate(zip(placed, forms, strict=True)):
            yield Line(name_of(lines), form or "line", shown[at % len(shown)], dash, "", 2,
                       runs_of(points))  # fmt: skip
    elif placed:
        runs = [run for points in placed for run in runs_of(points)]
        n = sum(map(len, placed))
        yield Line(name_of(lines), "line", shown[0], dash, "", n, tuple(runs))


def _straight(points: Any) -> Form | None:
    if len(points) != 2 or not np.isfinite(points).all():
        return None
    (x0, y0), (x1, y1) = points
    return "hline" if y0 == y1 else "vline" if x0 == x1 else None


def _cloud(cloud: Any, space: Space) -> Iterator[Line]:
    """A scatter, one line for each of its colours where they are few."""
    offsets: Any = np.ma.masked_array(cloud.get_offsets(), dtype=float).filled(np.nan)
    points = space.placed(offsets, cloud.get_offset_transform())
    faces = list(cloud.get_facecolors()) or list(cloud.get_edgecolors())
    shown = dict.fromkeys(map(colour, faces)) if len(faces) < MOST_POINTS else {}
    run = tuple(point for run in runs_of(points) for point in run)
    if run:
        only = next(iter(shown)) if len(shown) == 1 else ""
        yield Line(name_of(cloud), "points", only, "", "o", len(offsets), (run,))


def _stairs(stairs: Any, space: Space) -> Line:
    """A histogram drawn as steps: its values between its edges."""
    values, edges, _ = stairs.get_data()
    y = np.repeat(np.asarray(values, dtype=float), 2)
    x = np.repeat(np.asarray(edges, dtype=float), 2)[1:-1]
    points = np.column_stack((y, x) if stairs.orientation == "horizontal" else (x, y))
    shown = colour(stairs.get_edgecolor()) or colour(stairs.get_facecolor())
    placed = space.placed(points, stairs.get_data_transform())
    return Line(name_of(stairs), "steps", shown, "solid", "", len(values), runs_of(placed))


def runs_of(points: Any) -> tuple[tuple[Point, ...], ...]:
    """The stretches of points (n, 2) that are finite, thinned where there are very many."""
    if len(points) > MOST_POINTS:
        points = points[np.linspace(0, len(points) - 1, MOST_POINTS).round().astype(int)]
    finite = np.isfinite(points).all(axis=1)
    if finite.all():
        stretches = [points]
    else:
        stretches = np.split(points, np.flatnonzero(~finite))
        stretches = [each[np.isfinite(each).all(axis=1)] for each in stretches]
    return tuple(tuple(map(tuple, each.tolist())) for each in stretches if len(each))
