"""The texts of a drawing and a noun → how many things bear that noun, by every way to count them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.check.noticed.phrases import is_plural, singulars
from pipeline.facts.model import Facts

_WORD = re.compile(r"[^\W_]+")
_INDEX = re.compile(r"\d+|[a-z]|[ivx]{2,4}")
_GLUED = re.compile(r"([^\W\d_]+)(\d+)")
_VARIABLES = frozenset("nkijmp")
_RANGE = re.compile(r"(\d+)\s*(?:[-–—…]|\.\.|to|\.\.\.)\s*(\d+)")
_SHORT = 5
"""Words of a label that names a thing; longer ones describe."""

_MOST_OF_A_RANGE = 10_000


class Ways(NamedTuple):
    """The numbers that count something, the first of them the most natural.

    `named` are labels that were counted. `is_sure` says that they are numbered, so that nothing
    else in the drawing is one of them.
    """

    counts: tuple[int, ...]
    named: tuple[str, ...] = ()
    is_sure: bool = True


class Piece(NamedTuple):
    """A line of a label, or all of it, in words of lower case; `fill` is what it stands on."""

    text: str
    words: tuple[str, ...]
    fill: str = ""


def pieces_of(facts: Facts) -> list[Piece]:
    """What may name a thing: each label, and each of its lines where it has several."""
    fills = _fills(facts)
    texts = [(line, text.text) for text in facts.texts for line in (text.lines or (text.text,))]
    return [
        Piece(line, tuple(_words(line)), fills.get(whole, ""))
        for line, whole in texts
        if line.strip()
    ]


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.lower()):
        glued = _GLUED.fullmatch(word)
        yield from glued.groups() if glued else (word,)


def _fills(facts: Facts) -> dict[str, str]:
    """The fill of the node or box that each text stands in."""
    fills = {text: box.fill for box in facts.boxes for text in box.says}
    if facts.graph:
        fills |= {node.label: node.fill for node in facts.graph.nodes}
    return fills


def called(kinds: Sequence[str], noun: str, pieces: Sequence[Piece]) -> Ways | None:
    """The labels that say the very words: `API server` where a text counts API servers."""
    names = {(*kinds, form) for form in singulars(noun)} if kinds else set()
    found = [piece for piece in pieces if piece.words in names]
    return Ways((len(found),), _texts(found)) if found else None


def labelled(noun: str, pieces: Sequence[Piece]) -> Ways | None:
    """The ways to count the things whose labels hold a noun.

    None if no label does, or if some say that they stand for more than one.
    """
    forms = singulars(noun)
    holding = [piece for piece in pieces if not forms.isdisjoint(piece.words)]
    indexed: defaultdict[str, list[str]] = defaultdict(list)
    plain: list[Piece] = []
    for piece in holding:
        at = next(n for n, word in enumerate(piece.words) if word in forms)
        following = piece.words[at + 1] if at + 1 < len(piece.words) else ""
        if _INDEX.fullmatch(following):
            if following in _VARIABLES:
                return None
            indexed[" ".join(piece.words[:at])] += _indices(piece.text, following)
        else:
            plain.append(piece)
    if indexed and max(len(set(found)) for found in indexed.values()) > 1:
        return _numbered(indexed, plain, holding)
    if any(noun in piece.words and is_plural(noun) for piece in pieces if len(piece.words) <= _SHORT):
        return None
    return _named(forms, [piece for piece in holding if len(piece.words) <= _SHORT], pieces)


def _indices(text: str, first: str) -> list[str]:
    """The index in a label, or all that a range in it stands for."""
    found = _RANGE.search(text)
    if not found:
        return [first]
    start, end = int(found[1]), int(found[2])
    is_range = start < end < start + _MOST_OF_A_RANGE
    return [*map(str, range(start, end + 1))] if is_range else [first]


def _numbered(
    indexed: dict[str, list[str]], plain: list[Piece], holding: list[Piece]
) -> Ways:
    """Each family of numbered labels by itself and all together, with those without number."""
    every = [index for found in indexed.values() for index in found]
    distinct = [len(set(found)) for found in indexed.values()]
    counts = [len(set(every)), len(every), *distinct, *map(len, indexed.values()), sum(distinct)]
    counts += [count + len(plain) for count in counts] if plain else []
    if all(index.isdecimal() for index in every):
        numbers = [*map(int, every)]
        counts += [max(numbers) + 1] if 0 in numbers else [max(numbers)]
    return Ways(tuple(dict.fromkeys(counts)), _texts(holding))


def _named(
    forms: frozenset[str], holding: list[Piece], pieces: Sequence[Piece]
) -> Ways | None:
    """Labels without numbers; what looks like them may be one of them too."""
    if not holding:
        return None
    ends = [piece for piece in holding if piece.words[-1] in forms]
    counts = [len(found) for found in (ends, holding) if found]
    counts += [len({piece.text for piece in found}) for found in (ends, holding) if found]
    fills = Counter(piece.fill for piece in pieces)
    own = {piece.fill for piece in holding}
    is_sure = "" not in own and sum(fills[fill] for fill in own) == len(holding)
    return Ways(tuple(dict.fromkeys(counts)), _texts(holding), is_sure)


def _texts(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.text for piece in pieces))
