"""What a claim says, as a tree; every part knows where it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.claims.known.fact import Fact, Look, Path, Reading
from pipeline.claims.measures.patterns import Pattern
from pipeline.claims.measures.values import Value, Values


class Span(NamedTuple):
    """From where to where a part stands in the text of its claim."""

    start: int
    end: int


class Number(NamedTuple):
    """A number with its unit: `formula` is its value in one, `alone` as a whole side."""

    span: Span
    formula: Value
    alone: Value


class Param(NamedTuple):
    """A param, with its value."""

    span: Span
    name: str
    value: Value | Values


Argument = Look | Pattern | Reading | Path
"""What a text in the brackets of a fact is."""


class Named(NamedTuple):
    """A fact with its arguments: texts, and sides that are yet to be calculated."""

    span: Span
    fact: Fact
    texts: Mapping[str, Argument]
    sides: Mapping[str, Side]


class Function(NamedTuple):
    """A function of a side."""

    span: Span
    name: str
    of: Side


class Operation(NamedTuple):
    """Two sides with `+`, `-`, `*`, `/` or `^` between them."""

    span: Span
    sign: str
    left: Side
    right: Side


class Negative(NamedTuple):
    """A side with its sign turned."""

    span: Span
    of: Side


Side = Number | Param | Named | Function | Operation | Negative


class Comparison(NamedTuple):
    """Sides with signs between them; `signs` are those of `SIGNS`, each with its place."""

    sides: tuple[Side, ...]
    signs: tuple[tuple[str, int], ...]


class Shape(NamedTuple):
    """A fact that is a statement by itself."""

    of: Named


class Claim(NamedTuple):
    """A claim: all its parts must hold."""

    text: str
    parts: tuple[Comparison | Shape, ...]

    @property
    def sides(self) -> Iterator[Side]:
        """All sides of all its parts; a shape is one."""
        for part in self.parts:
            yield from part.sides if isinstance(part, Comparison) else (part.of,)

    @property
    def named(self) -> Iterator[Named]:
        """The facts that it names."""
        for side in self.sides:
            yield from facts_in(side)


def facts_in(side: Side) -> Iterator[Named]:
    """The facts of a side, from left to right."""
    match side:
        case Named():
            yield side
            for each in side.sides.values():
                yield from facts_in(each)
        case Function() | Negative():
            yield from facts_in(side.of)
        case Operation():
            yield from facts_in(side.left)
            yield from facts_in(side.right)
