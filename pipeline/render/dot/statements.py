"""The tokens of a DOT file → its attribute lists, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.render.dot.source import EDGES, Token, attributes

AttributeList = tuple[list[Token], list[tuple[Token, Token]]]
"""The tokens of a statement before an attribute list; the names and values inside the list."""


_JOINTS = frozenset((*EDGES, ":", "=", ","))
"""Marks within a statement."""


def attribute_lists(tokens: list[Token]) -> Iterator[AttributeList]:
    """Each attribute list, after the tokens of its statement that stand before it."""
    outer: list[list[Token]] = []
    statement: list[Token] = []
    inside: list[Token] | None = None
    for token in tokens:
        mark = token.mark
        if inside is not None:
            if mark == "]":
                yield statement, list(attributes(inside))
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
    is_joined = token.mark in _JOINTS or statement[-1].mark in _JOINTS
    return is_joined or ends_in(statement, "subgraph")


def ends_in(statement: list[Token], keyword: str) -> bool:
    """Whether what stands before a list is that keyword, as for the defaults of all edges."""
    return bool(statement) and statement[-1].is_keyword(keyword)


def is_edge(statement: list[Token]) -> bool:
    """Whether attributes after that statement are an edge's, or those of all edges."""
    return ends_in(statement, "edge") or any(token.mark in EDGES for token in statement)


def outside_lists(tokens: list[Token]) -> Iterator[Token]:
    """The tokens that stand in no attribute list."""
    depth = 0
    for token in tokens:
        depth += (token.mark == "[") - (token.mark == "]")
        if depth <= 0:
            yield token
