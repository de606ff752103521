"""An alt or a caption that counts what is drawn, and counts it wrongly (C003)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.check.noticed.general import general
from pipeline.check.noticed.labels import Inventory, Ways, called, labelled
from pipeline.check.noticed.phrases import Phrase, phrases, singulars
from pipeline.check.noticed.silences import is_of_some, is_partial, is_uncountable
from pipeline.check.noticed.vocabulary import HOLDERS, NEUTRAL


class Miscount(NamedTuple):
    """What a text says, where in it, and how many there are, with labels of some."""

    said: str
    start: int
    end: int
    number: int
    drawn: int
    named: tuple[str, ...]


def miscounts(
    text: str, drawn: Inventory, claimed: Sequence[tuple[int, ...]] = ()
) -> Iterator[Miscount]:
    """The phrases of a text that no way to count what is drawn makes true.

    `claimed` are the stretches of the text that are numbers which a true claim reads.
    """
    found = [*phrases(text)]
    known: dict[tuple[str, ...], tuple[Ways, Sequence[str]] | None] = {}
    for phrase in found if found and not is_partial(text, drawn) else ():
        if is_uncountable(phrase, drawn):
            continue
        name = (*phrase.kinds, phrase.noun)
        if name not in known:
            known[name] = _ways(phrase, drawn)
        counted = known[name]
        if counted and _is_wrong(phrase, found, *counted, drawn):
            start, end = phrase.span(text)
            if not any(one <= start < other for one, other in claimed):
                ways = counted[0]
                yield Miscount(
                    text[start:end], start, end, phrase.number, ways.counts[0], ways.named
                )


def _ways(phrase: Phrase, drawn: Inventory) -> tuple[Ways, Sequence[str]] | None:
    """All ways to count, and the words of the phrase that make it a part of what is counted.

    Labels with the noun come first, then what the noun says of any such drawing. Where the noun
    itself says little, the word before it is the noun: worker nodes, spine switches.
    """
    forms = sorted(singulars(phrase.noun))
    counted = labelled(phrase.noun, drawn.pieces)
    if counted and not counted.is_sure and drawn.facts.axes:
        counted = None  # what a chart measures: `latency (ms)` over 2,000 latencies
    such = next(filter(None, (general(form, drawn.facts) for form in forms)), ())
    is_holder = not HOLDERS.isdisjoint(forms) and not (counted and counted.is_sure)
    if phrase.kinds and (is_holder or not (counted or such)):
        of_kind = labelled(phrase.kinds[-1], drawn.pieces)
        if of_kind or not such:
            return (of_kind, phrase.kinds[:-1]) if of_kind else None
    if counted and not counted.is_sure and not such:
        exact = called(phrase.kinds, phrase.noun, drawn.pieces)
        return (exact, ()) if exact else (counted, phrase.kinds)
    counts = (*(counted.counts if counted else ()), *such)
    named = counted.named if counted else ()
    return (Ways(counts, named), phrase.kinds) if counts else None


def _is_wrong(
    phrase: Phrase, every: Sequence[Phrase], ways: Ways, kinds: Sequence[str], drawn: Inventory
) -> bool:
    """No way gives the number; it is above all of them, or what the first sentence is about.

    Of things without numbers other labels may be some too, as many as there are; and one label
    alone may name what the text counts elsewhere (`batch`, and room for 39 batches).
    """
    if phrase.number in ways.counts:
        return False
    is_subject = phrase.is_subject and all(kind in NEUTRAL for kind in kinds)
    is_subject = is_subject and not is_of_some(phrase, every, ways, drawn)
    if ways.is_sure:
        return phrase.number > max(ways.counts) or is_subject
    is_alone = max(ways.counts) == 1 and not phrase.is_subject
    is_more = phrase.number > drawn.things and not is_alone
    return is_more or (is_subject and phrase.number < min(ways.counts))
