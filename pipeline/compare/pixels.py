"""Two SVGs → where they differ as a reader sees them, drawn by resvg in the house font."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image

from pipeline.compare.comparison import Difference, Place, Region
from pipeline.fonts.faces import FAMILY, bold, italic, regular

Pixels = NDArray[np.uint8]
"""(height, width, 3), 0 to 255."""
Mask = NDArray[np.bool_]

SEEN = 8
"""A pixel counts as changed where a colour differs by more of 255: no eye sees less."""
TILE = 6
"""Changes that are closer than this many px are marked as one."""
MOST_REGIONS = 60
GRID = 2
"""Every so many-th row and column is looked at to see where one picture lies on the other."""
LARGEST = 4000
"""The most px of a side that is drawn; a copy that no build made may have any size."""


def difference(before: bytes, after: bytes) -> Difference:
    """Where two SVGs differ. Raises ValueError for what resvg cannot draw.

    Where their sizes differ, they are laid over each other at the corner, side or middle where
    they have most in common: a chart that got higher is not changed all over.
    """
    one, other = drawn(before), drawn(after)
    height, width = (max(sides) for sides in zip(one.shape[:2], other.shape[:2], strict=True))
    ways = product(_sides(one.shape[1] != other.shape[1]), _sides(one.shape[0] != other.shape[0]))

    def gap(way: tuple[float, float], step: int = 1) -> Pixels:
        first, second = (_on(each, width, height, *way)[::step, ::step] for each in (one, other))
        return _gap(first, second)

    x, y = min(ways, key=lambda way: int(np.count_nonzero(gap(way, GRID) > SEEN)))
    differs = gap((x, y))
    changed: Mask = differs > SEEN
    area = width * height
    return Difference(
        width, height,
        _place(one, width, height, x, y), _place(other, width, height, x, y),
        int(np.count_nonzero(changed)) / area, int(np.count_nonzero(differs)) / area,
        tuple(_regions(changed)),
    )  # fmt: skip


def drawn(svg: bytes) -> Pixels:
    """An SVG in its own size on white, with no font but the house font. Raises ValueError."""
    png = resvg_py.svg_to_bytes(
        svg_string=svg.decode(),
        background="#ffffff",
        dpi=96,
        font_files=[str(each) for each in (regular(), italic(), bold(), bold("BoldItalic"))],
        skip_system_fonts=True,
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
        monospace_family=FAMILY,
    )
    picture = Image.open(io.BytesIO(bytes(png)))
    if max(picture.size) > LARGEST:
        raise ValueError(f"it is {picture.width} × {picture.height} px, too large to be compared")
    return np.asarray(picture.convert("RGB"))


def _gap(one: Pixels, other: Pixels) -> Pixels:
    """How far each pixel differs, in the colour that differs most: (height, width)."""
    far = np.maximum(one, other) - np.minimum(one, other)
    most: Pixels = np.maximum(np.maximum(far[..., 0], far[..., 1]), far[..., 2])
    return most


def _sides(differ: bool) -> tuple[float, ...]:
    """Where to lay one picture over the other: at the start, in the middle, at the end."""
    return (0.0, 0.5, 1.0) if differ else (0.0,)


def _place(picture: Pixels, width: int, height: int, x: float, y: float) -> Place:
    high, wide = picture.shape[:2]
    return Place(int((width - wide) * x), int((height - high) * y), wide, high)


def _on(picture: Pixels, width: int, height: int, x: float, y: float) -> Pixels:
    """A picture on a white canvas."""
    if picture.shape[:2] == (height, width):
        return picture
    left, top, wide, high = _place(picture, width, height, x, y)
    canvas = np.full((height, width, 3), 255, dtype=np.uint8)
    canvas[top : top + high, left : left + wide] = picture
    return canvas


def _regions(changed: Mask) -> Iterator[Region]:
    """Boxes around what has changed, the largest first: tiles that touch each other are one."""
    height, width = changed.shape
    padded = np.pad(changed, ((0, -height % TILE), (0, -width % TILE)))
    rows, columns = padded.shape[0] // TILE, padded.shape[1] // TILE
    tiles = padded.reshape(rows, TILE, columns, TILE).any(axis=(1, 3))
    wide = columns + 1  # with a column that is never taken, none is beside the next row's first
    found = np.nonzero(np.pad(tiles, ((0, 0), (0, 1))).ravel())[0]
    boxes = [_box(changed, np.divmod(cells, wide)) for cells in _joined({*found.tolist()}, wide)]
    boxes.sort(key=lambda box: (-box.width * box.height, box))
    yield from boxes[:MOST_REGIONS]


def _joined(cells: set[int], wide: int) -> Iterator[list[int]]:
    """Cells of a grid, counted row by row, in groups of those that touch, also at corners."""
    ways = [wide * y + x for y, x in product((-1, 0, 1), repeat=2) if (y, x) != (0, 0)]
    while cells:
        group = [cells.pop()]
        for cell in group:  # it grows meanwhile
            for way in ways:
                if cell + way in cells:
                    cells.remove(cell + way)
                    group.append(cell + way)
        yield group


def _box(changed: Mask, tiles: tuple[NDArray[np.int_], NDArray[np.int_]]) -> Region:
    """The smallest box around the changed pixels in some tiles, given as rows and columns."""
    rows, columns = tiles
    top, left = int(rows.min()) * TILE, int(columns.min()) * TILE
    part = changed[top : (int(rows.max()) + 1) * TILE, left : (int(columns.max()) + 1) * TILE]
    ys, xs = np.nonzero(part)
    y, x = int(ys.min()), int(xs.min())
    return Region(left + x, top + y, int(xs.max()) - x + 1, int(ys.max()) - y + 1)
