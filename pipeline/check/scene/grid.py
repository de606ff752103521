"""Shapes by the cells of the canvas that they lie in: those near a place are found at once."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from operator import itemgetter
from typing import Generic, Protocol, TypeVar

from pipeline.check.scene.geometry import Bounds

CELL = 48.0
_FEW = 64
"""So many are all looked at each time, which takes less than to file them by cells: seen in the
benchmark of 1,000 DOT visuals, whose graphs have fewer shapes."""

_MOST_CELLS = 64
MOST_TRIED = 512
MOST_FOUND = 64
"""So much of a pile is looked at: what is painted right before and right after.

Drawings that are meant to be read have 17 near a label at most, and 469 in one cell. Counts, not
seconds: the same findings on every machine."""


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
_Any = TypeVar("_Any", bound=tuple[object, ...])


class Grid(Generic[T]):
    """Finds what lies near; `right` and `bottom` are the far sides of the canvas in px."""

    def __init__(self, items: Sequence[T], right: float, bottom: float) -> None:
        self._right, self._bottom = right + CELL, bottom + CELL
        self._known: dict[Placed, list[T]] = {}
        self._cells: defaultdict[tuple[int, int], list[_Entry[T]]] = defaultdict(list)
        entries = sorted(((item.order, item.bounds, item) for item in items), key=itemgetter(0))
        self._all = entries
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
            self._known[place] = self.near(place.bounds, place.order)
        return self._known[place]

    def near(self, box: Bounds, order: int) -> list[T]:
        """What has a point in common with a box, in the order of painting.

        Where there is too much of it, what is painted next to `order`.
        """
        left, top, right, bottom = box
        found = [
            (place, item)
            for entries in self._lists(box)
            for place, (x1, y1, x2, y2), item in _next_to(order, entries, MOST_TRIED)
            if x1 <= right and left <= x2 and y1 <= bottom and top <= y2
        ]
        if self._cells:  # what lies in several is found in each
            found = sorted(dict(found).items())
        return [item for _, item in _next_to(order, found, MOST_FOUND)]

    def _lists(self, box: Bounds) -> list[list[_Entry[T]]]:
        """The entries that may be near a box."""
        if not self._cells:
            return [self._everywhere]
        columns, rows = self._under(box)
        if len(columns) * len(rows) > _MOST_CELLS:
            return [self._all]
        cells = product(columns, rows)
        return [self._everywhere, *(self._cells[cell] for cell in cells if cell in self._cells)]

    def _under(self, box: Bounds) -> tuple[range, range]:
        """The cells that a box lies in; what is off the canvas lies in those at its edge."""
        left, top, right, bottom = box
        return (
            range(_cell(left, self._right), _cell(right, self._right) + 1),
            range(_cell(top, self._bottom), _cell(bottom, self._bottom) + 1),
        )


def _next_to(order: int, entries: list[_Any], most: int) -> list[_Any]:
    """The entries next to a place in their order, half of them on each side of it."""
    if len(entries) <= most:
        return entries
    at = bisect(entries, (order,))  # by their first field alone
    return entries[max(0, at - most // 2) : at + most // 2]


def _cell(place: float, last: float) -> int:
    return int((-CELL if place < -CELL else last if place > last else place) // CELL)
