"""A DOT text → its tokens and what is found among them, each looked up once for all who ask."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from pipeline.positions import Position
from pipeline.render.dot.source import EDGES, Token, attributes, tokenize
from pipeline.render.dot.statements import (
    AttributeList,
    attribute_lists,
    braces_around,
    outside_lists,
)

WORD = re.compile(r"(?<![\w#])#?\w+")
SAME = ("rank", "same")
TRUE = ("true", "yes", "1")
"""What Graphviz takes for true, beside other numbers."""


class Source:
    """A DOT text, in which the subjects of any number of messages are found at once."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens = text, tokenize(text)

    @cached_property
    def attributes(self) -> list[tuple[Token, Token]]:
        """The name and the value of each attribute."""
        return list(attributes(self.tokens))

    @cached_property
    def settings(self) -> dict[str, str]:
        """The last value of each attribute, in small letters: those of a graph stand but once."""
        return {name.text: value.text.lower() for name, value in self.attributes}

    @cached_property
    def lists(self) -> list[AttributeList]:
        """The attribute lists, each with the statement that it belongs to."""
        return list(attribute_lists(self.tokens))

    @cached_property
    def outside(self) -> list[Token]:
        """The tokens that stand in no attribute list."""
        return list(outside_lists(self.tokens))

    @cached_property
    def mentions(self) -> list[tuple[Token, Token, Token]]:
        """Each name of a node, wherever it stands, between the tokens around it."""
        start = next((n for n, token in enumerate(self.outside) if token.mark == "{"), None)
        inside = [] if start is None else self.outside[start:]
        return [
            (before, token, after)
            for before, token, after in zip(inside, inside[1:], inside[2:], strict=False)
            if not (token.mark or token.keyword or token.kind == "html")
            and before.mark not in ("=", ":")
            and before.keyword != "subgraph"
            and after.mark != "="
        ]

    def labels_in_one_rank(self) -> Iterator[Token]:
        """The names of labels of edges between nodes that stand beside `rank=same`."""
        ranks = [name for name, value in self.attributes if (name.text, value.text) == SAME]
        nodes = [token for _, token, _ in self.mentions]
        around = braces_around(self.tokens, {token.start for token in [*ranks, *nodes]})
        bodies = {around[rank.start] for rank in ranks}
        ranked = {node.text for node in nodes if around[node.start] in bodies}
        for each in self.lists:
            ends = {token.text for token in each.statement} & ranked
            if each.is_of_edges and len(ends) > 1:
                yield from (name for name, _ in each.inside if name.text == "label")

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as Graphviz counts them."""
        return self.text.split("\n")

    @cached_property
    def whole(self) -> dict[str, Token]:
        """The first token of each text."""
        return {token.text: token for token in reversed(self.tokens)}

    @cached_property
    def values(self) -> dict[tuple[str, str], Token]:
        """The first value of each text by the name of its attribute, and under "" of any."""
        found: dict[tuple[str, str], Token] = {}
        for name, value in self.attributes:
            for of in (name.text, ""):
                found.setdefault((of, value.text), value)
        return found

    @cached_property
    def words(self) -> dict[tuple[str, str], tuple[Token, int]]:
        """The first value that holds each word, and where in it, by names as above."""
        found: dict[tuple[str, str], tuple[Token, int]] = {}
        for name, value in self.attributes:
            for word in WORD.finditer(value.text):
                for of in (name.text, ""):
                    found.setdefault((of, word[0]), (value, word.start()))
        return found

    @cached_property
    def labels(self) -> list[Token]:
        """The labels of HTML."""
        return [token for token in self.tokens if token.kind == "html"]

    @cached_property
    def labels_of(self) -> dict[str, list[Token]]:
        """The labels of HTML by each text of the statement that they belong to."""
        found: dict[str, list[Token]] = defaultdict(list)
        for each in self.lists:
            for _, value in each.inside:
                for text in {t.text for t in each.statement} if value.kind == "html" else ():
                    found[text].append(value)
        return found

    @cached_property
    def edges(self) -> dict[tuple[str, str], Position]:
        """The first place of each edge by its ends, and under ("", name) of one at a node."""
        found: dict[tuple[str, str], Position] = {}
        for tail, head in ends(self.tokens):
            found.setdefault((tail.text, head.text), tail.place)
            found.setdefault(("", tail.text), tail.place)
            found.setdefault(("", head.text), tail.place)
        return found


def ends(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """The names beside each arrow, without ports."""
    for index, token in enumerate(tokens[1:-1], 1):
        if token.mark in EDGES:
            before = index - 1
            while before >= 2 and tokens[before - 1].mark == ":":
                before -= 2
            yield tokens[before], tokens[index + 1]
