"""Facts → true claims: each is judged as one in the YAML is, so that none is proposed in vain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.claims import ClaimError, judge, parse
from pipeline.commands.facts.leads.lead import Lead
from pipeline.facts.model import Facts
from pipeline.verdicts import Asks, Verdict

DIGITS = (3, 4, 6, 15)
"""A value is written with as few as make the claim true."""

LARGEST_WRITTEN = 1e15
"""Of numbers below it all digits are written: 100000, and no 1e+05."""

_COUNTS = re.compile(
    r"(?:texts|distinct|nodes|edges|clusters|boxes|bars|slices|points|curves|lines|cells)\b"
)
_VALUE = re.compile(r"(-?[\d.]+(?:e[-+]?\d+)?)(.*)", re.DOTALL)


class Proposal(NamedTuple):
    """A true claim: its left side, and what that is; "" for a statement."""

    side: str
    value: str = ""

    @property
    def claim(self) -> str:
        """The claim as it is written."""
        return f"{self.side} = {self.value}" if self.value else self.side

    @property
    def unit(self) -> str:
        """The unit of the value, "" for none."""
        found = _VALUE.fullmatch(self.value)
        return found[2].strip() if found else ""

    @property
    def is_count(self) -> bool:
        """Whether it says how many there are of something."""
        return _COUNTS.match(self.side) is not None


def amount(text: str) -> float:
    """The number that a value begins with."""
    found = _VALUE.fullmatch(text)
    return float(found[1]) if found else 0.0


class Judge:
    """Asks the judge of claims about one drawing."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def verdict(self, claim: str) -> Verdict | None:
        """What comes of a claim; None where it cannot be written so."""
        try:
            return judge([parse(claim, {})], self._facts, Asks())[0]
        except ClaimError:
            return None

    def holds(self, claim: str) -> bool:
        """Whether a claim is true."""
        verdict = self.verdict(claim)
        return verdict is not None and verdict.outcome == "true"


def proposals(leads: Iterable[Lead], judge: Judge) -> list[Proposal]:
    """The true claims that leads come to, in their order."""
    found = (_first(lead, judge) for lead in leads)
    return [*dict.fromkeys(each for each in found if each)]


def _first(lead: Lead, judge: Judge) -> Proposal | None:
    """The first way to write a lead that holds."""
    for way in lead.ways:
        if lead.is_statement:
            if judge.holds(way):
                return Proposal(way)
        elif found := next(_valued(way, judge), None):
            return found
    return None


def _valued(side: str, judge: Judge) -> Iterator[Proposal]:
    """True claims that say what a side is, the shortest first."""
    verdict = judge.verdict(f"{side} = 0")
    shown = _VALUE.fullmatch(verdict.sides[0].value) if verdict and verdict.sides else None
    if shown is None:
        return
    for digits in DIGITS:
        value = f"{float(shown[1]):.{digits}g}"
        is_long = "e" in value and 1 < abs(float(value)) < LARGEST_WRITTEN
        written = f"{float(value):.0f}" if is_long else value
        if judge.holds(f"{side} = {written}{shown[2]}"):
            yield Proposal(side, f"{written}{shown[2]}")
