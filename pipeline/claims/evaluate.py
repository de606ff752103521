"""A side of a claim and a drawing → its value, with those of the facts in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.claims.known.fact import Fact, Seen
from pipeline.claims.language.terms import Function, Named, Negative, Number, Operation, Param, Side
from pipeline.claims.measures.values import (
    TOO_LARGE,
    UnclearError,
    Value,
    Values,
    added,
    by_function,
    power,
    product,
    quotient,
    summed,
)
from pipeline.claims.registry import FUNCTIONS


class UnclearAtError(Exception):
    """A side has no value: why, and where it stands."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


class Asked(NamedTuple):
    """A fact with its source, and the value that it has here."""

    of: Named
    text: str
    value: Value


class Evaluator:
    """Calculates sides; `told` fills with the facts that were asked for."""

    def __init__(self, seen: Seen, text: str) -> None:
        self._seen, self._text = seen, text
        self.told: list[Asked] = []

    def side(self, side: Side) -> Value:
        """The value of a whole side of a comparison, where a decimal is rounded."""
        if isinstance(side, Number):
            return side.alone
        if isinstance(side, Negative) and isinstance(side.of, Number):
            return _negative(side.of.alone)
        return self.value(side)

    def value(self, side: Side) -> Value:
        """The value of a part of a side. Raises UnclearAtError."""
        found = self._measured(side)
        return found.amount if isinstance(found, Values) else found

    def _measured(self, side: Side) -> Value | Values:
        try:
            return self._of(side)
        except (UnclearError, ArithmeticError) as error:
            why = error if isinstance(error, UnclearError) else TOO_LARGE
            is_fact = isinstance(side, Named)
            source = "" if is_fact else f"{self._text[side.span.start : side.span.end]} "
            raise UnclearAtError(f"{source}{why}", side.span.start) from None

    def _of(self, side: Side) -> Value | Values:
        match side:
            case Number():
                return side.formula
            case Param():
                return side.value
            case Named():
                return self.fact(side)
            case Negative():
                return _negative(self.value(side.of))
            case Function():
                return self._function(side)
            case Operation():
                return _joined(side.sign, self.value(side.left), self.value(side.right))

    def fact(self, named: Named) -> Value | Values:
        """What a fact is in this drawing. Raises UnclearError."""
        _check_kind(named.fact, self._seen)
        sides = {name: self.value(side) for name, side in named.sides.items()}
        arguments = {**named.texts, **sides}
        keys = {slot.name for slot in named.fact.keys}
        given = {f"{name}_" if name in keys & _KEYWORDS else name: argument
                 for name, argument in arguments.items()}  # fmt: skip
        found = self._run(named.fact, given)
        text = self._text[named.span.start : named.span.end]
        self.told.append(Asked(named, text, found.amount if isinstance(found, Values) else found))
        return found

    def _run(self, fact: Fact, given: Mapping[str, Any]) -> Value | Values:
        """What a fact comes to, worked out once for all claims on a drawing."""
        measured, key = self._seen.measured, (fact.name, *sorted(given.items()))
        if key not in measured:
            measured[key] = fact.run(self._seen, **given)
        found: Value | Values = measured[key]
        return found

    def _function(self, function: Function) -> Value:
        of = self._measured(function.of)
        if function.name in FUNCTIONS:
            run, keeps_unit = FUNCTIONS[function.name]
            return by_function(run, of.amount if isinstance(of, Values) else of, keeps_unit)
        assert isinstance(of, Values), "the grammar lets nothing else through"
        if function.name == "count":
            return of.amount
        if of.mixed or not of.numbers:
            raise UnclearError(of.mixed or "has no numbers")
        if function.name == "sum":
            return summed(of)
        run_many = max if function.name == "max" else min
        return Value(run_many(of.numbers), of.unit, basis=of.basis)


_KEYWORDS = frozenset({"in", "from"})
"""Keys that are no names in Python."""


def _check_kind(fact: Fact, seen: Seen) -> None:
    """Raise UnclearError for a fact of another kind of drawing."""
    facts = seen.facts
    there = {
        "dot": facts.graph is not None,
        "matplotlib": any(not axes.is_colorbar for axes in facts.axes),
        "svg": facts.graph is None and not facts.axes and not facts.reason,
    }
    if not fact.kinds or any(there[kind] for kind in fact.kinds):
        return
    if facts.reason:
        raise UnclearError(f"{fact.name} cannot be told: {facts.reason}")
    kinds = " and ".join(fact.kinds)
    raise UnclearError(f"{fact.name} is a fact of kind {kinds}; nothing of that kind is drawn here")


def _negative(value: Value) -> Value:
    return value._replace(number=-value.number)


def _joined(sign: str, left: Value, right: Value) -> Value:
    match sign:
        case "+":
            return added(left, right, 1)
        case "-":
            return added(left, right, -1)
        case "*":
            return product(left, right)
        case "/":
            return quotient(left, right)
        case _:
            return power(left, right)
