"""A graph → leads: how many nodes, edges and clusters there are, and its shape."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.commands.facts.leads.lead import Lead, call, family, in_quotes, one_each, sides
from pipeline.facts.model import Graph, Node

SHAPES = ("ring", "path", "tree", "connected")
MOST_NAMED, MOST_ENDS, FEWEST_WAYS, FEW = 8, 4, 2, 4


def of_graph(graph: Graph) -> Iterator[Lead]:
    """What could be claimed of a graph."""
    yield sides("nodes")
    yield sides("edges")
    if graph.clusters:
        yield sides("clusters")
    yield Lead(SHAPES, is_statement=True)
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        labels[family(edge.label) or edge.label].append(edge.label)
    for kind, found in _most(labels):
        often = Counter(found)
        yield sides(call("edges", in_quotes(kind if len(often) > 1 else found[0])))
        if 1 < len(often) <= FEW:
            for label, count in often.most_common():
                yield sides(call("edges", in_quotes(label)) if count > 1 else None)
    yield from _nodes(graph.nodes)
    for cluster in graph.clusters[:MOST_NAMED]:
        yield sides(call("nodes", _key("in", cluster.label or cluster.name)))
    yield from _ends(graph)


def _nodes(nodes: Sequence[Node]) -> Iterator[Lead]:
    """How many nodes read alike, and how many have a colour."""
    fills: defaultdict[str, list[str]] = defaultdict(list)
    labels: defaultdict[str, list[str]] = defaultdict(list)
    unseen: set[str | None] = set()
    for node in nodes:
        lines = one_each(node.lines or (node.label,))
        fills[node.fill].append(node.name)
        for line in lines:
            labels[family(line) or line].append(line)
        if lines and node.name not in lines:
            unseen.add(family(node.name))  # nobody sees that name, but a claim would count it
    for kind, found in _most(labels):
        if len(found) > 1 and kind not in unseen:
            yield sides(call("nodes", in_quotes(kind if len({*found}) > 1 else found[0])))
    for fill, _ in _most(fills) if len(fills) > 1 else ():
        yield sides(call("nodes", in_quotes(fill)))


def _most(groups: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    """The largest groups that have a name."""
    named = [(name, members) for name, members in groups.items() if name]
    return sorted(named, key=lambda group: -len(group[1]))[:MOST_NAMED]


def _ends(graph: Graph) -> Iterator[Lead]:
    """How many edges leave and reach the nodes that most do, each called by a name of its own."""
    labels = {node.name: node.label or node.name for node in graph.nodes}
    bearers = Counter(labels.values())
    for key, ends in (
        ("from", [edge.tail for edge in graph.edges]),
        ("to", [edge.head for edge in graph.edges]),
    ):
        often = [
            labels[name] for name, count in Counter(ends).most_common()
            if count >= FEWEST_WAYS and bearers[labels.get(name, "")] == 1
        ]  # fmt: skip
        for label in often[:MOST_ENDS]:
            yield sides(call("edges", _key(key, label)))


def _key(name: str, text: str) -> str | None:
    quoted = in_quotes(text)
    return quoted and f"{name}={quoted}"
