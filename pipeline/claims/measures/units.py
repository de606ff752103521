"""The text of a unit, such as `GB/s` → what it measures and its size."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

Dimensions = tuple[tuple[str, int], ...]
"""Each base unit with its power, sorted, none of them 0."""


class Unit(NamedTuple):
    """A unit as it is written; `size` is in base units, `of` are their powers."""

    text: str = ""
    size: float = 1.0
    of: Dimensions = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is no unit at all; `%` and `×` are units."""
        return not self.text and not self.of and self.size == 1


PLAIN = Unit()

COUNTED = frozenset({"token", "req", "frame", "cycle", "FLOP", "OP"})
"""What is counted: a rate without such a name is a rate of them."""

SPELT_OUT = frozenset({
    "bit", "bits", "token", "tokens", "cycle", "cycles", "frame", "frames", "request", "requests",
    "req",
})  # fmt: skip
"""Units that are words."""

_LARGE = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
_SMALL = {"f": 1e-15, "p": 1e-12, "n": 1e-9, "µ": 1e-6, "μ": 1e-6, "u": 1e-6, "m": 1e-3}
_BINARY = {f"{letter}i": 1024.0**power for power, letter in enumerate("KMGTPE", 1)}

_BITS: Mapping[str, tuple[float, dict[str, int]]] = {
    "B": (8, {"bit": 1}),
    "b": (1, {"bit": 1}),
    "bit": (1, {"bit": 1}),
    "bits": (1, {"bit": 1}),
    "bps": (1, {"bit": 1, "s": -1}),
}
_WORK: Mapping[str, tuple[float, dict[str, int]]] = {
    "FLOP": (1, {"FLOP": 1}),
    "FLOPs": (1, {"FLOP": 1}),
    "FLOPS": (1, {"FLOP": 1, "s": -1}),
    "OP": (1, {"OP": 1}),
    "OPS": (1, {"OP": 1, "s": -1}),
    "token": (1, {"token": 1}),
    "tokens": (1, {"token": 1}),
    "req": (1, {"req": 1}),
    "cycle": (1, {"cycle": 1}),
    "cycles": (1, {"cycle": 1}),
}
_MEASURES: Mapping[str, tuple[float, dict[str, int]]] = {
    "s": (1, {"s": 1}),
    "Hz": (1, {"s": -1}),
    "W": (1, {"J": 1, "s": -1}),
    "J": (1, {"J": 1}),
    "Wh": (3600, {"J": 1}),
    "A": (1, {"C": 1, "s": -1}),
    "Ah": (3600, {"C": 1}),
    "C": (1, {"C": 1}),
    "V": (1, {"C": -1, "J": 1}),
}
_WHOLE: Mapping[str, tuple[float, dict[str, int]]] = {
    "min": (60, {"s": 1}),
    "h": (3600, {"s": 1}),
    "frame": (1, {"frame": 1}),
    "frames": (1, {"frame": 1}),
    "fps": (1, {"frame": 1, "s": -1}),
    "request": (1, {"req": 1}),
    "requests": (1, {"req": 1}),
    "°C": (1, {"°C": 1}),
    "%": (0.01, {}),
    "×": (1, {}),
}


def _known() -> dict[str, Unit]:
    """Every unit without a quotient, with its prefixes."""
    found: dict[str, Unit] = {}
    for table, prefixes in (
        (_BITS, {**_LARGE, **_BINARY}),
        (_WORK, _LARGE),
        (_MEASURES, {**_LARGE, **_SMALL}),
        (_WHOLE, {}),
    ):
        for name, (size, of) in table.items():
            for prefix, factor in {"": 1.0, **prefixes}.items():
                text = f"{prefix}{name}"
                found.setdefault(text, Unit(text, size * factor, _sorted(of)))
    return found


def _sorted(of: Mapping[str, int]) -> Dimensions:
    return tuple(sorted((name, power) for name, power in of.items() if power))


KNOWN: Mapping[str, Unit] = _known()
_NAME = r"(?:%|×|°C|[A-Za-zµμ]+)"
_UNIT = re.compile(rf"{_NAME}(?:/{_NAME})?(?![\w%])")
_WORD = re.compile(rf"{_NAME}(?![\w%])")


@functools.cache
def unit_of(text: str) -> Unit | None:
    """The unit that a text is, such as `ms` or `GB/s`; None where it is none, `PLAIN` for ""."""
    if not text:
        return PLAIN
    above, slash, below = text.partition("/")
    if above not in KNOWN or (slash and below not in KNOWN):
        return None
    if not slash:
        return KNOWN[above]
    return divided(KNOWN[above], KNOWN[below])._replace(text=text)


def unit_at(text: str, start: int) -> tuple[Unit, int]:
    """The unit that stands in a text at `start`, after one space or none, and where it ends.

    `PLAIN` and `start` where none does.
    """
    at = start + text.startswith(" ", start)
    for pattern in (_UNIT, _WORD):
        found = pattern.match(text, at)
        if found and (unit := unit_of(found[0])):
            return unit, found.end()
    return PLAIN, start


def multiplied(one: Unit, other: Unit) -> Unit:
    """The unit of a product."""
    return _combined(one, other, 1)


def divided(one: Unit, other: Unit) -> Unit:
    """The unit of a quotient."""
    return _combined(one, other, -1)


def raised(unit: Unit, power: float) -> Unit | None:
    """The unit of a power; None where that is none."""
    if unit.is_plain:
        return PLAIN
    powers = [(name, of * power) for name, of in unit.of]
    if not all(float(each).is_integer() for _, each in powers):
        return None
    return Unit("", unit.size**power, tuple((name, int(each)) for name, each in powers if each))


def _combined(one: Unit, other: Unit, sign: int) -> Unit:
    if other.is_plain:
        return one
    of = dict(one.of)
    for name, power in other.of:
        of[name] = of.get(name, 0) + sign * power
    size = one.size * other.size**sign
    text = one.text if not other.of and other.size == 1 else ""
    if one.is_plain and sign > 0:
        text = other.text
    return Unit(text, size, _sorted(of))


def base_text(unit: Unit) -> str:
    """A unit in words of its base units: `B/s`, `FLOP/B`; bits only where it is written so."""
    data = "B" if "B" in unit.text or not unit.text else "bit"
    of = [(data if name == "bit" else name, power) for name, power in unit.of]
    above = [_power(name, power) for name, power in of if power > 0]
    below = [_power(name, -power) for name, power in of if power < 0]
    return "·".join(above) + "".join(f"/{each}" for each in below)


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


def without_counted(of: Dimensions) -> Dimensions:
    """What is left of dimensions without what is merely counted."""
    return tuple((name, power) for name, power in of if name not in COUNTED)
