"""Claims and the facts of a drawing → a verdict each: true, false or unclear, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.claims.evaluate import Evaluator, UnclearAtError
from pipeline.claims.known.fact import Reading, Seen
from pipeline.claims.known.of_texts import read_in
from pipeline.claims.language.given import params_of
from pipeline.claims.language.grammar import parse
from pipeline.claims.language.terms import Claim, Comparison, Function, Named, Number, Shape, Side
from pipeline.claims.measures.units import base_text
from pipeline.claims.measures.values import (
    MOST_ROUNDED,
    NOISE,
    UnclearError,
    Value,
    finite,
    is_equal,
    pairs,
    value_text,
)
from pipeline.claims.registry import OF_MANY
from pipeline.facts.model import Facts
from pipeline.facts.views import each_once
from pipeline.verdicts import Asks, Outcome, Told, Verdict


class _Found(NamedTuple):
    """What came of a part of a claim."""

    outcome: Outcome
    sides: tuple[Told, ...] = ()
    message: str = ""
    offset: int = 0


def judge(claims: Sequence[Claim], facts: Facts, asks: Asks) -> tuple[Verdict, ...]:
    """A verdict on each claim; never raises, whatever stands in the claims and the drawing."""
    seen = Seen(facts._replace(axes=each_once(facts.axes)), asks.texts, {})
    return tuple(_verdict(claim, seen) for claim in claims)


def verdicts_on(asks: Asks, facts: Facts) -> tuple[Verdict, ...]:
    """A verdict on each claim of a question, which were found right when it was loaded."""
    params = params_of(asks.params)
    return judge([parse(claim, params) for claim in asks.claims], facts, asks)


def _verdict(claim: Claim, seen: Seen) -> Verdict:
    is_drawn = any(named.fact.is_drawn for named in claim.named)
    blank = Verdict(claim.text, "unclear", is_drawn=is_drawn)
    try:
        found = [_found(part, seen, claim.text) for part in claim.parts]
    except (ArithmeticError, LookupError, ValueError, RecursionError) as error:
        return blank._replace(message=f"it cannot be calculated: {error}")
    blank = blank._replace(sides=tuple(side for each in found for side in each.sides))
    for outcome in ("false", "unclear"):
        if failed := next((each for each in found if each.outcome == outcome), None):
            return blank._replace(
                outcome=failed.outcome, message=failed.message, offset=failed.offset
            )
    alt, caption = (tuple(_read_in(name, claim, seen)) for name in ("alt", "caption"))
    return blank._replace(outcome="true", alt=alt, caption=caption)


def _read_in(name: str, claim: Claim, seen: Seen) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that a claim reads in the alt or the caption."""
    for named in claim.named:
        text = named.texts.get("text")
        if named.fact.name == name and isinstance(text, Reading):
            stretch = read_in(seen.said.get(name, ""), text.pattern)
            yield stretch.start, stretch.end


def _found(part: Comparison | Shape, seen: Seen, text: str) -> _Found:
    evaluator = Evaluator(seen, text)
    if isinstance(part, Shape):
        return _shape(part.of, evaluator)
    values: list[Value] = []
    try:
        for side in part.sides:
            values.append(_finite(evaluator.side(side), side, text))
    except UnclearAtError as why:
        told = _told(part.sides, values, evaluator, text)
        return _Found("unclear", told, why.message, why.offset)
    told = _told(part.sides, values, evaluator, text)
    compared = zip(pairwise(zip(part.sides, values, told, strict=True)), part.signs, strict=True)
    for (left, right), (sign, at) in compared:
        if not (ways := pairs(left[1], right[1])):
            units = [base_text(each[1].unit) or each[1].unit.text for each in (left, right)]
            message = f"{left[2].text} is in {units[0]}, {right[2].text} in {units[1]}"
            return _Found("unclear", told, message, at)
        if not _holds(sign, ways):
            return _Found("false", told, _said(sign, left, right, ways), left[0].span.start)
    for each in evaluator.told:
        if each.value.doubt:
            return _Found("unclear", told, each.value.doubt, each.of.span.start)
    return _Found("true", told)


def _finite(value: Value, side: Side, text: str) -> Value:
    try:
        return finite(value)
    except UnclearError as why:
        source = text[side.span.start : side.span.end]
        raise UnclearAtError(f"{source} {why}", side.span.start) from None


def _shape(named: Named, evaluator: Evaluator) -> _Found:
    start = named.span.start
    try:
        value = evaluator.value(named)
    except UnclearAtError as why:
        return _Found("unclear", (Told(named.fact.name),), why.message, start)
    if value.number:
        return _Found("true", (Told(named.fact.name, "yes"),))
    told = (Told(named.fact.name, "no", value.basis),)
    return _Found("false", told, f"{named.fact.name} does not hold: {value.basis}", start)


def _holds(sign: str, ways: Sequence[tuple[Value, Value]]) -> bool:
    part = MOST_ROUNDED if sign == "≈" else NOISE
    is_same = any(is_equal(one, other, part) for one, other in ways)
    if sign in "=≈≤≥≠" and is_same:
        return sign != "≠"
    one, other = min(ways, key=_distance)
    match sign:
        case "<" | "≤":
            return one.number < other.number and not is_same
        case ">" | "≥":
            return one.number > other.number and not is_same
        case _:
            return sign == "≠"


def _distance(pair: tuple[Value, Value]) -> float:
    """How far two numbers are apart, as a part of the larger."""
    one, other = pair
    return abs(one.number - other.number) / (max(abs(one.number), abs(other.number)) or 1.0)


_Judged = tuple[Side, Value, Told]
_TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_CLAIMED = {"<": "less than ", ">": "more than ", "≤": "at most ", "≥": "at least ", "≈": "about "}


def _said(sign: str, left: _Judged, right: _Judged, ways: Sequence[tuple[Value, Value]]) -> str:
    """Why a comparison does not hold, with both sides."""
    if isinstance(left[0], Number) and not isinstance(right[0], Number):
        left, right, sign = right, left, _TURNED.get(sign, sign)
        ways = [(other, one) for one, other in ways]
    first = _is(left[2])
    if isinstance(right[0], Number):
        claimed = "another number" if sign == "≠" else f"{_CLAIMED.get(sign, '')}{right[2].text}"
        return f"{first}, {claimed} is claimed"
    has_units = not (left[1].unit.is_plain or right[1].unit.is_plain)
    value = value_text(ways[0][1]) if has_units else right[2].value
    second = _is(right[2]._replace(value=value))
    if sign == "=":
        return f"{first}, {second}"
    wanted = "differ from" if sign == "≠" else f"be {_CLAIMED[sign]}"
    return f"{first} and should {wanted.rstrip()} {second.replace(' is ', ', which is ', 1)}"


def _is(told: Told) -> str:
    basis = f" ({told.basis})" if told.basis else ""
    return f"{told.text} is {told.value}{basis}"


def _told(
    sides: Sequence[Side], values: Sequence[Value], evaluator: Evaluator, text: str
) -> tuple[Told, ...]:
    """The sides with their values as far as they are known, and what these are from."""
    return tuple(
        Told(
            text[side.span.start : side.span.end],
            value_text(values[number]) if number < len(values) else "",
            _basis(side, evaluator),
        )
        for number, side in enumerate(sides)
    )


def _basis(side: Side, evaluator: Evaluator) -> str:
    """What a fact was counted in; of a formula, the facts in it with their values."""
    inside = [
        each for each in evaluator.told
        if side.span.start <= each.of.span.start and each.of.span.end <= side.span.end
    ]  # fmt: skip
    of = side.of if isinstance(side, Function) and side.name in OF_MANY else side
    if isinstance(of, Named):
        return next((each.value.basis for each in inside if each.of is of), "")
    return ", ".join(f"{each.text} is {value_text(each.value)}" for each in inside)
