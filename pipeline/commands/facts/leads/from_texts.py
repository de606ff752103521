"""Texts → leads: how often a kind of text stands there, and the numbers in single ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.claims.measures.numerals import without_numbers
from pipeline.claims.measures.patterns import Stretch, numbers_in
from pipeline.commands.facts.leads.lead import (
    Lead,
    call,
    family,
    in_quotes,
    one_each,
    sides,
)
from pipeline.facts.model import Text

MOST_READ = 40
"""Numbers that are read one by one; a drawing with more is a table."""

_TELLING = re.compile(r"[A-Za-z]{4}|[A-Z]|[≈=<>≤≥Σ]")
_GOES_ON, _WENT_ON = re.compile(r"[.,:]\d"), re.compile(r"\d[.,:]\Z")
_SPACE = ("", " ")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_FORMULA = frozenset("()/*·×^+-−")


def of_texts(texts: Sequence[Text]) -> Iterator[Lead]:
    """What could be claimed of the texts, the numbers at ticks left out."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        if text.role != "tick" or text.text.strip(f"0123456789.,-−{_RAISED}"):
            for piece in one_each(("\n".join(text.lines) or text.text, *text.lines)):
                kind = family(piece) or piece
                families[kind.replace("\n", " ")].append(piece.replace("\n", " "))
    often = sorted(families.items(), key=lambda each: -len(each[1]))
    for kind, pieces in often:
        if len(pieces) > 1:
            yield from _counts(kind, pieces)
    single = {pieces[0] for pieces in families.values() if len({*pieces}) == 1}
    lines = one_each(line for text in texts for line in text.lines or (text.text,))
    alone = [line for line in lines if line in single]
    found = [(piece, each) for piece in alone for each in numbers_in(piece)
             if not _is_in_formula(piece, each)]  # fmt: skip
    for piece, stretch in found[:MOST_READ]:
        yield sides(*(call("number", in_quotes(way)) for way in _ways(piece, stretch)))


def _is_in_formula(text: str, number: Stretch) -> bool:
    """Whether a number touches a bracket, is raised, or has something added or multiplied.

    Or it is a part of something else: of a time, a version, an address, `0,5`.
    """
    if text[number.end : number.end + 1] in {*_RAISED} or _GOES_ON.match(text, number.end):
        return True
    if _WENT_ON.search(text[: number.start]):
        return True
    around = text[: number.start].split(" ")[-2:] + text[number.end :].split(" ")[:2]
    return any(part[-1:] in _FORMULA or part[:1] in _FORMULA for part in around if part)


def _counts(kind: str, pieces: Sequence[str]) -> Iterator[Lead]:
    different = len({*pieces})
    pattern = in_quotes(kind if different > 1 else pieces[0])
    if kind.strip("{} ") or different == 1:
        yield sides(call("texts", pattern))
        if 1 < different < len(pieces):
            yield sides(call("distinct", pattern))


def _ways(text: str, number: Stretch) -> list[str]:
    """Patterns that read a number of a text: the shortest first, but those with a telling word."""
    before, after = text[: number.start], text[number.end :]
    found = []
    for left, right in ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (2, 2), (3, 3)):
        head, tail = _last(before, left), _first(after, right)
        if (head or not left) and (tail or not right):
            found.append(without_numbers(head, "*") + "{}" + without_numbers(tail, "*"))
    return sorted(dict.fromkeys(found), key=lambda way: not _TELLING.search(way))


def _last(text: str, words: int) -> str:
    """The last words of a text, with the space at its end."""
    return (
        " ".join(text.split()[-words:]).lstrip("(") + _SPACE[text[-1:].isspace()] if words else ""
    )


def _first(text: str, words: int) -> str:
    """The first words of a text, with the space at its start."""
    found = " ".join(text.split()[:words]).rstrip(",.;:)") if words else ""
    return _SPACE[text[:1].isspace()] + found if found else ""
