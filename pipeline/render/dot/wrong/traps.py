"""The tokens of a DOT text → what is legal and drawn, but means something else than it seems to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import EDGES, KEYWORDS, Token
from pipeline.render.dot.statements import AttributeList, ends_in, is_edge
from pipeline.render.dot.wrong.attributes import KNOWN
from pipeline.render.dot.wrong.grammar import is_name
from pipeline.render.dot.wrong.records import Lost
from pipeline.render.dot.wrong.strays import misspelt

_ARROW = re.compile("[→⇒⟶➔➜←⟵↔⇔]|^[–—]+$")
_SINGLE = re.compile("'(.+)'")
_FRACTION = re.compile(r"(?P<before>[^\W\d]\w*)(?P<after>\.\d+)")
_NEGATIVE = re.compile(r"-\.?\d[\d.]*")
_TRUE = ("true", "yes", "1")
_CLUSTER = "cluster"


def traps(source: Source) -> Iterator[Lost]:
    """What is drawn, but not as it seems."""
    outside, lists = source.outside, source.lists
    yield from _arrows_as_names(outside)
    yield from _labels_of_all(lists)
    yield from _single_quotes(lists)
    yield from _split_names(outside)
    yield from _colons_for_equals(outside)
    yield from _quotes_in_texts(outside)
    yield from _labels_not_drawn(outside, lists)
    yield from misspelt(outside, lists)


def _arrows_as_names(outside: list[Token]) -> Iterator[Lost]:
    """`a → b` is three nodes to DOT."""
    right = "--" if outside[0].is_keyword("graph") else "->"
    for before, token, following in zip(outside, outside[1:], outside[2:], strict=False):
        is_arrow = token.kind == "name" and _ARROW.search(token.text)
        if is_arrow and following.text[:1] != ">" and before.mark != "=":
            message = f"{token.text} is no arrow to DOT but the name of a node"
            hint = f'for an edge write {right}; for a name put it into quotes: "{token.text}"'
            yield Lost(message, hint, token.place)


def _single_quotes(lists: list[AttributeList]) -> Iterator[Lost]:
    """`a -> b [label='one']` is drawn with its quotes; at a node it is an error."""
    for name, value in (
        pair for statement, inside in lists if is_edge(statement) for pair in inside
    ):
        if value.kind == "name" and (quoted := _SINGLE.fullmatch(value.text)):
            message = f"' is no quote to DOT, and part of the {name.text}: {value.text}"
            yield Lost(message, f'write {name.text}="{quoted[1]}"', value.place)


def _labels_of_all(lists: list[AttributeList]) -> Iterator[Lost]:
    """Keywords are taken in any case, also where a node was meant.

    Bad: `Edge [label="Edge server"]`. Good: `"Edge" [label="Edge server"]`, `Edge [color=red]`.
    """
    for statement, inside in lists:
        keyword = statement[-1] if statement else None
        if not keyword or not keyword.is_keyword("edge", "node") or keyword.text.islower():
            continue
        if (label := _label(inside)) and "\\" not in label.text:
            name, every = keyword.text, keyword.text.lower()
            message = f"{name} is a keyword, so “{label.text}” becomes the label of every {every}"
            hint = f'for one node write "{name}"; for the default of all write {every}'
            yield Lost(message, hint, keyword.place)


def _label(inside: list[tuple[Token, Token]]) -> Token | None:
    """The last label that a list of attributes sets, unless it is empty."""
    labels = [value for name, value in inside if name.text == "label"]
    return labels[-1] if labels and labels[-1].text.strip() else None


def _split_names(outside: list[Token]) -> Iterator[Lost]:
    """Names that DOT reads as two; each is reported once.

    Bad: `v1.0` is read as v1 and .0, `H-100` as H and -100. Good: `"v1.0"`, `"H-100"`, `v1_0`.
    Graphviz itself warns of names that start with a number, or that go on after it.
    """
    found: dict[str, Lost] = {}
    for token, following in itertools.zip_longest(outside, outside[1:]):
        parts = _parts(token, following) if token.kind == "name" else None
        if parts:
            name, (before, after) = "".join(parts), parts
            message = f"{name} without quotes is two names to DOT, {before} and {after}"
            found.setdefault(name, Lost(message, f'write "{name}"', token.place))
    yield from found.values()


def _colons_for_equals(outside: list[Token]) -> Iterator[Lost]:
    """A port at a node that no edge leads to.

    Bad: `rankdir: LR` and `a: "Load balancer"`. Good: `rankdir=LR`, `a [label="Load balancer"]`.
    """
    for n, (name, colon, value) in enumerate(zip(outside, outside[1:], outside[2:], strict=False)):
        beside = {each.mark for each in (*outside[max(n - 1, 0) : n], *outside[n + 3 : n + 4])}
        is_setting = name.text in KNOWN
        if colon.mark != ":" or name.mark or value.mark or not beside.isdisjoint({*EDGES, ":"}):
            continue
        if is_setting or value.kind == "quoted":
            text = value.text if is_name(value.text) else f'"{value.text}"'
            way = f"{name.text}={text}" if is_setting else f"{name.text} [label={text}]"
            message = f"{name.text}: {text} is a node {name.text} with a port, since : is no ="
            yield Lost(message, f"write {way}", name.place)


def _quotes_in_texts(outside: list[Token]) -> Iterator[Lost]:
    """A name glued to the end of a text: `label="Fig 1: "Flow""` is a text and two nodes."""
    for text, name in itertools.pairwise(outside):
        is_word = name.kind == "name" and is_name(name.text)
        if text.kind == "quoted" and is_word and text.end == name.start:
            message = f"the text “{text.text}” ends before {name.text}, which is a node"
            yield Lost(message, r"write \" for a quote inside a text", name.place)


def _parts(token: Token, following: Token | None) -> tuple[str, str] | None:
    """The two names as which DOT reads what stands there as one word; None if it is one."""
    if fraction := _FRACTION.fullmatch(token.text):
        return fraction["before"], fraction["after"]
    if not following or following.start != token.end or following.kind != "name":
        return None
    is_word = (token.text[:1].isalpha() or token.text[:1] == "_") and not token.is_keyword(
        *KEYWORDS
    )
    is_two = is_word and _NEGATIVE.fullmatch(following.text)
    return (token.text, following.text) if is_two else None


@dataclass
class _Body:
    """What stands between a { and its }: a subgraph, or the whole graph, which has no `outer`."""

    outer: _Body | None
    name: Token | None
    opened: Token
    label: Token | None = None
    is_cluster: bool = False
    holds_cluster: bool = False

    def set(self, name: Token, value: Token) -> None:
        """Note one attribute of its own."""
        if name.text == "label":
            self.label = value if value.text.strip() else None
        elif name.text == _CLUSTER:
            self.is_cluster = value.text.lower() in _TRUE

    def lost(self) -> Iterator[Lost]:
        """Its label if nothing draws that: neither itself nor a cluster inside, which inherits."""
        if self.outer and self.label and not self.is_cluster and not self.holds_cluster:
            named = f" {self.name.text}" if self.name else ""
            message = (
                f"subgraph{named} is no cluster, so its label “{self.label.text}” is not drawn"
            )
            hint = f"for a box with a label write: subgraph cluster_{named.strip() or 'name'} {{"
            yield Lost(message, hint, (self.name or self.opened).place)


def _labels_not_drawn(outside: list[Token], lists: list[AttributeList]) -> Iterator[Lost]:
    """Labels of subgraphs that are no clusters.

    Bad: `subgraph pod { label="Pod 0"; a }`. Good: `subgraph cluster_pod { label="Pod 0"; a }`.
    """
    of_lists = {statement[-1].start: inside for statement, inside in lists
                if ends_in(statement, "graph")}  # fmt: skip
    body: _Body | None = None
    for n, token in enumerate(outside):
        if token.mark == "{":
            body = _opened(outside, n, body)
        elif body and token.mark == "}":
            yield from body.lost()
            if body.outer:
                body.outer.holds_cluster |= body.is_cluster or body.holds_cluster
            body = body.outer
        elif body and token.start in of_lists:
            for name, value in of_lists[token.start]:
                body.set(name, value)
        elif body and token.mark == "=" and 0 < n < len(outside) - 1:
            body.set(outside[n - 1], outside[n + 1])


def _opened(outside: list[Token], at: int, outer: _Body | None) -> _Body:
    """The body that the { at that place opens; a cluster's name starts so in any case."""
    before = outside[at - 1] if at else None
    is_named = at > 1 and outside[at - 2].is_keyword("subgraph")
    name = before if is_named else None
    is_cluster = name is not None and name.text.lower().startswith(_CLUSTER)
    keyword = before if before and before.is_keyword("subgraph") else outside[at]
    return _Body(outer, name, keyword, is_cluster=is_cluster)
