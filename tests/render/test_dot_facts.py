"""What Graphviz drew, read from its raw SVG: the same with both engines."""

from __future__ import annotations

import pytest

from pipeline.facts import read
from pipeline.facts.model import Graph
from tests.render.jobs import Draw, svg


def graph(draw: Draw, text: str) -> Graph:
    """The graph that a DOT text draws."""
    facts = read(svg(draw(text)).encode(), "dot")
    assert facts.graph is not None, facts.reason
    return facts.graph


UNSEEN = """digraph {
  a -> b -> hidden; a -> c [style=invis]; hidden [style=invis]
  b -> bend; bend [shape=point, width=0]
  subgraph cluster_0 { style=invis; c } subgraph cluster_1 { label="Pod 1"; a; b }
  empty [shape=none, label=""]
}"""


def test_what_is_invisible_is_not_there(draw: Draw) -> None:
    found = graph(draw, UNSEEN)
    assert {node.name for node in found.nodes} == {"a", "b", "c"}
    ways = {(edge.tail, edge.head) for edge in found.edges}
    assert ways == {("a", "b"), ("b", "hidden"), ("b", "bend")}
    assert [(each.label, {*each.members}) for each in found.clusters] == [("Pod 1", {"a", "b"})]


FORMS = """digraph {
  a [shape=box]; b [shape=diamond, penwidth=3, style=dashed, color="#cc4444"]
  c [shape=doublecircle]; d [shape=plain]; e [shape=record, label="x|y"]
  f [shape=hexagon]; g [shape=cylinder]
}"""


def test_nodes_have_the_form_and_the_border_that_is_drawn(draw: Draw) -> None:
    found = {node.name: node for node in graph(draw, FORMS).nodes}
    forms = ["box", "polygon 4", "ellipse", "", "box", "polygon 6", "path"]
    assert [found[name].form for name in "abcdefg"] == forms
    assert found["b"].border == "#cc4444 3 5,2"
    assert found["d"].border == ""


LABELS = r"""digraph {
  many [label="rank 0\nidle"]; record [shape=record, label="{head|<port> 7 ms}"]
  html [label=<<table><tr><td>GPU <b>0</b></td></tr><tr><td>80 GB</td></tr></table>>]
  many -> record:port [label="2 GB\n50 GB/s"]
}"""


def test_labels_are_as_drawn(draw: Draw) -> None:
    found = graph(draw, LABELS)
    labels = {node.name: node.label for node in found.nodes}
    assert labels == {"many": "rank 0 idle", "record": "head 7 ms", "html": "GPU 0 80 GB"}
    assert found.nodes[0].lines == ("rank 0", "idle")
    (edge,) = found.edges
    assert (edge.tail, edge.head, edge.label) == ("many", "record", "2 GB 50 GB/s")


ARROWS = """digraph {
  a -> b; c -> d [dir=back, style=dashed, color="#cc4444"]; e -> f [dir=both]; g -> h [dir=none]
  i -> j [arrowhead=none]; k -> l [arrowhead=crow, arrowtail=tee, dir=both]; m -> m
  n -> o [arrowhead=curve]; p -> q [style=tapered, penwidth=5]; r -> s [label=x, decorate=true]
  "t->u" -> "v:w"; y -> z [color="red:blue"]; subgraph { rank=same; aa -> ab [dir=back] }
}"""


def test_edges_point_as_their_arrows_do(draw: Draw) -> None:
    found = graph(draw, ARROWS)
    ways = {f"{edge.tail} {edge.head}": edge for edge in found.edges}
    heads = {way: edge.heads for way, edge in ways.items()}
    assert heads == {
        "a b": "one", "d c": "one", "e f": "both", "g h": "none", "i j": "none", "k l": "both",
        "m m": "one", "n o": "one", "p q": "one", "r s": "one", "t->u v:w": "one", "y z": "one",
        "ab aa": "one",
    }  # fmt: skip
    assert (ways["d c"].is_dashed, ways["d c"].colour) == (True, "#cc4444")
    assert (ways["a b"].is_dashed, found.is_directed) == (False, True)


def test_lines_without_arrows(draw: Draw) -> None:
    found = graph(draw, 'graph { x -- y; x -- "z -- 1"; x [style=filled, fillcolor=gold] }')
    assert not found.is_directed
    assert [(edge.tail, edge.head, edge.heads) for edge in found.edges] == [
        ("x", "y", "none"), ("x", "z -- 1", "none"),
    ]  # fmt: skip
    assert {node.name: node.fill for node in found.nodes}["x"] == "#ffd700"


START = b'<svg xmlns="http://www.w3.org/2000/svg">'


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg",
        START + b'<g class="edge"><title>a</title><text>x</text></g></svg>',
        START + b'<g class="node"><ellipse cx="x"/></g></svg>',
        b"<a>" * 100_000,
    ],
)
def test_what_is_no_graph_is_a_reason(raw: bytes) -> None:
    found = read(raw, "dot")
    assert found.graph is None
    assert found.reason.startswith("the graph cannot be read from what Graphviz drew: ")
