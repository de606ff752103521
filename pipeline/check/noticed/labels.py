"""The texts of a drawing and a noun → how many things bear it, by every way to count them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.check.noticed.phrases import singulars
from pipeline.check.noticed.vocabulary import IN_SENTENCES
from pipeline.facts.model import Facts

_WORD = re.compile(r"[^\W\d_]+|\d+")
_INDEX = re.compile(r"\d+|[a-z]|[ivx]{2,4}")
_VARIABLES = frozenset("nkijmp")
_RANGE = re.compile(r"(\d+)\s*(?:[-–—…]|\.\.|to|\.\.\.)\s*(\d+)")
_NUMBERED = re.compile(r"(?<![\w.])(\d+)[x×]?[ -]([^\W\d]+)(?: ([^\W\d]+))?")
_TIMES = re.compile(r"[×✕x*] ?(\d+)\b|\b(\d+) ?[×✕x]")
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


class Inventory(NamedTuple):
    """A drawing as texts speak of it.

    `pieces` are its labels, each whole or by its lines, `words` all of them as lines of one text in
    lower case. `things` is how many things there are that may have a name. `numbered` are numbers
    that a label says of a noun (`3 web pods`), `times` those beside a sign (`×8`, `8x`).
    """

    facts: Facts
    pieces: Sequence[Piece]
    words: str
    things: int
    numbered: frozenset[tuple[str, str]]
    times: frozenset[str]


def inventory(facts: Facts) -> Inventory:
    """What a drawing shows, made ready to be counted."""
    fills = _fills(facts)
    texts = [(line, text.text) for text in facts.texts for line in (text.lines or (text.text,))]
    pieces = [
        Piece(line, tuple(_WORD.findall(line.lower())), fills.get(whole, ""))
        for line, whole in texts
    ]
    graph = facts.graph
    things = len(graph.nodes) + len(graph.clusters) if graph else len(texts)
    words = "\n".join(line for line, _ in texts).lower()
    numbered = {(m[1], word) for m in _NUMBERED.finditer(words) for word in m.groups()[1:] if word}
    times = {m[1] or m[2] for m in _TIMES.finditer(words)}
    return Inventory(facts, pieces, words, things, frozenset(numbered), frozenset(times))


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
    if any(noun in piece.words for piece in pieces if noun not in forms and _is_name(piece)):
        return None
    return _named(forms, [piece for piece in holding if _is_name(piece)], pieces)


def _is_name(piece: Piece) -> bool:
    """Whether a label names a thing, and does not say something of things."""
    return len(piece.words) <= _SHORT and IN_SENTENCES.isdisjoint(piece.words)


def _indices(text: str, first: str) -> list[str]:
    """The index in a label, or all that a range in it stands for."""
    found = _RANGE.search(text)
    if not found:
        return [first]
    start, end = int(found[1]), int(found[2])
    is_range = start < end < start + _MOST_OF_A_RANGE
    return [*map(str, range(start, end + 1))] if is_range else [first]


def _numbered(indexed: dict[str, list[str]], plain: list[Piece], holding: list[Piece]) -> Ways:
    """Each family of numbered labels by itself and all together, with those without number."""
    every = [index for found in indexed.values() for index in found]
    distinct = [len(set(found)) for found in indexed.values()]
    counts = [len(set(every)), len(every), *distinct, *map(len, indexed.values()), sum(distinct)]
    counts += [count + len(plain) for count in counts] if plain else []
    if all(index.isdecimal() for index in every):
        numbers = [*map(int, every)]
        counts += [max(numbers) + 1] if 0 in numbers else [max(numbers)]
    return Ways(tuple(dict.fromkeys(counts)), _texts(holding))


def _named(forms: frozenset[str], holding: list[Piece], pieces: Sequence[Piece]) -> Ways | None:
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
