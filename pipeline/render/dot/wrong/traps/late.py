"""The tokens of a DOT text → defaults of nodes and edges that stand behind all that they are for.

A default holds for what is made after it, up to the } of its part; a node is made where it is
named first. Source: https://graphviz.org/doc/info/lang.html, “Subgraphs and Clusters”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import EDGES, Token
from pipeline.render.dot.wrong.grammar import written
from pipeline.render.dot.wrong.records import Lost


class _Seen(NamedTuple):
    """How many nodes and edges were made up to a place, and how often nodes were named."""

    nodes: int = 0
    edges: int = 0
    named: int = 0


class _Default(NamedTuple):
    """A list of defaults: its keyword, its first attribute, and what was seen before it.

    `is_first` says that nothing before it in its part sets defaults of that kind.
    """

    keyword: Token
    name: str
    before: _Seen
    is_first: bool


class _Part(NamedTuple):
    """What stands between a { and its }."""

    opened: Token
    before: _Seen
    defaults: list[_Default]


class _Reader:
    """Reads tokens one after another and notes what each makes."""

    def __init__(self, source: Source) -> None:
        self.lists = {
            each.statement[-1].start: each.inside for each in source.lists if each.default
        }
        self.mentions = {token.start: (before, after) for before, token, after in source.mentions}
        self.first: dict[str, Token] = {}
        self.named: list[Token] = []
        self.depths: dict[int, int] = {}
        self.parts: list[_Part] = []
        self.seen = _Seen()

    def read(self, token: Token) -> Iterator[Lost]:
        """Take in one token, and tell at the } of a part which of its defaults come to nothing."""
        if token.start in self.mentions:
            self.first.setdefault(token.text, token)
            self.named.append(token)
            self.depths[token.start] = len(self.parts)
        edges = self.seen.edges + (token.mark in EDGES)
        self.seen = _Seen(len(self.first), edges, len(self.named))
        if token.mark == "{":
            self.parts.append(_Part(token, self.seen, []))
        elif token.mark == "}" and self.parts:
            part = self.parts.pop()
            for default in part.defaults:
                tell = self._of_edges if default.keyword.keyword == "edge" else self._of_nodes
                yield from tell(default, part)
        elif self.parts and token.text in ("node", "edge") and self.lists.get(token.start):
            defaults = self.parts[-1].defaults
            is_first = all(each.keyword.text != token.text for each in defaults)
            name = self.lists[token.start][0][0].text
            defaults.append(_Default(token, name, self.seen, is_first))

    def _of_edges(self, default: _Default, part: _Part) -> Iterator[Lost]:
        keyword, name, before, is_first = default
        if is_first and part.before.edges < before.edges == self.seen.edges:
            message = f"edge [{name}=…] changes nothing: it counts for edges after it"
            yield Lost(message, "write it before the edges that it is for", keyword.place)

    def _of_nodes(self, default: _Default, part: _Part) -> Iterator[Lost]:
        """What a second default was for nobody knows where nodes follow at edges or in groups."""
        keyword, name, before, is_first = default
        meant = self.named[before.named :]
        if not is_first:
            meant = [token for token in meant if self._is_statement(token)]
        is_for_all = is_first and not meant
        if is_for_all:
            meant = self.named[part.before.named : before.named]
        if meant and before.nodes == self.seen.nodes:
            target = min((self.first[each.text] for each in meant), key=lambda each: each.start)
            is_inside = target.start > part.opened.start
            is_above = target.line < keyword.line
            where = f"line {target.line}," if is_above else "the statement"
            what = "it" if is_inside else "the whole part in { }"
            hint = f"write {what} before {where} which names {written(target.text)} first"
            if is_inside and is_for_all:
                hint = f"write it right behind the {{ of line {part.opened.line}"
            elif is_inside and not is_first:
                hint = f"write it at the nodes themselves: {written(meant[0].text)} [{name}=…]"
            message = f"node [{name}=…] changes nothing: it counts for nodes first named after it"
            yield Lost(message, hint, keyword.place)

    def _is_statement(self, node: Token) -> bool:
        """Whether a node stands by itself in the part that has just ended, and in no inner one."""
        is_alone = all(beside.mark not in (*EDGES, ":") for beside in self.mentions[node.start])
        return is_alone and self.depths[node.start] == len(self.parts) + 1


def late_defaults(source: Source) -> Iterator[Lost]:
    """Defaults after which nothing is made that takes them.

    Bad: `a -> b; node [shape=box]`, and `a -> b; subgraph cluster_x { node [shape=box]; a; b }`.
    Good: `node [shape=box]; a -> b`. A subgraph that goes on in another { } keeps its defaults.
    """
    reader, tokens = _Reader(source), source.outside
    parts = [name.text for word, name in pairwise(tokens) if word.keyword == "subgraph"]
    goes_on = any(count > 1 for name, count in Counter(parts).items() if name != "{")
    for token in tokens if reader.lists and not goes_on else ():
        yield from reader.read(token)
