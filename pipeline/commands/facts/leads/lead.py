"""A thing that could be claimed, and how texts of a drawing stand in a claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.claims.measures.numerals import without_numbers

_MOST_WILD, _LONGEST = 4, 60


class Lead(NamedTuple):
    """Ways to write the left side of a claim, or a whole one that is a statement."""

    ways: tuple[str, ...]
    is_statement: bool = False


def sides(*ways: str | None) -> Lead:
    """A lead of these left sides, those that could not be written left out."""
    return Lead(tuple(filter(None, ways)))


def in_quotes(text: str) -> str | None:
    """A text as it stands in a claim; None for one that cannot, or that nobody would write."""
    if not text.strip() or len(text) > _LONGEST or ('"' in text and "'" in text):
        return None
    return f"'{text}'" if '"' in text else f'"{text}"'


def call(name: str, *arguments: str | None) -> str | None:
    """A fact with its arguments; None where one of them cannot be written."""
    written = [each for each in arguments if each is not None]
    return f"{name}({', '.join(written)})" if len(written) == len(arguments) else None


def family(text: str) -> str | None:
    """The text with `{}` for each number: `rank {}` of `rank 7`; None where they are too many."""
    found = without_numbers(text, "{}")
    return found if found.count("{}") <= _MOST_WILD else None


def number(value: float) -> str:
    """A number as it is written in a claim, six digits of it."""
    return f"{value:.6g}"


def one_each(texts: Iterable[str]) -> list[str]:
    """Different texts in order, the empty ones left out."""
    return [*dict.fromkeys(filter(None, texts))]
