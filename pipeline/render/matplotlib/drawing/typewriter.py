"""A line of a listing or a table in monospaced text → runs of letters, each with its own place.

The house font is proportional: what spaces put under one another in a monospaced font would not
be so in it. Each run between gaps starts where its first column is; within it letters follow one
another as usual.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

CELL = 0.6
"""The width of a column, in em, as in nearly all monospaced fonts."""

_SPACE = 0.28
TAB = 8
"""Columns from one stop to the next."""

_FAMILIES = re.compile(r"mono|courier|consol|menlo|monaco|typewriter|terminal|\bcode\b", re.I)
_GAP = re.compile(r"^ |  |\t")
_WORD = re.compile(r"[^ ]+")
_BAR = re.compile(r"[|\u2502\u2503\u2551]")
_RULE = re.compile(r"[-=_+|~\u2500-\u257f]{3,}")


class Run(NamedTuple):
    """Letters with the spaces after them; `x` is where each column starts, in em from the left.

    A rule such as `+----+` has a place for each of its letters, other runs one for their first.
    """

    text: str
    x: tuple[float, ...]


def is_monospaced(families: tuple[str, ...]) -> bool:
    """Whether letters of one width were asked for."""
    return bool(families) and _FAMILIES.search(families[0]) is not None


def has_columns(line: str) -> bool:
    """Whether a line has gaps, bars or rules, which stand under those of others."""
    return bool(_GAP.search(line)) or any(map(_is_mark, _WORD.findall(line)))


def _is_mark(word: str) -> bool:
    return bool(_BAR.fullmatch(word) or _RULE.fullmatch(word))


def runs_of(line: str, width_of: Callable[[str], float]) -> tuple[tuple[Run, ...], float]:
    """The runs of a line, the first perhaps spaces alone, and how far the line runs, in em.

    `width_of` gives the width of letters in em. A run that is wider than its columns moves the
    next one to the right. Tabs lead to the next of the stops.
    """
    line = line.expandtabs(TAB)
    spans = _spans(line)
    runs, end = [], 0.0
    if not spans or spans[0][0]:
        runs.append(Run(line[: spans[0][0] if spans else len(line)], (0.0,)))
    for place, (start, stop) in enumerate(spans):
        following = spans[place + 1][0] if place + 1 < len(spans) else len(line)
        first = max(start * CELL, end + _SPACE if end else 0.0)
        text = line[start:stop]
        is_rule = _RULE.fullmatch(text) is not None
        count = stop - start if is_rule else 1
        runs.append(Run(line[start:following], tuple(first + n * CELL for n in range(count))))
        end = first + (count * CELL if is_rule else width_of(text))
    return tuple(runs), max(end, len(line) * CELL)


def _spans(line: str) -> list[tuple[int, int]]:
    """Where runs start and stop: words with one space between them make one, marks stand alone."""
    spans: list[tuple[int, int]] = []
    was_mark = True
    for match in _WORD.finditer(line):
        is_mark = _is_mark(match[0])
        if spans and match.start() == spans[-1][1] + 1 and not (is_mark or was_mark):
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
        was_mark = is_mark
    return spans
