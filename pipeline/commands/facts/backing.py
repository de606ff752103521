"""The numbers of an alt or a caption → the facts of the drawing that equal each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.claims.measures.patterns import numbers_in
from pipeline.commands.facts.leads.lead import call, in_quotes
from pipeline.commands.facts.proposals import Judge, Proposal

COUNTED = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

_WORD = re.compile(rf"\b(?:{'|'.join(COUNTED)})\b", re.IGNORECASE)
_OVER = re.compile(r"/(\d+)")
_AFTER = re.compile(r"\s*([^\s\d.,;:()]+(?: [^\s\d.,;:()]+){0,2})")
_BEFORE = re.compile(r"([^\s.,;:()]+) ?$")
_STEM = 4


class Backed(NamedTuple):
    """A number of a text from `start` to `end`, the words after it, and the facts that equal it."""

    number: str
    start: int
    end: int
    words: str
    facts: tuple[str, ...]


class _Found(NamedTuple):
    """A number as it stands in a text, and as a claim would have it."""

    start: int
    end: int
    written: str
    has_unit: bool = False


def backed(text: str, found: Sequence[Proposal], judge: Judge) -> Iterator[Backed]:
    """Each number of a text with the facts that equal it, those that share its words first."""
    for each in _numbers(text):
        after, before = _AFTER.match(text, each.end), _BEFORE.search(text[: each.start])
        words = after[1] if after else ""
        near = _stems(f"{words} {before[1] if before else ''}")
        equal = [
            side.side for side in found if _may_equal(side, each) and judge.holds(
                f"{side.side} = {each.written}"
            )
        ]  # fmt: skip
        equal.sort(key=lambda side: -len(near & _stems(side)))
        drawn = _as_drawn(each, text, before[1] if before else "", judge)
        placed = [side.side for side in found if f"({each.written})" in side.side]
        facts = tuple(dict.fromkeys((*equal, *drawn, *placed)))
        yield Backed(text[each.start : each.end], each.start, each.end, words, facts)


def _numbers(text: str) -> Iterator[_Found]:
    """The numbers of a text in order; `3/7` is one, that of a name such as `M/M/1` is none."""
    found = [_Found(word.start(), word.end(), str(COUNTED.index(word[0].lower()) + 2))
             for word in _WORD.finditer(text)]  # fmt: skip
    end = 0
    for stretch in numbers_in(text):
        start = stretch.start
        if start < end or re.search(r"[A-Za-z]/$", text[:start]):
            continue
        end = stretch.end
        written = text[start:end].replace(",", "").replace("\u2212", "-")
        if over := _OVER.match(text, end):
            written, end = f"{written}/{over[1]}", over.end()
        found.append(_Found(start, end, written, not stretch.value.unit.is_plain))
    return iter(sorted(found))


def _may_equal(side: Proposal, number: _Found) -> bool:
    """Whether a fact can be what a number says: a count is no quantity."""
    return bool(side.value) and (not number.has_unit or not side.is_count)


def _as_drawn(number: _Found, text: str, before: str, judge: Judge) -> Iterator[str]:
    """The texts that say just this: a quantity, or the word before a number with it."""
    written = text[number.start : number.end]
    for words in (f"{before} {written}" if before else "", written if number.has_unit else ""):
        side = call("texts", in_quotes(words))
        if side and judge.holds(f"{side} > 0"):
            yield side


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in re.findall(r"[^\W\d_]{3,}", text)}
