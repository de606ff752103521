"""A paragraph → how wide any part of it is, rounded as Chromium rounds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from math import ceil, floor

from pipeline.normalize.foreign.flow.paragraph import Paragraph

_UNIT = 64
"""Chromium measures in parts of a px."""

_TOO_SMALL = 1e-6
"""What sums of floats may be off by, in units."""


def snapped(width: float) -> float:
    """How much room a text takes: whole units."""
    return ceil(width * _UNIT - _TOO_SMALL) / _UNIT


def fits(width: float, room: float) -> bool:
    """Whether a text is left in a line: whole units are compared, rounded down."""
    return floor(width * _UNIT + _TOO_SMALL) / _UNIT <= room


class Measure:
    """How wide any part of a paragraph is, its boxes in lines having the widths given."""

    def __init__(self, made: Paragraph, objects: Mapping[int, float]) -> None:
        widths = list(made.widths)
        for place, width in objects.items():
            widths[place] = width
        starts, ends = [0.0] * (len(widths) + 2), [0.0] * (len(widths) + 2)
        for edge in made.edges:
            if edge.is_start:
                starts[edge.at + 1] += edge.room
            else:
                ends[edge.at] += edge.room
        self._letters = [0.0, *accumulate(widths)]
        self._starts = list(accumulate(starts))
        self._ends = list(accumulate(ends))
        self._pieces = _pieces(made)
        whole = [snapped(self.letters(start, end)) for start, end in pairwise(self._pieces)]
        self._rooms = [0.0, *accumulate(whole)]

    def letters(self, start: int, end: int) -> float:
        """The width of the letters alone."""
        return self._letters[end] - self._letters[start]

    def before(self, start: int, place: int) -> float:
        """How far a letter stands from the offset `start`, edges right before it included."""
        return self.between(start, place) + self._starts[place + 1] - self._starts[place]

    def between(self, start: int, end: int) -> float:
        """The width from one offset to another, edges that belong to these letters included.

        Each text of one box takes whole units, the last one but as much as it is wide.
        """
        edges = self._starts[end] - self._starts[start] + self._ends[end] - self._ends[start]
        first, last = bisect_right(self._pieces, start), bisect_left(self._pieces, end) - 1
        if first > last:
            return self.letters(start, end) + edges
        whole = self._rooms[last] - self._rooms[first]
        begin, finish = self._pieces[first], self._pieces[last]
        return snapped(self.letters(start, begin)) + whole + self.letters(finish, end) + edges


def _pieces(made: Paragraph) -> list[int]:
    """Where each text of one box begins, and the end."""
    edges = {edge.at for edge in made.edges}
    objects = {at for place in made.objects for at in (place, place + 1)}
    return sorted({0, len(made.text), *edges, *objects})
