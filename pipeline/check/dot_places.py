"""The tokens of a DOT text → where each node, edge and cluster is first written."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.positions import Position
from pipeline.render.dot.source import EDGES, JOINTS, Token


def places_of(tokens: list[Token]) -> dict[str, Position]:
    """Line and column by the name that Graphviz writes: `a`, `a->b`, `a--b`, `cluster_x`.

    Of a node the statement that gives it attributes counts before one that only joins it.
    """
    found: dict[str, Position] = {}
    joined: dict[str, Position] = {}
    statement: list[Token] = []
    for token in _bare(tokens):
        if token.mark in ("{", "}", ";", "]"):
            _file(statement, found, joined)
            statement = []
        elif statement and token.mark not in (*EDGES, ":") and not _goes_on(statement[-1]):
            _file(statement, found, joined)
            statement = [token]
        else:
            statement.append(token)
    _file(statement, found, joined)
    return {**joined, **found}


def _bare(tokens: list[Token]) -> Iterator[Token]:
    """The tokens without attribute lists, of which the closing bracket stays."""
    depth = 0
    for token in tokens:
        if token.mark == "[":
            depth += 1
        elif token.mark == "]":
            depth = max(0, depth - 1)
        if depth == 0:
            yield token


def _goes_on(token: Token) -> bool:
    return token.mark in JOINTS or token.keyword in ("subgraph", "digraph", "graph")


def _file(
    statement: list[Token],
    found: dict[str, Position],
    joined: dict[str, Position],
) -> None:
    """Note what one statement names: a node, a subgraph, or the edges and nodes of a chain."""
    if not statement or any(token.mark == "=" for token in statement):
        return
    if statement[0].keyword in ("strict", "digraph", "graph"):
        return
    names = [
        token
        for before, token in zip([None, *statement], statement, strict=False)
        if token.kind != "mark" and not (before is not None and before.mark == ":")
    ]
    is_of_nodes = not names or names[0].keyword != "subgraph"
    names = names if is_of_nodes else names[1:]
    arrows = [token.text for token in statement if token.mark in EDGES]
    for token in names:
        is_own = not arrows and (is_of_nodes or token.text.startswith("cluster"))
        (found if is_own else joined).setdefault(token.text, token.place)
    for tail, arrow, head in zip(names, arrows, names[1:], strict=False):
        found.setdefault(f"{tail.text}{arrow}{head.text}", tail.place)
