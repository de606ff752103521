"""A word and those that it may be meant for → the nearest, for a "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], tolerance: int) -> str | None:
    """The known word that is at most `tolerance` letters off, in any case; None where none is."""
    distances = {each: distance(word.lower(), each.lower()) for each in sorted(known)}
    near = min(distances, key=distances.__getitem__, default=None)
    return near if near is not None and distances[near] <= tolerance else None


def distance(word: str, other: str) -> int:
    """How many letters are to be added, removed, replaced, or exchanged with their neighbour.

    Restricted Damerau-Levenshtein distance: no letter is changed twice.
    """
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        above, before, row = row, above, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]
