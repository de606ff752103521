"""What was found → one line."""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["ok", "missing", "optional"]
"""`missing` is what a build needs; `optional` what something else needs, or what slows it down."""


class Line(NamedTuple):
    """A thing, what there is of it, and the way to get or mend it."""

    state: State
    name: str
    said: str
    way_out: str = ""

    def __str__(self) -> str:
        said = f"{self.said}; {self.way_out}" if self.way_out else self.said
        return f"{self.state:8}  {self.name}: {' '.join(said.split())}"


def ok(name: str, said: str) -> Line:
    """It is there."""
    return Line("ok", name, said)


def missing(name: str, said: str, way_out: str) -> Line:
    """A build needs it."""
    return Line("missing", name, said, way_out)


def optional(name: str, said: str, way_out: str = "") -> Line:
    """A build does without it."""
    return Line("optional", name, said, way_out)
