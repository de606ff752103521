"""The text of an alt or a caption → what it counts, in phrases such as `four leaf switches`.

Only what surely counts things that are drawn is left: see `silences` for what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.check.noticed.vocabulary import NO_NOUNS, ONLY_IF, PLACES
from pipeline.spelling import NUMBER_WORDS

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\w,])|[^\W_]+(?:[-'’/.×_][^\W_]+)*|[^\w\s]", re.UNICODE
)  # fmt: skip
_MOST_BEFORE = 5
_NO_PLURALS = ("ss", "us", "is", "'s", "’s")
_MOST_WORDS, _LONGEST = 4, 7
_SENTENCE_ENDS, _CLAUSE_ENDS = ".!?", ".!?,;:()—–[]"


class Phrase(NamedTuple):
    """A number with a noun: `noun` is the last word, `kinds` those between, all in lower case.

    `words` are all words and signs of the text, in lower case. `at` is the number's place among
    them, `last` the noun's. `is_subject` says that it is what the first sentence is about: it
    starts it, or stands behind a few words and `of` or `with`, or is joined with one that does.
    """

    number: int
    noun: str
    kinds: tuple[str, ...]
    words: Sequence[str]
    at: int
    last: int
    is_subject: bool = False

    def before(self, count: int = 1) -> str:
        """The word that stands so many before the number; "" where there is none."""
        return self.words[self.at - count] if self.at >= count else ""

    def after(self, count: int = 1) -> str:
        """The word that stands so many after the noun; "" where there is none."""
        at = self.last + count
        return self.words[at] if at < len(self.words) else ""

    def clause(self) -> tuple[Sequence[str], Sequence[str]]:
        """The words of its clause before the number, and after the noun."""
        return self._around(_CLAUSE_ENDS)

    def sentence(self) -> Sequence[str]:
        """All words of its sentence, the phrase left out."""
        before, after = self._around(_SENTENCE_ENDS)
        return (*before, *after)

    def _around(self, ends: str) -> tuple[Sequence[str], Sequence[str]]:
        start, end = self.at, self.last + 1
        while start and self.words[start - 1] not in ends:
            start -= 1
        while end < len(self.words) and self.words[end] not in ends:
            end += 1
        return self.words[start : self.at], self.words[self.last + 1 : end]

    def span(self, text: str) -> tuple[int, int]:
        """Where it starts and ends in the text that it was found in."""
        places = [found.span() for found in islice(_TOKEN.finditer(text), self.last + 1)]
        return places[self.at][0], places[self.last][1]


def number_of(word: str) -> int | None:
    """The number that a word or digits say, from two on; None for anything else."""
    if not word[:1].isdecimal():
        return NUMBER_WORDS.get(word)
    digits = word.replace(",", "")
    is_count = digits.isdecimal() and digits.isascii() and len(digits) < _LONGEST
    return int(digits) if is_count and digits[0] != "0" and digits != "1" else None


def phrases(text: str) -> Iterator[Phrase]:
    """Each number that stands before a noun in the plural, or is joined with one (`8-GPU`)."""
    written = _TOKEN.findall(text)
    words = [word.lower() for word in written]
    nouns: set[str] = set()
    is_first, subject = True, -1
    for at, word in enumerate(words):
        is_first = is_first and word not in _SENTENCE_ENDS
        digits, joint, noun = word.partition("-")
        number = number_of(digits)
        if number is None:
            continue
        if joint:
            found = Phrase(number, noun, (), words, at, at) if noun.isalpha() else None
        else:
            found = _phrase(number, written, words, at)
        if found:
            is_joined = subject >= 0 and words[subject + 1 : at] in (["and"], [","])
            is_new = is_first and found.noun not in nouns
            is_subject = is_new and (is_joined or _is_start(words[:at]))
            subject = found.last if is_subject else subject
            nouns.add(found.noun)
            yield found._replace(is_subject=is_subject)


def _is_start(before: Sequence[str]) -> bool:
    """Whether what stands before a number makes it what the sentence is about: `A fabric of`."""
    is_near = len(before) <= _MOST_BEFORE and PLACES.isdisjoint(before)
    is_part = not ONLY_IF.isdisjoint(before) or [*before] in (["with"], ["of"])
    return is_near and not is_part and {"of", "with"}.isdisjoint(before[:-1])


def _phrase(number: int, written: Sequence[str], words: Sequence[str], at: int) -> Phrase | None:
    last = None
    for place in range(at + 1, min(at + 2 + _MOST_WORDS, len(words))):
        word = words[place]
        if not word[0].isalpha() or word in NO_NOUNS or number_of(word):
            break
        if is_plural(written[place]):
            last = place
        elif last is not None:
            break
    if last is None:
        return None
    return Phrase(number, words[last], tuple(words[at + 1 : last]), words, at, last)


def is_plural(word: str) -> bool:
    """Whether a word may be a noun in the plural; of GPUs only the last letter is a small one."""
    if len(word) < 3 or not word.endswith(("s", "ices")):
        return False
    return word[:-1].isupper() or not word.endswith(_NO_PLURALS)


def singulars(noun: str) -> frozenset[str]:
    """What a noun in the plural, or in the singular, may be in the singular."""
    found = {noun}
    if noun.endswith("ices"):
        found |= {f"{noun[:-4]}ex", f"{noun[:-4]}ix"}
    if noun.endswith("ies"):
        found.add(f"{noun[:-3]}y")
    if noun.endswith("ves"):
        found |= {f"{noun[:-3]}f", f"{noun[:-3]}fe"}
    if noun.endswith(("ches", "shes", "sses", "xes", "zes", "uses")):
        found.add(noun[:-2])
    if noun.endswith("s") and not noun.endswith("ss"):
        found.add(noun[:-1])
    return frozenset(found - {noun} or {noun})
