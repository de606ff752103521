"""What alt and caption say, and what has changed in the drawing → where they may not agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.claims.measures.units import SPELT_OUT, unit_at
from pipeline.compare.comparison import Comparison, Shapes, Words
from pipeline.compare.contents import Contents
from pipeline.compare.words import NUMBER, is_number, numbers
from pipeline.spelling import NUMBER_WORDS

_ALONE = r"(?<![\w.,-]){}(?![\w-]|[.,]\d)"
"""A word or number that is no part of a name such as cloud-9, nor of another number."""
_COUNT = re.compile(_ALONE.format(rf"(?:[1-9]\d*|{'|'.join(NUMBER_WORDS)})"), re.IGNORECASE)
_NUMBER = re.compile(_ALONE.format(r"\d+(?:[.,]\d+)*"))
_SHORTEST = 3
"""Letters of a label that is looked for in a text: a shorter one may be any word."""


class Text(NamedTuple):
    """A caption or alt: what it is called, what it was (None where nobody knows), what it is."""

    name: str
    before: str | None
    after: str


def doubts(
    texts: Iterable[Text], before: Contents, after: Contents, found: Comparison
) -> Iterator[str]:
    """A sentence for each thing that a text says and the drawing showed before, and not now."""
    for text in texts:
        if found.difference is not None and found.difference.faint == 0:
            yield from _alone(text)
            continue
        yield from _counts(text, [*_things(before, after, found.shapes)])
        yield from _shown_numbers(text, before, after)
        yield from _names(text, found.words)


def _alone(text: Text) -> Iterator[str]:
    """A text whose numbers have changed, though the picture has not."""
    for change in numbers(text.before or "", text.after):
        yield f"The {text.name} has changed from {change}, and the picture is the same."


def _counts(text: Text, things: Iterable[tuple[str, int, int, str]]) -> Iterator[str]:
    """Numbers that were how many there were of something; a number in two spellings is one."""
    words: dict[int, str] = {}
    for found in _COUNT.finditer(text.after):
        if not _is_measured(text.after, found.end()):
            words.setdefault(NUMBER_WORDS.get(found[0].lower()) or int(found[0]), found[0])
    for number, word in words.items():
        for what, was, now, place in things:
            if was == number != now and number > 1:
                there = f"There were {was} {what}; now there are {now}{place}."
                yield f"The {text.name} says {word}. {there}"


def _is_measured(text: str, end: int) -> bool:
    """Whether a unit stands behind a number: 4 ms are no four of anything, 4 tokens may be."""
    unit, _ = unit_at(text, end)
    return not unit.is_plain and unit.text not in SPELT_OUT


def _things(
    before: Contents, after: Contents, shapes: Shapes
) -> Iterator[tuple[str, int, int, str]]:
    """What can be counted, and is not as many as it was: how many there were and are, and where."""
    yield "labels", len(before.labels), len(after.labels), ""
    for each in (*shapes.lost, *shapes.new):
        yield f"{each.kind}s in {each.colour}", each.before, each.after, each.place


def _shown_numbers(text: Text, before: Contents, after: Contents) -> Iterator[str]:
    was, now = _numbers_in(before), _numbers_in(after)
    for number in dict.fromkeys(_NUMBER.findall(text.after)):
        if number in was - now:
            yield f"The {text.name} says {number}, which the drawing showed before and not now."


def _numbers_in(shown: Contents) -> set[str]:
    return {number for label in shown.labels for number in NUMBER.findall(label.text)}


def _names(text: Text, words: Words) -> Iterator[str]:
    """Labels that the text names and the drawing has lost."""
    for label in dict.fromkeys(each.text for each in words.lost):
        if len(label) < _SHORTEST or is_number(label):
            continue
        if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text.after, re.IGNORECASE):
            yield f"The {text.name} names “{label}”, which the drawing no longer shows."
