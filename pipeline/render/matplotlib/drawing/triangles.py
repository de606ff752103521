"""Triangles whose colours run into one another → small ones of one colour each.

SVG has no such triangles, and the filters that matplotlib writes for them no browser knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt
from typing import Any

import numpy as np

MOST_PIECES = 4096


def flattened(triangles: Any, colours: Any) -> Iterator[tuple[Any, Any]]:
    """The corners of each piece, and its colour as bytes.

    `triangles` has (n, 3, 2) places, `colours` (n, 3, 4) shares.
    """
    parts = max(1, isqrt(MOST_PIECES // max(1, len(triangles))))
    shares = _shares(parts)
    for corners, paints in zip(triangles, colours, strict=True):
        if not np.isfinite(corners).all():
            continue
        for piece in shares:
            paint = np.clip((piece @ paints).mean(axis=0), 0, 1)
            yield piece @ corners, np.rint(paint * 255).astype(np.uint8)


def _shares(parts: int) -> list[Any]:
    """Each piece of a triangle cut into parts² pieces: how its corners weigh those of the whole."""

    def at(row: int, column: int) -> list[float]:
        return [1 - (row + column) / parts, row / parts, column / parts]

    pieces = []
    for row in range(parts):
        for column in range(parts - row):
            pieces.append([at(row, column), at(row + 1, column), at(row, column + 1)])
            if row + column < parts - 1:
                pieces.append([at(row + 1, column), at(row + 1, column + 1), at(row, column + 1)])
    return [np.array(piece) for piece in pieces]
