"""Shapes by the cells of the canvas that they lie in: those near a place are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Generic, Protocol, TypeVar

from pipeline.check.geometry import Bounds

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
_Entry = tuple[int, Bounds, T]


class Grid(Generic[T]):
    """Finds what lies near; `right` and `bottom` are the far sides of the canvas in px."""

    def __init__(self, items: Sequence[T], right: float, bottom: float) -> None:
        self._sides = (right + CELL, bottom + CELL)
        self._tried = self._found = 0
        self._known: dict[Placed, list[T]] = {}
        self._large: list[_Entry[T]] = []
        self._cells: defaultdict[tuple[int, int], list[_Entry[T]]] = defaultdict(list)
        for item in items:
            entry = (item.order, item.bounds, item)
            columns, rows = _under(item.bounds, self._sides)
            if len(columns) * len(rows) > _MOST_CELLS:
                self._large.append(entry)
            else:
                for cell in product(columns, rows):
                    self._cells[cell].append(entry)

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
        left, top, right, bottom = box
        cells = product(*_under(box, self._sides))
        found: dict[int, T] = {}
        for entries in (self._large, *[self._cells[cell] for cell in cells if cell in self._cells]):
            self._tried += len(entries)
            for order, (x1, y1, x2, y2), item in entries:
                if x1 <= right and left <= x2 and y1 <= bottom and top <= y2:
                    found[order] = item
        return [found[order] for order in sorted(found)]


@lru_cache(maxsize=1024)
def _under(box: Bounds, sides: tuple[float, float]) -> tuple[range, range]:
    """The cells that a box lies in; what is off the canvas lies in those at its edge."""
    left, top, right, bottom = box
    return (
        range(_cell(left, sides[0]), _cell(right, sides[0]) + 1),
        range(_cell(top, sides[1]), _cell(bottom, sides[1]) + 1),
    )


def _cell(place: float, last: float) -> int:
    return int((-CELL if place < -CELL else last if place > last else place) // CELL)
