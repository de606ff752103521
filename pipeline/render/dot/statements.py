"""The tokens of a DOT file → its attribute lists, and whose they are."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipeline.render.dot.source import EDGES, Token, attributes

AttributeList = tuple[list[Token], list[Token]]
"""The tokens of a statement before an attribute list, and those inside the list."""


_JOINTS = frozenset((*EDGES, ":", "=", ","))
"""Marks within a statement."""


def fills_with_color(tokens: list[Token]) -> bool:
    """Whether the author fills nodes by `color` alone, which a default `fillcolor` would undo."""
    is_filling = any(
        name.text == "style" and "filled" in value.text for name, value in attributes(tokens)
    )
    return is_filling and any(
        "color" in names and "fillcolor" not in names for names in map(_names, _node_lists(tokens))
    )


def _node_lists(tokens: list[Token]) -> Iterator[list[Token]]:
    """The attribute lists that are no edge's and no graph's."""
    for statement, inside in attribute_lists(tokens):
        if not is_edge(statement) and not ends_in(statement, "graph"):
            yield inside


def _names(inside: list[Token]) -> set[str]:
    return {name.text for name, equals in itertools.pairwise(inside) if equals.is_mark("=")}


def attributes_of(tokens: list[Token]) -> Iterator[tuple[list[Token], Token, Token]]:
    """Each attribute in a list: the statement that it belongs to, its name and its value."""
    for statement, inside in attribute_lists(tokens):
        for name, value in attributes(inside):
            yield statement, name, value


def attribute_lists(tokens: list[Token]) -> Iterator[AttributeList]:
    """Each attribute list, after the tokens of its statement that stand before it."""
    outer: list[list[Token]] = []
    statement: list[Token] = []
    inside: list[Token] | None = None
    for token in tokens:
        mark = token.text if token.kind == "mark" else ""
        if inside is not None:
            if mark == "]":
                yield statement, inside
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
    if not statement or statement[-1].is_mark(";"):
        return False
    return any(
        each.kind == "mark" and each.text in _JOINTS for each in (token, statement[-1])
    ) or ends_in(statement, "subgraph")


def ends_in(statement: list[Token], keyword: str) -> bool:
    """Whether what stands before a list is that keyword, as for the defaults of all edges."""
    return bool(statement) and statement[-1].is_keyword(keyword)


def is_edge(statement: list[Token]) -> bool:
    """Whether attributes after that statement are an edge's, or those of all edges."""
    return ends_in(statement, "edge") or any(token.is_mark(*EDGES) for token in statement)


def outside_lists(tokens: list[Token]) -> Iterator[Token]:
    """The tokens that stand in no attribute list."""
    depth = 0
    for token in tokens:
        if token.kind == "mark":
            depth += (token.text == "[") - (token.text == "]")
        if depth <= 0:
            yield token
