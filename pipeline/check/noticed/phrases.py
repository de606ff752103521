"""The text of an alt or a caption → what it counts, in phrases such as `four leaf switches`.

Only what surely counts things that are drawn is left: see `silences` for what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\w,])|[^\W_]+(?:[-'’/.×_][^\W_]+)*|[^\w\s]", re.UNICODE
)  # fmt: skip
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 2)}
_STOP = frozenset(
    """
    a about above across after again against all along an and any are around as at back be because
    been before behind below beneath beside between both but by can carry do does down during each
    every feed feeding for form from get go has have hold holding if in into is it its join joined
    like meet more most near not of off on one onto or our out over past per push reach run send
    sending serve share show since so take than that the their them then there these they this those
    through to under until up upon use via was were when where which while who whose will with
    within without zero
    """.split()  # noqa: SIM905 - a list of so many strings would fill a screen
)
_NO_PLURALS = ("ss", "us", "is", "'s", "’s")
_MOST_WORDS = 4
_SENTENCE_ENDS, _CLAUSE_ENDS = ".!?", ".!?,;:()—–[]"


class Word(NamedTuple):
    """A word or a sign of a text, in lower case, and where it stands."""

    text: str
    start: int
    end: int
    is_plural: bool = False


class Phrase(NamedTuple):
    """A number with a noun: `noun` is the last word, `kinds` those between, all in lower case.

    `at` is the number's place among `words`, `last` the noun's; `start` and `end` are those of the
    whole in the text. `is_first` says that it stands in the first sentence, and that its noun did
    not stand in a phrase before.
    """

    number: int
    noun: str
    kinds: tuple[str, ...]
    words: Sequence[Word]
    at: int
    last: int
    is_first: bool

    @property
    def start(self) -> int:
        """Where the number starts in the text."""
        return self.words[self.at].start

    @property
    def end(self) -> int:
        """Where the noun ends in the text."""
        return self.words[self.last].end

    def before(self, count: int = 1) -> str:
        """The word that stands so many before the number; "" where there is none."""
        return self.words[self.at - count].text if self.at >= count else ""

    def after(self, count: int = 1) -> str:
        """The word that stands so many after the noun; "" where there is none."""
        at = self.last + count
        return self.words[at].text if at < len(self.words) else ""

    @property
    def follows_plural(self) -> bool:
        """Whether `of` and a plural stand before it, as in `groups of 4 nodes`."""
        return self.before() == "of" and self.at > 1 and self.words[self.at - 2].is_plural

    def clause(self) -> tuple[Sequence[str], Sequence[str]]:
        """The words of its clause before the number, and after the noun."""
        texts = [word.text for word in self.words]
        start = _last(texts[: self.at], _CLAUSE_ENDS) + 1
        end = _first(texts[self.last + 1 :], _CLAUSE_ENDS) + self.last + 1
        return texts[start : self.at], texts[self.last + 1 : end]

    def sentence(self) -> Sequence[str]:
        """All words of its sentence."""
        texts = [word.text for word in self.words]
        start = _last(texts[: self.at], _SENTENCE_ENDS) + 1
        return texts[start : _first(texts[self.last :], _SENTENCE_ENDS) + self.last]


def _first(texts: Sequence[str], ends: str) -> int:
    return next((n for n, text in enumerate(texts) if text in ends), len(texts))


def _last(texts: Sequence[str], ends: str) -> int:
    return next((n for n in reversed(range(len(texts))) if texts[n] in ends), -1)


def words_of(text: str) -> list[Word]:
    """The words and signs of a text."""
    return [
        Word(m[0].lower(), m.start(), m.end(), is_plural(m[0])) for m in _TOKEN.finditer(text)
    ]


def number_of(word: str) -> int | None:
    """The number that a word or digits say, from two on; None for anything else."""
    if word.isdecimal() and word.isascii():
        number = int(word) if len(word) < 7 else 0
        return number if number > 1 else None
    return NUMBERS.get(word)


def phrases(text: str) -> Iterator[Phrase]:
    """Each number that stands before a noun in the plural, or is joined with one (`8-GPU`)."""
    words = words_of(text)
    end = _first([word.text for word in words], _SENTENCE_ENDS)
    nouns: set[str] = set()
    for at, word in enumerate(words):
        found = _phrase(words, at) or _joined(words, at)
        if found and not word.text.startswith("0"):
            yield found._replace(is_first=at < end and found.noun not in nouns)
            nouns.add(found.noun)


def _phrase(words: Sequence[Word], at: int) -> Phrase | None:
    number = number_of(words[at].text)
    if number is None:
        return None
    last = None
    for place in range(at + 1, min(at + 2 + _MOST_WORDS, len(words))):
        word = words[place].text
        if not word[0].isalpha() or word in _STOP or number_of(word):
            break
        if words[place].is_plural:
            last = place
        elif last is not None:
            break
    if last is None:
        return None
    kinds = tuple(word.text for word in words[at + 1 : last])
    return Phrase(number, words[last].text, kinds, words, at, last, is_first=False)


def _joined(words: Sequence[Word], at: int) -> Phrase | None:
    """`an 8-GPU ring`, `a three-stage pipeline`."""
    digits, joint, noun = words[at].text.partition("-")
    number = number_of(digits)
    if number is None or not joint or not noun.isalpha():
        return None
    return Phrase(number, noun, (), words, at, at, is_first=False)


def is_plural(word: str) -> bool:
    """Whether a word may be a noun in the plural; of GPUs only the last letter is a small one."""
    if word[:-1].isupper() and word.endswith("s") and len(word) > 2:
        return True
    if word in ("vertices", "matrices", "indices"):
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(_NO_PLURALS)


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
