"""What a graph shows: nodes, edges, clusters, and what shape it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.claims.known.fact import Look, Seen, counted, fact, nearest, quoted
from pipeline.claims.measures.values import UnclearError, Value
from pipeline.facts.model import Edge, Graph, Node


@fact("dot")
def nodes(seen: Seen, label: Look | None = None, *, in_: Look | None = None) -> Value:
    """How many nodes are drawn; those of a label or `"#fill"`, or `in=` a cluster of a label.

    `nodes(in="Pod 0") = 2`. The text fits a whole label, one of its lines, or the node's name.
    """
    graph = _graph(seen)
    inside = [*graph.nodes]
    if in_ is not None:
        members = {name for each in graph.clusters if in_.suits((each.label, each.name))
                   for name in each.members}  # fmt: skip
        if not members:
            _no_cluster(graph, in_)
        inside = [node for node in graph.nodes if node.name in members]
    found = [node for node in inside if label is None or label.suits(_names(node), (node.fill,))]
    return counted("node", [*map(_name, inside)], [*map(_name, found)], label)


@fact("dot")
def edges(
    seen: Seen,
    label: Look | None = None,
    *,
    from_: Look | None = None,
    to: Look | None = None,
) -> Value:
    """How many edges are drawn; those of a label or `"#colour"`, `from=` and `to=` a node.

    They run as their arrows point: one with two heads counts both ways, one with none either way.
    `edges(from="spine 0") = leaves`.
    """
    graph = _graph(seen)
    known = {node.name: _names(node) for node in graph.nodes}
    for end in (from_, to):
        if end is not None and not any(end.suits(names) for names in known.values()):
            near = end.pattern and nearest(end.pattern, map(_name, graph.nodes))
            more = f"; the nearest: {near}" if near else ""
            raise UnclearError(f"no node is called {quoted(end.text)}{more}")
    ways = [edge for edge in graph.edges if _runs(edge, from_, to, known)]
    found = [edge for edge in ways if label is None or _suits(label, edge)]
    shown = _arrows(found, graph)
    return counted("edge", [edge.label for edge in ways], shown, label)


@fact("dot")
def clusters(seen: Seen, label: Look | None = None) -> Value:
    """How many clusters are drawn; those of a label."""
    graph = _graph(seen)
    every = [each.label or each.name for each in graph.clusters]
    found = [each for each in every if label is None or label.suits((each,))]
    return counted("cluster", every, found, label)


@fact("dot", is_shape=True)
def tree(seen: Seen) -> Value:
    """The nodes are one tree: all linked, and nowhere in a circle. Arrows may point either way."""
    graph = _graph(seen)
    links, parts = _links(graph), _parts(graph)
    if parts > 1:
        return _not(f"it falls into {parts} parts")
    if len(links) >= len(graph.nodes):
        return _not("it has a circle")
    return Value(1)


@fact("dot", is_shape=True)
def ring(seen: Seen) -> Value:
    """The nodes are one circle: each linked with two others, and all arrows going round it."""
    graph = _graph(seen)
    neighbours = _neighbours(graph)
    for node in graph.nodes:
        if len(neighbours[node.name]) != 2:
            return _not(f"{quoted(_name(node))} has {_many(len(neighbours[node.name]))}")
    if (parts := _parts(graph)) > 1:
        return _not(f"it falls into {parts} parts")
    for node in graph.nodes if _is_one_way(graph) else ():
        if sum(edge.head == node.name for edge in graph.edges) != 1:
            return _not(f"the arrows do not go round at {quoted(_name(node))}")
    return Value(1)


@fact("dot", is_shape=True)
def path(seen: Seen) -> Value:
    """The nodes are one row: each linked with the next, and nowhere a branch."""
    graph = _graph(seen)
    neighbours = _neighbours(graph)
    for node in graph.nodes:
        if len(neighbours[node.name]) > 2:
            return _not(f"{quoted(_name(node))} has {_many(len(neighbours[node.name]))}")
    return tree(seen)  # type: ignore[return-value] # it gives a Value


@fact("dot", is_shape=True)
def connected(seen: Seen) -> Value:
    """Every node can be reached from every other, whichever way the arrows point."""
    parts = _parts(_graph(seen))
    return _not(f"it falls into {parts} parts") if parts > 1 else Value(1)


def _graph(seen: Seen) -> Graph:
    assert seen.facts.graph is not None, "the judge asks for facts of graphs of graphs alone"
    return seen.facts.graph


def _not(why: str) -> Value:
    """A shape that a graph does not have."""
    return Value(0, basis=why)


def _many(count: int) -> str:
    return f"{count or 'no'} neighbour{'s' * (count != 1)}"


def _suits(label: Look, edge: Edge) -> bool:
    return label.suits((edge.label, *edge.lines), (edge.colour,))


def _name(node: Node) -> str:
    return node.label or node.name


def _names(node: Node) -> tuple[str, ...]:
    return (node.label, *node.lines, node.name) if node.label else (node.name,)


def _no_cluster(graph: Graph, wanted: Look) -> None:
    known = ", ".join(quoted(each.label or each.name) for each in graph.clusters[:8])
    there = f"there are {known}" if known else "there are none"
    raise UnclearError(f"no cluster is called {quoted(wanted.text)}; {there}")


def _runs(
    edge: Edge, from_: Look | None, to: Look | None, known: dict[str, tuple[str, ...]]
) -> bool:
    ways = [(edge.tail, edge.head)]
    if edge.heads != "one":
        ways.append((edge.head, edge.tail))
    return any(
        (from_ is None or from_.suits(known.get(tail, (tail,))))
        and (to is None or to.suits(known.get(head, (head,))))
        for tail, head in ways
    )


def _arrows(edges: Sequence[Edge], graph: Graph) -> list[str]:
    """Each edge as a reader sees it."""
    names = {node.name: _name(node) for node in graph.nodes}
    signs = {"one": "→", "both": "↔", "none": "–"}
    return [
        f"{names.get(edge.tail, edge.tail)} {signs[edge.heads]} {names.get(edge.head, edge.head)}"
        for edge in edges
    ]


def _links(graph: Graph) -> set[frozenset[str]]:
    """Which nodes are linked, whichever way and however often; a loop is a link of one."""
    return {frozenset((edge.tail, edge.head)) for edge in graph.edges}


def _neighbours(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        found[edge.tail].add(edge.head)
        found[edge.head].add(edge.tail)
    return found


def _parts(graph: Graph) -> int:
    """How many parts are not linked with one another."""
    neighbours, left, parts = _neighbours(graph), {node.name for node in graph.nodes}, 0
    while left:
        waiting = [left.pop()]
        parts += 1
        while waiting:
            near = neighbours[waiting.pop()] & left
            left -= near
            waiting += near
    return parts


def _is_one_way(graph: Graph) -> bool:
    """Whether each link is one arrow with one head."""
    is_single = len(graph.edges) == len(_links(graph))
    return is_single and all(edge.heads == "one" for edge in graph.edges)
