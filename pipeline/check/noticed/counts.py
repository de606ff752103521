"""An alt or a caption that counts what is drawn, and counts it wrongly (C003)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.check.noticed.generic import generic
from pipeline.check.noticed.labels import Piece, Ways, called, labelled, pieces_of
from pipeline.check.noticed.phrases import Phrase, phrases, singulars
from pipeline.check.noticed.silences import is_partial, is_uncountable
from pipeline.facts.model import Facts

_NEUTRAL = frozenset(
    "labelled labeled separate distinct parallel identical equal numbered coloured colored"
    " horizontal vertical drawn directed total rounded rectangular connected".split()
)
_HOLDERS = frozenset("node box block circle machine device component element unit".split())
"""Nouns that the word before them makes one of a kind: worker nodes are workers."""

_KNOWN = frozenset("the these those its their both any only over".split())
"""Words before the number of things that were named before, or that are some of more."""


class Miscount(NamedTuple):
    """What a text says, where in it, and how many there are, with labels of some."""

    said: str
    start: int
    end: int
    number: int
    drawn: int
    named: tuple[str, ...]


def miscounts(text: str, facts: Facts, claimed: Collection[int] = ()) -> Iterator[Miscount]:
    """The phrases of a text that no way to count what is drawn makes true.

    `claimed` are the offsets of numbers that a true claim reads.
    """
    found = [phrase for phrase in phrases(text) if phrase.start not in claimed]
    if not found:
        return
    pieces = pieces_of(facts)
    texts = [piece.text for piece in pieces]
    if is_partial(text, texts):
        return
    for phrase in found:
        if is_uncountable(phrase, texts):
            continue
        counted = _ways(phrase, facts, pieces)
        if counted and _is_wrong(phrase, *counted, _things(facts)):
            said, drawn = text[phrase.start : phrase.end], counted[0].counts[0]
            place = phrase.start, phrase.end
            yield Miscount(said, *place, phrase.number, drawn, counted[0].named)


def _things(facts: Facts) -> int:
    """How many things a drawing may show that have a name."""
    graph = facts.graph
    return len(graph.nodes) + len(graph.clusters) if graph else len(facts.texts)


def _ways(
    phrase: Phrase, facts: Facts, pieces: Sequence[Piece]
) -> tuple[Ways, Sequence[str]] | None:
    """All ways to count, and the words of the phrase that make it a part of what is counted.

    Labels with the noun come first, then what the noun says of any such drawing. Where the noun
    itself says little, the word before it is the noun: worker nodes, spine switches.
    """
    forms = sorted(singulars(phrase.noun))
    counted = labelled(phrase.noun, pieces)
    general = next(filter(None, (generic(form, facts) for form in forms)), ())
    is_holder = not _HOLDERS.isdisjoint(forms) and not (counted and counted.is_sure)
    if phrase.kinds and (is_holder or not (counted or general)):
        of_kind = labelled(phrase.kinds[-1], pieces)
        if of_kind or not general:
            return (of_kind, phrase.kinds[:-1]) if of_kind else None
    if counted and not counted.is_sure and not general:
        exact = called(phrase.kinds, phrase.noun, pieces)
        return (exact, ()) if exact else (counted, phrase.kinds)
    counts = (*(counted.counts if counted else ()), *general)
    named = counted.named if counted else ()
    return (Ways(counts, named), phrase.kinds) if counts else None


def _is_wrong(phrase: Phrase, ways: Ways, kinds: Sequence[str], most: int) -> bool:
    """No way gives the number; it is above all of them, or what the first sentence is about.

    Of things without numbers other labels may be some too, as many as there are.
    """
    if phrase.number in ways.counts:
        return False
    is_subject = phrase.is_first and all(kind in _NEUTRAL for kind in kinds)
    is_subject = is_subject and phrase.before() not in _KNOWN
    if ways.is_sure:
        return phrase.number > max(ways.counts) or is_subject
    return phrase.number > most or (is_subject and phrase.number < min(ways.counts))
