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

Pixels = NDArray[np.int16]
"""(height, width, 3), 0 to 255."""
Mask = NDArray[np.bool_]

SEEN = 8
"""A pixel counts as changed where a colour differs by more of 255: no eye sees less."""
TILE = 6
"""Changes that are closer than this many px are marked as one."""
MOST_REGIONS = 60
LARGEST = 4000
"""The most px of a side that is drawn; a copy that no build made may have any size."""


def difference(before: bytes, after: bytes) -> Difference:
    """Where two SVGs differ. Raises ValueError for what resvg cannot draw.

    Where their sizes differ, they are laid over each other at the corner, side or middle where
    they have most in common: a chart that got higher is not changed all over.
    """
    one, other = drawn(before), drawn(after)
    height, width = (max(sides) for sides in zip(one.shape[:2], other.shape[:2], strict=True))
    ways = [
        (_on(one, width, height, x, y), _on(other, width, height, x, y), x, y)
        for x, y in product(
            _sides(one.shape[1] != other.shape[1]), _sides(one.shape[0] != other.shape[0])
        )
    ]
    gaps = [np.abs(first - second).max(axis=2) for first, second, *_ in ways]
    best = min(range(len(ways)), key=lambda number: int(np.count_nonzero(gaps[number] > SEEN)))
    changed: Mask = gaps[best] > SEEN
    x, y = ways[best][2:]
    area = width * height
    return Difference(
        width, height,
        _place(one, width, height, x, y), _place(other, width, height, x, y),
        int(np.count_nonzero(changed)) / area, int(np.count_nonzero(gaps[best])) / area,
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
    return np.asarray(picture.convert("RGB"), dtype=np.int16)


def _sides(differ: bool) -> tuple[float, ...]:
    """Where to lay one picture over the other: at the start, in the middle, at the end."""
    return (0.0, 0.5, 1.0) if differ else (0.0,)


def _place(picture: Pixels, width: int, height: int, x: float, y: float) -> Place:
    high, wide = picture.shape[:2]
    return Place(int((width - wide) * x), int((height - high) * y), wide, high)


def _on(picture: Pixels, width: int, height: int, x: float, y: float) -> Pixels:
    """A picture on a white canvas."""
    left, top, wide, high = _place(picture, width, height, x, y)
    canvas = np.full((height, width, 3), 255, dtype=np.int16)
    canvas[top : top + high, left : left + wide] = picture
    return canvas


def _regions(changed: Mask) -> Iterator[Region]:
    """Boxes around what has changed, the largest first: tiles that touch each other are one."""
    height, width = changed.shape
    padded = np.pad(changed, ((0, -height % TILE), (0, -width % TILE)))
    rows, columns = padded.shape[0] // TILE, padded.shape[1] // TILE
    tiles = padded.reshape(rows, TILE, columns, TILE).any(axis=(1, 3))
    boxes = [_box(changed, cells) for cells in _joined({*zip(*np.nonzero(tiles), strict=True)})]
    boxes.sort(key=lambda box: (-box.width * box.height, box))
    yield from boxes[:MOST_REGIONS]


def _joined(cells: set[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Cells of a grid in groups of those that touch, also at corners."""
    while cells:
        group = [cells.pop()]
        for row, column in group:  # it grows meanwhile
            around = {(row + y, column + x) for y, x in product((-1, 0, 1), repeat=2)} & cells
            cells -= around
            group += around
        yield group


def _box(changed: Mask, cells: list[tuple[int, int]]) -> Region:
    """The smallest box around the changed pixels in some tiles."""
    rows, columns = zip(*cells, strict=True)
    top, left = min(rows) * TILE, min(columns) * TILE
    part = changed[top : (max(rows) + 1) * TILE, left : (max(columns) + 1) * TILE]
    ys, xs = np.nonzero(part)
    y, x = int(ys.min()), int(xs.min())
    return Region(int(left) + x, int(top) + y, int(xs.max()) - x + 1, int(ys.max()) - y + 1)
