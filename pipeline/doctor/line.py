"""What was found → one line."""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["ok", "missing", "optional"]
"""`missing` is what a build needs; `optional` what something else needs, or what slows it down."""


class Line(NamedTuple):
    """A thing, what there is of it, and the way to get or mend it."""

    state: State
    name: str
    told: str
    way_out: str = ""

    def __str__(self) -> str:
        told = f"{self.told}; {self.way_out}" if self.way_out else self.told
        return f"{self.state:8}  {self.name}: {' '.join(told.split())}"


def ok(name: str, told: str) -> Line:
    """It is there."""
    return Line("ok", name, told)


def missing(name: str, told: str, way_out: str) -> Line:
    """A build needs it."""
    return Line("missing", name, told, way_out)


def optional(name: str, told: str, way_out: str = "") -> Line:
    """A build does without it."""
    return Line("optional", name, told, way_out)
