"""A grid of colours → few shapes that cover it without gaps: equal neighbours are one.

Cells are drawn without antialiasing, as Agg draws them: a pixel then belongs to one cell alone,
and no line of the background shines through between two.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from pipeline.render.matplotlib.drawing.lettering import number

MOST_CELLS = 4096
"""An image of more is a raster image, which a drawing does not carry."""

_SAME = 1e-6
"""Places closer than this, in pt, are one."""


def grid_markup(corners: Any, colours: Any) -> str:
    """The shapes of a grid. `corners` has (rows + 1, columns + 1, 2) places in pt, y downwards;
    `colours` has (rows, columns, 4) bytes."""
    if _is_upright(corners):
        shapes = [
            (colour, f"M{_point(corners[top, left])}H{number(corners[bottom, right][0])}"
             f"V{number(corners[bottom, right][1])}H{number(corners[top, left][0])}z")
            for (top, left, bottom, right), colour in _merged(colours)
        ]  # fmt: skip
    else:
        shapes = [
            (tuple(colours[row, column]), _quad(corners, row, column))
            for row, column in np.ndindex(colours.shape[:2])
        ]
    return "".join(_element(colour, path) for colour, path in shapes)


def _is_upright(corners: Any) -> bool:
    """Whether columns run straight down and rows straight across."""
    x, y = corners[..., 0], corners[..., 1]
    return bool(np.ptp(x, axis=0).max() < _SAME and np.ptp(y, axis=1).max() < _SAME)


def _merged(colours: Any) -> list[tuple[tuple[int, int, int, int], tuple[int, ...]]]:
    """Rectangles of one colour (top, left, bottom, right): runs in a row, joined where the rows
    below have the same."""
    done: list[tuple[tuple[int, int, int, int], tuple[int, ...]]] = []
    open_: dict[tuple[int, int, tuple[int, ...]], int] = {}
    for row in range(len(colours) + 1):
        runs = _runs(colours[row]) if row < len(colours) else []
        for run in [run for run in open_ if run not in runs]:
            done.append(((open_.pop(run), run[0], row, run[1]), run[2]))
        for run in runs:
            open_.setdefault(run, row)
    return done


def _runs(row: Any) -> dict[tuple[int, int, tuple[int, ...]], None]:
    """The runs of one colour in a row: their first column, the one after, the colour."""
    breaks = [0, *(np.flatnonzero((row[1:] != row[:-1]).any(axis=1)) + 1).tolist(), len(row)]
    return {
        (start, stop, tuple(row[start].tolist())): None
        for start, stop in pairwise(breaks)
        if row[start][3]
    }


def _quad(corners: Any, row: int, column: int) -> str:
    return _outline(corners[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]])


def polygon_markup(corners: Any, colour: Any) -> str:
    """The shape of one polygon, its corners in pt, y downwards."""
    return _element(tuple(colour), _outline(corners))


def _outline(corners: Any) -> str:
    return f"M{'L'.join(map(_point, corners))}z" if np.isfinite(corners).all() else ""


def _point(place: Any) -> str:
    return f"{number(place[0])} {number(place[1])}"


def _element(colour: tuple[int, ...], path: str) -> str:
    red, green, blue, alpha = map(int, colour)
    if not (alpha and path):
        return ""
    opacity = f' fill-opacity="{number(alpha / 255)}"' if alpha < 255 else ""
    return f'<path d="{path}" fill="#{red:02x}{green:02x}{blue:02x}"{opacity}/>\n'
