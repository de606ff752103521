"""Shapes by the cells of the canvas that they lie in: those near a place are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Generic, Protocol, TypeVar

from pipeline.check.scene.geometry import Bounds

CELL = 48.0
_FEW = 64
"""So many are all looked at each time, which takes less than to file them by cells: seen in the
benchmark of 1,000 DOT visuals, whose graphs have fewer shapes."""

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
        self._right, self._bottom = right + CELL, bottom + CELL
        self._tried = self._found = 0
        self._known: dict[Placed, list[T]] = {}
        self._cells: defaultdict[tuple[int, int], list[_Entry[T]]] = defaultdict(list)
        entries = [(item.order, item.bounds, item) for item in items]
        if len(entries) > _FEW:
            entries = [entry for entry in entries if not self._is_filed(entry)]
        self._everywhere: list[_Entry[T]] = entries

    def _is_filed(self, entry: _Entry[T]) -> bool:
        """File what lies in some cells only."""
        columns, rows = self._under(entry[1])
        if len(columns) * len(rows) > _MOST_CELLS:
            return False
        for cell in product(columns, rows):
            self._cells[cell].append(entry)
        return True

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
        lists = [self._everywhere]
        if self._cells:
            cells = product(*self._under(box))
            lists += [self._cells[cell] for cell in cells if cell in self._cells]
        self._tried += sum(map(len, lists))
        found = {
            order: item
            for entries in lists
            for order, (x1, y1, x2, y2), item in entries
            if x1 <= right and left <= x2 and y1 <= bottom and top <= y2
        }
        return [found[order] for order in sorted(found)]

    def _under(self, box: Bounds) -> tuple[range, range]:
        """The cells that a box lies in; what is off the canvas lies in those at its edge."""
        left, top, right, bottom = box
        return (
            range(_cell(left, self._right), _cell(right, self._right) + 1),
            range(_cell(top, self._bottom), _cell(bottom, self._bottom) + 1),
        )


def _cell(place: float, last: float) -> int:
    return int((-CELL if place < -CELL else last if place > last else place) // CELL)
