"""Shapes by the cells of the canvas that they lie in: those near a place are found at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import Generic, Protocol, TypeVar

from pipeline.check.geometry import Bounds, meet

CELL = 48.0
_MOST_CELLS = 64
_MOST_TRIED = 5_000_000
_MOST_FOUND = 60_000
"""So much is looked at in one drawing; what lies where there is more is found to have nothing near.

Counts, not seconds: the same findings on every machine."""


class Placed(Protocol):
    """What lies somewhere, at a place in the order of painting."""

    @property
    def order(self) -> int:
        """The place in the order."""

    @property
    def bounds(self) -> Bounds:
        """The box around it, in px."""


T = TypeVar("T", bound=Placed)


class Grid(Generic[T]):
    """Finds what lies near; `right` and `bottom` are the far sides of the canvas in px."""

    def __init__(self, items: Sequence[T], right: float, bottom: float) -> None:
        self._sides = (right + CELL, bottom + CELL)
        self._tried = self._found = 0
        self._known: dict[Placed, list[T]] = {}
        self._large: list[T] = []
        self._cells: dict[tuple[int, int], list[T]] = {}
        for item in items:
            cells = list(self._under(item.bounds))
            if len(cells) > _MOST_CELLS:
                self._large.append(item)
            else:
                for cell in cells:
                    self._cells.setdefault(cell, []).append(item)

    def around(self, place: Placed) -> list[T]:
        """What is near the bounds of something, remembered."""
        if place not in self._known:
            found = self.near(place.bounds) if self._found < _MOST_FOUND else []
            self._found += len(found)
            self._known[place] = found
        return self._known[place]

    def near(self, box: Bounds) -> list[T]:
        """What has a point in common with a box, in the order of painting."""
        if self._tried > _MOST_TRIED:
            return []
        cells = [self._cells[cell] for cell in self._under(box) if cell in self._cells]
        self._tried += len(self._large) + sum(map(len, cells))
        items = chain(self._large, *cells)
        found = {item.order: item for item in items if meet(item.bounds, box)}
        return [found[order] for order in sorted(found)]

    def _under(self, box: Bounds) -> Iterator[tuple[int, int]]:
        """The cells that a box lies in; what is off the canvas lies in those at its edge."""
        right, bottom = self._sides
        left, last = (int(min(max(side, -CELL), right) // CELL) for side in box[::2])
        top, low = (int(min(max(side, -CELL), bottom) // CELL) for side in box[1::2])
        return product(range(left, last + 1), range(top, low + 1))
