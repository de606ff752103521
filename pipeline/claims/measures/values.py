"""Numbers with units, and how exactly each is known → sums, products, and whether two are equal.

A count, a param, a formula and a whole number are exact. A decimal in a claim and a number in a
text are good to half of their last digit, at most 5 %. A place on a curve between two of its
points is good to a 400th of the axis. Of two numbers the coarser decides.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.claims.measures.units import (
    PLAIN,
    Unit,
    base_text,
    divided,
    multiplied,
    raised,
    without_counted,
)

MOST_ROUNDED = 0.05
"""What a rounded number may be off at most, as a part of it; what `≈` allows as well."""

NOISE = 1e-8
"""What numbers may be off by how they are calculated and written, as a part of them."""

NOISE_OF_WHOLE = 1e-14
"""The same of two whole numbers, which are exact: of less than 15 digits none may be off."""

LARGEST = 1e30
TOO_LARGE = "is too large to calculate with, or no number"


class UnclearError(Exception):
    """A claim cannot be told; the text says why."""


class Value(NamedTuple):
    """A number in a unit, right to `slack` in that unit.

    `basis` says what it was counted in or read from, `doubt` why it may not be what was meant.
    """

    number: float
    unit: Unit = PLAIN
    slack: float = 0.0
    basis: str = ""
    doubt: str = ""

    @property
    def size(self) -> float:
        """The number in base units."""
        return self.number * self.unit.size

    def in_unit(self, unit: Unit) -> Value:
        """The same in another unit of the same dimensions; a plain number is taken as of it."""
        if self.unit.is_plain:
            return self._replace(unit=unit)
        factor = self.unit.size / unit.size
        return self._replace(number=self.number * factor, unit=unit, slack=self.slack * factor)


class Values(NamedTuple):
    """Several numbers in one unit, such as those of bars; alone they are as many as they are.

    `mixed` says why they have no sum, and none is the largest: they are in several units.
    """

    numbers: tuple[float, ...]
    unit: Unit = PLAIN
    basis: str = ""
    doubt: str = ""
    mixed: str = ""

    @property
    def amount(self) -> Value:
        """How many there are."""
        return Value(len(self.numbers), basis=self.basis, doubt=self.doubt)


def rounded(number: float, written: str, unit: Unit = PLAIN) -> Value:
    """A number that is written somewhere: good to half of its last digit, and at most 5 %."""
    digits = written.replace(",", "").lower()
    mantissa, _, exponent = digits.partition("e")
    places = len(mantissa.partition(".")[2])
    half = float(f"0.5e{int(exponent or 0) - places}")
    return Value(number, unit, min(half, MOST_ROUNDED * abs(number)))


def finite(value: Value) -> Value:
    """The same value. Raises UnclearError where it is no number that can be compared."""
    is_unit = 0 < value.unit.size < math.inf
    if not is_unit or not math.isfinite(value.number) or abs(value.size) > LARGEST:
        raise UnclearError(TOO_LARGE)
    return value


def added(one: Value, other: Value, sign: int) -> Value:
    """A sum, or a difference where `sign` is -1. Raises UnclearError for units that differ."""
    one, other = _together(one, other)
    slack = max(one.slack, other.slack)
    return finite(Value(one.number + sign * other.number, one.unit, slack))


def product(one: Value, other: Value) -> Value:
    """A product."""
    slack = max(abs(one.number) * other.slack, abs(other.number) * one.slack)
    unit = multiplied(one.unit, other.unit)
    return finite(_readable(Value(one.number * other.number, unit, slack)))


def quotient(one: Value, other: Value) -> Value:
    """A quotient. Raises UnclearError for one by 0."""
    if other.number == 0:
        raise UnclearError("divides by 0")
    number = one.number / other.number
    slack = max(abs(one.slack / other.number), abs(number * other.slack / other.number))
    return finite(_readable(Value(number, divided(one.unit, other.unit), slack)))


def power(one: Value, other: Value) -> Value:
    """A power. Raises UnclearError where it is no number, or one of more than 30 digits."""
    if other.unit.of:
        raise UnclearError("has an exponent with a unit")
    unit = raised(one.unit, other.size)
    if unit is None:
        raise UnclearError("has no unit that is known")

    def raise_it(base: float) -> float:
        return float(base**other.size)

    return _by(raise_it, one, unit)


def by_function(function: Callable[[float], float], one: Value, keeps_unit: bool) -> Value:
    """What a function of one number gives. Raises UnclearError where it has no value."""
    if keeps_unit:
        return _by(function, one, one.unit)
    if one.unit.of:
        raise UnclearError(f"takes a number without a unit, not one in {base_text(one.unit)}")
    return _by(function, Value(one.size, PLAIN, one.slack * one.unit.size), PLAIN)


def _by(function: Callable[[float], float], one: Value, unit: Unit) -> Value:
    try:
        number = function(one.number)
        slack = 0.0
        if one.slack:
            around = (function(one.number - one.slack), function(one.number + one.slack))
            slack = max(abs(each - number) for each in around)
    except (ArithmeticError, ValueError, TypeError):
        raise UnclearError(TOO_LARGE) from None
    return finite(_readable(Value(number, unit, slack)))


def summed(values: Values) -> Value:
    """The sum of several numbers."""
    return finite(Value(math.fsum(values.numbers), values.unit, basis=values.basis))


def _together(one: Value, other: Value) -> tuple[Value, Value]:
    """Two values in the unit of the first that has one; a percentage and a plain number as such.

    Raises UnclearError for units of other kinds.
    """
    if one.unit.is_plain != other.unit.is_plain and "%" in (one.unit.text, other.unit.text):
        return one.in_unit(PLAIN), other.in_unit(PLAIN)
    if one.unit.is_plain:
        return one.in_unit(other.unit), other
    if other.unit.is_plain:
        return one, other.in_unit(one.unit)
    if not _is_of_one_kind(one.unit, other.unit):
        raise UnclearError(f"has {base_text(one.unit)} and {base_text(other.unit)} in one sum")
    return one, other.in_unit(one.unit)


def _is_of_one_kind(one: Unit, other: Unit) -> bool:
    """Whether two units measure one thing; a rate of 1/s may be one of requests."""
    if one.of == other.of:
        return True
    plain = without_counted(one.of), without_counted(other.of)
    return plain[0] == plain[1] and (plain[0] == one.of or plain[1] == other.of)


def _readable(value: Value) -> Value:
    """A value whose unit came of others, in a unit that can be written."""
    if value.unit.text or value.unit.is_plain:
        return value
    if not value.unit.of:
        return value.in_unit(PLAIN._replace(text="×"))._replace(unit=PLAIN)
    bytes_ = dict(value.unit.of).get("bit", 0)
    text = base_text(value.unit)
    return value.in_unit(Unit(text, 8.0**bytes_, value.unit.of))


def pairs(one: Value, other: Value) -> Sequence[tuple[Value, Value]]:
    """The ways to read two values in one unit; none where they measure different things.

    A percentage is read as its fraction and as its number.
    """
    if one.unit.is_plain and other.unit.is_plain:
        return ((one, other),)
    if one.unit.is_plain or other.unit.is_plain:
        unit = other.unit if one.unit.is_plain else one.unit
        ways = ((one.in_unit(unit), other.in_unit(unit)),)
        if unit.text != "%":
            return ways
        return (*ways, (one.in_unit(PLAIN), other.in_unit(PLAIN)))
    if not _is_of_one_kind(one.unit, other.unit):
        return ()
    return ((one, other.in_unit(one.unit)),)


def _is_whole(number: float) -> bool:
    """Whether a number has no fraction."""
    return number % 1 == 0


def is_equal(one: Value, other: Value, part: float = NOISE) -> bool:
    """Whether two values in one unit are the same as far as they are known, or to `part`."""
    size = max(abs(one.number), abs(other.number))
    slack = max(one.slack, other.slack) * (1 + NOISE)  # 0.38 is 0.375 rounded up
    if part == NOISE and _is_whole(one.number) and _is_whole(other.number):
        part = NOISE_OF_WHOLE
    return abs(one.number - other.number) <= max(slack, part * size)


def number_text(number: float) -> str:
    """A number as it stands in a message: six digits, and no exponent unless it is needed."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.6g}"


def value_text(value: Value) -> str:
    """A value as it stands in a message, with its unit."""
    unit = value.unit.text
    space = "" if unit in ("", "×") else " "
    return f"{number_text(value.number)}{space}{unit}"
