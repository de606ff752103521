"""A pattern such as `rank {}` and a text → whether it fits, and the numbers that it finds there.

`{}` is a number, `*` anything, all else literal. White space of any kind is one space. Time is
bounded by the length of the pattern times that of the text, whatever they hold.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.claims.measures.numerals import (
    is_cut_after,
    is_cut_before,
    is_word,
    places_of_numbers,
    value_of,
)
from pipeline.claims.measures.units import unit_at
from pipeline.claims.measures.values import Value

LONGEST, MOST_WILD = 200, 4
"""Characters of a pattern, and how many `{}` and `*` it may have."""

_WILD = re.compile(r"\{\}|\*+")


class Pattern(NamedTuple):
    """What is looked for: literal parts, and between them `{}` and `*`; `text` is as written."""

    text: str
    parts: tuple[str, ...]

    @property
    def numbers(self) -> int:
        """How many `{}` it has."""
        return self.parts.count("{}")


class Stretch(NamedTuple):
    """A number that was read in a text: its place there, and its value."""

    start: int
    end: int
    value: Value


def pattern_of(text: str) -> Pattern:
    """The pattern that a text is. Raises ValueError with what is wrong with it."""
    if len(text) > LONGEST:
        raise ValueError(f"a text has at most {LONGEST} characters")
    one_spaced = " ".join(text.split())
    parts: list[str] = []
    at = 0
    for wild in _WILD.finditer(one_spaced):
        parts += [one_spaced[at : wild.start()], wild[0][:2] if wild[0] == "{}" else "*"]
        at = wild.end()
    parts = [part for part in (*parts, one_spaced[at:]) if part]
    if not parts:
        raise ValueError("the text is empty: write what stands in the drawing")
    if sum(part in ("{}", "*") for part in parts) > MOST_WILD:
        raise ValueError(f"a text has at most {MOST_WILD} {{}} and *")
    return Pattern(text, tuple(parts))


def fits(pattern: Pattern, text: str) -> bool:
    """Whether a pattern is a whole text."""
    spaced = _one_spaced(text)[0]
    line = _in_one_line(spaced)
    is_possible = all(part in line for part in pattern.parts if part not in ("{}", "*"))
    return is_possible and _Search(pattern, spaced, is_whole=True).is_found


def found_in(pattern: Pattern, text: str) -> list[Stretch]:
    """The numbers that a pattern reads anywhere in a text, between word borders.

    Places are those in the text as it was given.
    """
    spaced, places = _one_spaced(text)
    search = _Search(pattern, spaced, is_whole=False)
    return [
        each._replace(start=places[each.start], end=places[each.end - 1] + 1)
        for each in search.numbers()
    ]


def numbers_in(text: str) -> list[Stretch]:
    """Every number in a text."""
    return found_in(Pattern("{}", ("{}",)), text)


def shorter(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern with one letter less, for each of its letters."""
    for number, part in enumerate(pattern.parts):
        if part not in ("{}", "*"):
            for at in range(len(part)):
                left = part[:at] + part[at + 1 :]
                parts = (*pattern.parts[:number], left, *pattern.parts[number + 1 :])
                yield Pattern("".join(parts), tuple(filter(None, parts)))


@functools.lru_cache(maxsize=1024)
def _one_spaced(text: str) -> tuple[str, Sequence[int]]:
    """A text with single spaces, and the place of each of its characters in the text before.

    Where a line ends no number goes on, so that stays one: `stage 1` above `128 GB`.
    """
    if text.isprintable() and "  " not in text and text == text.strip():
        return text, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            letters.append(letter)
            places.append(place)
        elif letters and not letters[-1].isspace():
            letters.append("\n" if letter == "\n" else " ")
            places.append(place)
        elif letters and letter == "\n":
            letters[-1] = "\n"
    if letters and letters[-1].isspace():
        letters.pop()
    return "".join(letters), places


def _in_one_line(text: str) -> str:
    return text.replace("\n", " ")


class _Search:
    """Places of a text that each part of a pattern can start at, from both of its ends."""

    def __init__(self, pattern: Pattern, text: str, *, is_whole: bool) -> None:
        self._parts, self._text, self._is_whole = pattern.parts, _in_one_line(text), is_whole
        self._at = dict(places_of_numbers(text)) if pattern.numbers else {}
        self._before = self._forwards()

    @property
    def is_found(self) -> bool:
        """Whether the pattern fits."""
        return any(map(self._is_end, self._before[-1]))

    def numbers(self) -> Iterator[Stretch]:
        """The numbers at `{}`, from left to right, each once."""
        after = self._backwards()
        seen: set[int] = set()  # the ends of those with a sign, which come before those without
        for number, part in enumerate(self._parts):
            if part != "{}":
                continue
            for start in sorted(self._before[number]):
                right = (end for end in self._at.get(start, ())
                         if not after[number + 1].isdisjoint(self._after(end)))  # fmt: skip
                last = next(right, None)
                if last is not None and last not in seen:
                    seen.add(last)
                    yield _stretch(self._text, start, last)

    def _is_border(self, place: int) -> bool:
        text = self._text
        if self._is_whole:
            return place in (0, len(text))
        return not (0 < place < len(text) and is_word(text[place - 1]) and is_word(text[place]))

    def _is_end(self, place: int) -> bool:
        if self._is_whole:
            return place == len(self._text)
        return self._is_border(place) and not is_cut_after(self._text, place)

    def _is_start(self, place: int) -> bool:
        return self._is_border(place) and not is_cut_before(self._text, place)

    def _ends(self, start: int) -> list[int]:
        """Where a number ends that starts there."""
        return [place for end in self._at.get(start, ()) for place in self._after(end)]

    def _after(self, end: int) -> list[int]:
        """The end of a number's digits, and that of its unit if it is read."""
        return [end] if self._is_whole else [end, unit_at(self._text, end)[1]]

    def _forwards(self) -> list[set[int]]:
        text = self._text
        starts = {0} if self._is_whole else {*filter(self._is_start, range(len(text) + 1))}
        places = [starts]
        for part in self._parts:
            places.append(self._next(part, places[-1]))
        return places

    def _next(self, part: str, places: set[int]) -> set[int]:
        if part == "*":
            return {*range(min(places), len(self._text) + 1)} if places else set()
        if part == "{}":
            return {end for place in places for end in self._ends(place)}
        return {place + len(part) for place in places if self._text.startswith(part, place)}

    def _backwards(self) -> list[set[int]]:
        """For each part, the places from which it and all that follow fit."""
        every = range(len(self._text) + 1)
        places = {*filter(self._is_end, every)}
        all_places = [places]
        for number in range(len(self._parts) - 1, -1, -1):
            part, before = self._parts[number], self._before[number]
            if part == "*":
                last = max(places, default=-1)
                places = {place for place in before if place <= last}
            elif part == "{}":
                places = {p for p in before if not places.isdisjoint(self._ends(p))}
            else:
                places = {place for place in before if place + len(part) in places
                          and self._text.startswith(part, place)}  # fmt: skip
            all_places.append(places)
        return all_places[::-1]


def _stretch(text: str, start: int, end: int) -> Stretch:
    unit, last = unit_at(text, end)
    return Stretch(start, last, value_of(text[start:end], unit))
