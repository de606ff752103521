"""The tokens of a DOT text → subgraphs that are no clusters, and clusters that are no nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.render.dot.lookup import TRUE, Source, ends
from pipeline.render.dot.source import Token
from pipeline.render.dot.wrong.grammar import quoted, written
from pipeline.render.dot.wrong.records import Lost
from pipeline.render.dot.wrong.traps.twice import lost_label

_CLUSTER = "cluster"


@dataclass
class _Body:
    """What stands between a { and its }: a subgraph, or the whole graph, which has no `outer`.

    `is_bare` says that the word `subgraph` is missing before its name.
    """

    outer: _Body | None
    name: Token | None
    opened: Token
    label: Token | None = None
    is_cluster: bool = False
    holds_cluster: bool = False
    holds_node: bool = False
    is_bare: bool = False

    def set(self, name: Token, value: Token) -> None:
        """Note one attribute of its own."""
        if name.text == "label":
            self.label = value if value.text.strip() else None
        elif name.text == _CLUSTER:
            self.is_cluster = value.text.lower() in TRUE

    def lost(self) -> Iterator[Lost]:
        """Its label if nothing draws that: neither itself nor a cluster inside, which inherits."""
        if self.name and self.is_bare:
            name = written(self.name.text)
            message = f"{name} is a node: before a part in {{ }} stands the word subgraph"
            yield Lost(message, f"write subgraph {name} {{", self.name.place)
            return
        if self.outer and self.label and not self.is_cluster and not self.holds_cluster:
            named = f" {self.name.text}" if self.name else ""
            label = quoted(self.label.text)
            message = f"subgraph{named} is no cluster, so its label {label} is not drawn"
            cluster = written(f"{_CLUSTER}_{self.name.text if self.name else 'name'}")
            hint = f"for a box with a label write: subgraph {cluster} {{"
            yield Lost(message, hint, (self.name or self.opened).place)
        elif self.name and self.label and self.is_cluster and not self.holds_node:
            message = f"{self.name.text} holds no node, so neither it nor its label is drawn"
            yield Lost(message, "name its nodes in its { }", self.name.place)


def labels_not_drawn(source: Source) -> Iterator[Lost]:
    """Labels of subgraphs that are no clusters, or in which no node is named.

    Bad: `subgraph pod { label="Pod 0"; a }`. Good: `subgraph cluster_pod { label="Pod 0"; a }`.
    And of clusters of one name in one part, which are one box.
    """
    labels: dict[tuple[int, str], Token] = {}
    lists = (each for each in source.lists if each.default == "graph")
    of_lists = {each.statement[-1].start: each.inside for each in lists}
    outside, nodes = source.outside, {node.start for _, node, _ in source.mentions}
    parts = Counter(name.text for word, name in pairwise(outside) if word.keyword == "subgraph")
    body: _Body | None = None
    for n, token in enumerate(outside):
        if token.mark == "{":
            body = _opened(outside, n, body)
            body.holds_node = body.name is not None and parts[body.name.text] > 1
        elif body and token.mark == "}":
            yield from body.lost()
            if body.outer:
                body.outer.holds_node |= body.holds_node
                body.outer.holds_cluster |= body.is_cluster or body.holds_cluster
                if body.is_cluster and body.name and body.label:
                    box = body.outer.opened.start, body.name.text
                    first = labels.setdefault(box, body.label)
                    if first.text != body.label.text:
                        why = f"{body.name.text} gets another one here"
                        hint = "give each cluster a name of its own, or keep one label"
                        yield lost_label(first, body.label, why, hint)
            body = body.outer
        elif body and token.start in nodes:
            body.holds_node = True
        elif body and token.start in of_lists:
            for name, value in of_lists[token.start]:
                body.set(name, value)
        elif body and token.mark == "=" and 0 < n < len(outside) - 1:
            body.set(outside[n - 1], outside[n + 1])


def _opened(outside: list[Token], at: int, outer: _Body | None) -> _Body:
    """The body that the { at that place opens; a cluster's name starts so in any case."""
    before = outside[at - 1] if at else None
    is_named = at > 1 and outside[at - 2].keyword == "subgraph"
    is_bare = outer is not None and not is_named and _is_cluster(before)
    name = before if is_named or is_bare else None
    is_cluster = _is_cluster(name)
    keyword = before if before and before.keyword == "subgraph" else outside[at]
    return _Body(outer, name, keyword, is_cluster=is_cluster, is_bare=is_bare)


def _is_cluster(name: Token | None) -> bool:
    return name is not None and name.text.lower().startswith(_CLUSTER)


def edges_to_clusters(source: Source) -> Iterator[Lost]:
    """Clusters as ends of edges, where they are names of nodes; only fdp draws an edge to a box.

    Bad: `subgraph cluster_db { p } app -> cluster_db`. Good: `app -> p [lhead=cluster_db]`.
    """
    settings = source.settings
    nodes = {} if settings.get("layout") == "fdp" else _nodes_in_clusters(source)
    for each in source.lists:
        if each.statement and not each.is_of_edges:
            nodes.pop(each.statement[0].text, None)
    arrow = "--" if source.tokens[0].keyword == "graph" else "->"
    for tail, head in ends(source.outside) if nodes else ():
        if cluster := next((end for end in (tail, head) if end.text in nodes), None):
            message = f"{cluster.text} is a cluster, and as an end of an edge another node"
            yield Lost(message, _to_a_node(tail, head, arrow, nodes, settings), cluster.place)


def _to_a_node(
    tail: Token, head: Token, arrow: str, nodes: dict[str, str], settings: dict[str, str]
) -> str:
    """What to write for an edge to a cluster: one to a node in it that ends at the box."""
    edge = f" {arrow} ".join(
        "…" if end.mark else written(nodes.get(end.text, end.text)) for end in (tail, head)
    )
    if settings.get("layout", "dot") != "dot":
        return f"write {edge}"
    cut = [
        f"{name}={written(end.text)}"
        for name, end in (("ltail", tail), ("lhead", head))
        if end.text in nodes
    ]
    compound = "" if settings.get("compound") in TRUE else "set compound=true for the graph, and "
    return f"{compound}write {edge} [{' '.join(cut)}]"


def _nodes_in_clusters(source: Source) -> dict[str, str]:
    """The first node in each cluster that has a name and holds one."""
    found: dict[str, str] = {}
    nodes = {node.start for _, node, _ in source.mentions}
    body: _Body | None = None
    for n, token in enumerate(source.outside):
        if token.mark == "{":
            body = _opened(source.outside, n, body)
        elif body and token.mark == "}":
            body = body.outer
        elif token.start in nodes:
            around = body
            while around:
                if around.name and around.is_cluster:
                    found.setdefault(around.name.text, token.text)
                around = around.outer
    return found
