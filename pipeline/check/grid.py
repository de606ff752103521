"""Shapes by the cells of the canvas that they lie in: those near a place are found at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Generic, Protocol, TypeVar

from pipeline.check.geometry import Bounds, meet

CELL = 48.0
_MOST_CELLS = 64


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
        self._large: list[T] = []
        self._cells: dict[tuple[int, int], list[T]] = {}
        for item in items:
            cells = list(self._under(item.bounds))
            if len(cells) > _MOST_CELLS:
                self._large.append(item)
            else:
                for cell in cells:
                    self._cells.setdefault(cell, []).append(item)

    def near(self, box: Bounds) -> list[T]:
        """What has a point in common with a box, in the order of painting."""
        found = {item.order: item for item in self._large if meet(item.bounds, box)}
        for cell in self._under(box):
            for item in self._cells.get(cell, ()):
                if meet(item.bounds, box):
                    found[item.order] = item
        return [found[order] for order in sorted(found)]

    def _under(self, box: Bounds) -> Iterator[tuple[int, int]]:
        """The cells that a box lies in; what is off the canvas lies in those at its edge."""
        right, bottom = self._sides
        left, last = (int(min(max(side, -CELL), right) // CELL) for side in box[::2])
        top, low = (int(min(max(side, -CELL), bottom) // CELL) for side in box[1::2])
        return product(range(left, last + 1), range(top, low + 1))
