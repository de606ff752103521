"""What a question claims about a drawing, and what came of each claim."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

MARK_HALF = 16
"""Characters of each half of what stands for claims: that of every visual is held in memory."""


class Asks(NamedTuple):
    """What a question claims about a drawing: its claims, its params as canonical JSON, and texts.

    `texts` has those of the question that claims name, by their places: `alt`, `details.answer`.
    """

    claims: tuple[str, ...] = ()
    params: str = ""
    texts: Mapping[str, str] = {}


Outcome = Literal["true", "false", "unclear"]


class Told(NamedTuple):
    """A side of a claim: its source, the value that it has, "" for none, and what that is from."""

    text: str
    value: str = ""
    basis: str = ""


class Verdict(NamedTuple):
    """What came of a claim; `message` says why it is not true, at `offset` in its text.

    `alt` and `caption` have their numbers that a true claim reads, each from where to where it
    stands.
    `is_drawn` unless it is about the question's own words alone.
    """

    claim: str
    outcome: Outcome
    message: str = ""
    offset: int = 0
    sides: tuple[Told, ...] = ()
    alt: tuple[tuple[int, ...], ...] = ()
    caption: tuple[tuple[int, ...], ...] = ()
    is_drawn: bool = True


def verdicts_json(verdicts: Iterable[Verdict]) -> bytes:
    """Verdicts as the JSON of contract 4: each claim with its outcome and both sides."""
    rows = [
        {"claim": each.claim, "outcome": each.outcome, "message": each.message,
         "sides": [side._asdict() for side in each.sides]}
        for each in verdicts
    ]  # fmt: skip
    return (json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode(errors="replace")


def counts(verdicts: Sequence[Verdict]) -> tuple[int, ...]:
    """How many are true, false and unclear."""
    outcomes = [each.outcome for each in verdicts]
    return tuple(outcomes.count(outcome) for outcome in get_args(Outcome))
