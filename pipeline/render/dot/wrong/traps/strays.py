"""The tokens of a DOT text → names that are one letter or their case from that of another node.

DOT makes a node of every name that it meets, so a slip of the pen is a node more and an edge less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import EDGES, Token
from pipeline.render.dot.wrong.grammar import written
from pipeline.render.dot.wrong.records import Lost
from pipeline.spelling import distance

_NOT_DIGITS, _DIGITS = re.compile(r"\D"), re.compile(r"\d+")
_LONGEST, _SHORTEST = 24, 4
"""Letters of a name that is compared: longer ones are hashes, shorter ones all look alike."""

_FORMS = "dnrs"
"""What another form of a word ends in: `cached`, `given`, `encoder`, `servers`."""

_MOST, _FEWEST = 2, 3
"""Strays above which they are meant, and declared nodes from which a graph declares all of them."""


def misspelt(source: Source) -> Iterator[Lost]:
    """Names that stand once, without attributes, and that nearly are the name of another node.

    Bad: `queue [shape=box]; a -> queu`. Good: `rank0 [shape=box]; a -> rank1`.
    """
    named = _named(source)
    pairs = [
        (stray, meant)
        for stray, meant in _pairs(named.strays, named.declared)
        if _is_slip(stray, meant, is_lone=named.is_lone)
        and not _is_of_a_series(stray, named.counts)
    ]
    edges = source.edges if pairs else {}
    found = [pair for pair in pairs if edges.keys().isdisjoint((pair, pair[::-1]))]
    for stray, meant in found if len(found) <= _MOST else ():
        message = f"the node {stray} is named only here, and there is a node {meant}"
        hint = f"write {written(meant)}, or give {written(stray)} a line with a label of its own"
        yield Lost(message, hint, named.first[stray].place)


class _Named(NamedTuple):
    """The nodes of a graph: where each is named first, how often, and which are declared.

    `strays` are those named once, without attributes; `is_lone` says that all others are declared.
    """

    first: dict[str, Token]
    counts: Counter[str]
    declared: set[str]
    strays: list[str]
    is_lone: bool


def _named(source: Source) -> _Named:
    """A node is declared by a statement of its own, with attributes or without."""
    first: dict[str, Token] = {}
    counts: Counter[str] = Counter()
    declared, alone = set(), set()
    for before, token, after in source.mentions:
        first.setdefault(token.text, token)
        counts[token.text] += 1
        if before.mark not in EDGES and after.mark not in (*EDGES, ":"):
            alone.add(token.text)
    for each in source.lists:
        if each.statement and each.statement[0].kind != "mark" and not each.is_of_edges:
            declared.add(each.statement[0].text)
    strays = [name for name, count in counts.items() if count == 1 and name not in declared]
    strays = [name for name in strays if name not in alone] or strays
    declared |= alone - set(strays)
    is_lone = len(counts.keys() - declared) == 1 and len(declared) >= _FEWEST
    return _Named(first, counts, declared, strays, is_lone)


def _pairs(strays: Iterable[str], declared: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each stray with the first declared name that has the same letters but for one."""
    names: dict[str, str] = {}
    for name in sorted(declared):
        for key in _keys(name):
            names.setdefault(key, name)
    for stray in strays:
        near = sorted({names[key] for key in _keys(stray) if key in names})
        if near:
            yield stray, near[0]


def _keys(name: str) -> Iterator[str]:
    """A name in lower case, and without each of its letters: one is shared by all near ones."""
    if len(name) <= _LONGEST and not name.startswith("_"):
        lower = name.lower()
        yield lower
        yield from (lower[:n] + lower[n + 1 :] for n in range(len(lower)))


def _is_slip(stray: str, meant: str, *, is_lone: bool) -> bool:
    """Whether two names are one that was misspelt, and not two that are alike.

    Names of a series differ in a digit or in a letter that stands alone (`rank_a`, `layerX`). Other
    forms of a word (`servers`) and other first letters (`sram`, `dram`) are names too, unless
    every other node is declared.
    """
    if _NOT_DIGITS.sub("", stray) != _NOT_DIGITS.sub("", meant):
        return False
    short, long = sorted((stray.lower(), meant.lower()), key=len)
    if short == long:
        return len(short) > 1
    if len(short) < _SHORTEST or distance(short, long) > 1:
        return False
    return not _is_at_an_end(stray, meant) or (is_lone and len(short) < len(long))


def _is_at_an_end(stray: str, meant: str) -> bool:
    """Whether two names differ in the first letter of a word, or in a last one that forms make."""
    short, long = sorted((stray, meant), key=len)
    start = len([*takewhile(bool, map(eq, short.lower(), long.lower()))])
    if not long[start].isalpha() or sorted(short.lower()) == sorted(long.lower()):
        return False
    is_first = start == 0 or not long[start - 1].isalpha() or long[start].isupper()
    is_last = not long[start + 1 : start + 2].islower()
    is_form = len(short) == len(long) or long[start].lower() in _FORMS
    return is_first or (is_last and is_form)


def _is_of_a_series(stray: str, names: Iterable[str]) -> bool:
    """Whether another name is the same but for its number, as `rack1` beside `rack0`."""
    stem = _DIGITS.sub("#", stray)
    return "#" in stem and any(name != stray and _DIGITS.sub("#", name) == stem for name in names)
