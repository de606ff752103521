"""The numbers of an alt or a caption → the facts of the drawing that equal each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.claims.measures.numerals import plain
from pipeline.claims.measures.patterns import Stretch, numbers_in
from pipeline.claims.measures.values import MOST_ROUNDED
from pipeline.commands.facts.leads.lead import call, in_quotes
from pipeline.commands.facts.proposals import Judge, Proposal, amount
from pipeline.facts.model import Facts
from pipeline.spelling import NUMBER_WORDS

_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
_OVER = re.compile(r"/(\d+)")
_AFTER = re.compile(r"\s*([^\s\d.,;:()]+(?: [^\s\d.,;:()]+){0,2})")
_BEFORE = re.compile(r"([^\s.,;:()]+) ?$")
FAR = 0.2
SMALL = 20
"""Numbers up to it stand in many texts by chance."""

_IN_NAME = re.compile(r"[A-Za-z][/-]$")
_STEM = 4


class Backed(NamedTuple):
    """A number of a text from `start` to `end`, the words after it, and the facts that equal it."""

    number: str
    start: int
    end: int
    words: str
    facts: tuple[str, ...]


class _Found(NamedTuple):
    """A number as it stands in a text, as a claim would have it, and its unit."""

    start: int
    end: int
    written: str
    unit: str = ""


class Backing:
    """The facts of one drawing, asked for numbers: the claims about it, and what its texts say."""

    def __init__(self, facts: Facts, claims: Sequence[Proposal], judge: Judge) -> None:
        self._claims = [each for each in claims if each.value]
        self._judge = judge
        self._says: defaultdict[str, list[str]] = defaultdict(list)
        for text in facts.texts:
            for line in () if text.role == "tick" else text.lines or (text.text,):
                if side := call("texts", in_quotes(line)):
                    for stretch in numbers_in(line):
                        self._says[_closed(_plain(line, stretch))].append(side)

    def numbers(self, text: str) -> Iterator[Backed]:
        """Each number of a text with the facts that equal it, those that share its words first."""
        for each in _numbers(text):
            after, before = _AFTER.match(text, each.end), _BEFORE.search(text[: each.start])
            words = after[1] if after else ""
            facts = tuple(self._facts(each, _stems(f"{words} {before[1] if before else ''}")))
            yield Backed(text[each.start : each.end], each.start, each.end, words, facts)

    def _facts(self, number: _Found, near: set[str]) -> list[str]:
        """The facts that equal a number, `near` which these words stand, the best first."""
        equal = [claim for claim in self._claims if self._equals(claim, number)]
        equal.sort(key=lambda claim: (-len(near & _stems(claim.side)), not _is_as(claim, number)))
        found = [claim.side for claim in equal]
        if not (found and _is_small(number)):  # else each `camera 3` would back three switches
            said = self._says[_closed(number.written)]
            found += sorted(said, key=lambda side: -len(near & _stems(side)))
        found += [claim.side for claim in self._claims if f"({number.written})" in claim.side]
        return [*dict.fromkeys(found)]

    def _equals(self, claim: Proposal, number: _Found) -> bool:
        """Whether a fact is what a number says, good to half of its last digit.

        A count is no quantity, and exact.
        """
        if (number.unit and claim.is_count) or _is_far(claim, number):
            return False
        if self._judge.holds(f"{claim.side} = {number.written}"):
            return True
        whole = number.written.partition(" ")[0]
        if claim.is_count or not whole.isdigit():
            return False
        half = min(0.5, MOST_ROUNDED * int(whole))
        low, high = (f"{int(whole) + part:g} {number.unit}" for part in (-half, half))
        return self._judge.holds(f"{low} <= {claim.side} <= {high}")


def _is_far(claim: Proposal, number: _Found) -> bool:
    """Whether two numbers in one unit are so different that no judge need be asked."""
    if claim.unit != number.unit or "/" in number.written:
        return False
    one, other = amount(claim.value), amount(number.written)
    return abs(one - other) > FAR * max(abs(one), abs(other))


def _is_small(number: _Found) -> bool:
    return number.written.isdigit() and int(number.written) <= SMALL


def _is_as(claim: Proposal, number: _Found) -> bool:
    """Whether both have a unit, or neither."""
    return bool(claim.unit) == bool(number.unit)


def _numbers(text: str) -> Iterator[_Found]:
    """The numbers of a text in order; `3/7` is one, those of names such as `M/M/1` are none."""
    found = [_Found(word.start(), word.end(), str(NUMBER_WORDS[word[0].lower()]))
             for word in _WORD.finditer(text)]  # fmt: skip
    end = 0
    for stretch in numbers_in(text):
        if stretch.start < end or _IN_NAME.search(text[: stretch.start]):
            continue
        end, written = stretch.end, _plain(text, stretch)
        if over := _OVER.match(text, end):
            written, end = f"{written}/{over[1]}", over.end()
        found.append(_Found(stretch.start, end, written, stretch.value.unit.text))
    return iter(sorted(found))


def _plain(text: str, number: Stretch) -> str:
    """A number of a text as it stands in a claim."""
    written = text[number.start : number.end]
    digits = written.removesuffix(number.value.unit.text).rstrip()
    return plain(digits) + written[len(digits) :]


def _closed(number: str) -> str:
    """A number and its unit without the space that some write between them."""
    return number.replace(" ", "")


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in re.findall(r"[^\W\d_]{3,}", text)}
