"""The tokens of a DOT file → its attribute lists, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.render.dot.source import EDGES, JOINTS, Token, attributes


class AttributeList(NamedTuple):
    """The tokens of a statement before an attribute list, and the names and values in the list.

    `default` is the keyword before it, as of a list for all edges; `is_of_edges` says whether the
    attributes are those of an edge, or of all.
    """

    statement: list[Token]
    inside: list[tuple[Token, Token]]
    default: str
    is_of_edges: bool


def attribute_lists(tokens: list[Token]) -> Iterator[AttributeList]:
    """Each attribute list, after the tokens of its statement that stand before it."""
    outer: list[list[Token]] = []
    statement: list[Token] = []
    inside: list[Token] | None = None
    for token in tokens:
        mark = token.mark
        if inside is not None:
            if mark == "]":
                yield _attribute_list(statement, inside)
                inside = None
            else:
                inside.append(token)
        elif mark == "[":
            inside = []
        elif mark == "{":
            outer.append(statement)
            statement = []
        elif mark == "}":
            statement = [*(outer.pop() if outer else ()), token]
        else:
            if not _goes_on(statement, token):
                statement = []
            statement.append(token)


def _goes_on(statement: list[Token], token: Token) -> bool:
    """Whether a token belongs to the statement before it."""
    if not statement or statement[-1].mark == ";":
        return False
    last = statement[-1]
    return token.mark in JOINTS or last.mark in JOINTS or last.keyword == "subgraph"


def _attribute_list(statement: list[Token], inside: list[Token]) -> AttributeList:
    default = statement[-1].keyword if statement else ""
    is_of_edges = default == "edge" or any(token.mark in EDGES for token in statement)
    return AttributeList(statement, list(attributes(inside)), default, is_of_edges)


def outside_lists(tokens: list[Token]) -> Iterator[Token]:
    """The tokens that stand in no attribute list."""
    depth = 0
    for token in tokens:
        depth += (token.mark == "[") - (token.mark == "]")
        if depth <= 0:
            yield token


def braces_around(tokens: list[Token], starts: set[int]) -> dict[int, tuple[int, ...]]:
    """Of each token that starts there the braces that it stands in, by their offsets."""
    opened: list[int] = []
    found: dict[int, tuple[int, ...]] = {}
    for token in tokens:
        if token.start in starts:
            found[token.start] = tuple(opened)
        if token.mark == "{":
            opened.append(token.start)
        elif token.mark == "}" and opened:
            opened.pop()
    return found
