"""A seed → a DOT text that uses a good part of the language, the same one each time."""

from __future__ import annotations

import random

SHAPES = (
    "box", "ellipse", "circle", "diamond", "cylinder", "note", "folder", "plaintext", "hexagon",
    "doublecircle", "point", "box3d", "component", "tab", "star", "house", "record", "Mrecord",
)  # fmt: skip
LABELS = ("Load balancer", "Shard 3\\n(primary)", "GPU", "α β", "left\\lright\\r", "100 ms", "x")
RECORD = "{<a> top|{<b> left|<c> right}|bottom}"
TABLE = (
    '<<table border="0" cellborder="1" cellspacing="0"><tr><td port="a" bgcolor="#cfe2f3">x</td>'
    '<td>y<br/>z</td></tr><tr><td colspan="2" port="b"><b>w</b></td></tr></table>>'
)
OF_GRAPH = {
    "rankdir": ("LR", "TB", "BT", "RL"),
    "splines": ("ortho", "curved", "polyline", "line", "true", "false"),
    "nodesep": ("0.1", "1"),
    "ranksep": ("0.2", "2"),
    "concentrate": ("true",),
    "compound": ("true",),
    "label": ('"A title"', "<A <b>bold</b> title>"),
    "newrank": ("true",),
    "ordering": ("out",),
    "size": ('"4,4"',),
    "ratio": ("fill", "compress"),
    "fontsize": ("9", "20"),
    "rotate": ("90",),
}
OF_NODE = {
    "style": ("filled", "rounded", '"filled,rounded"', "dashed", "bold", "dotted"),
    "fillcolor": ('"#cfe2f3"', "lightblue", '"red:blue"'),
    "xlabel": ('"note"',),
    "fontname": ('"Helvetica-Bold"', "Courier", '"Arial"'),
    "peripheries": ("2",),
    "width": ("2",),
}
OF_EDGE = {
    "label": ('"12 ms"',),
    "style": ("dashed", "bold", "dotted", "invis"),
    "dir": ("both", "none", "back"),
    "arrowhead": ("vee", "diamond", "odot", "none", "crow", "normaldot"),
    "constraint": ("false",),
    "minlen": ("2",),
    "headlabel": ('"1"',),
    "taillabel": ('"*"',),
    "color": ("red", '"red:blue"', '"#4a90c4"'),
    "tailport": ("e",),
}


def graph(seed: int) -> str:
    """A graph of up to a dozen nodes, laid out by dot."""
    rng = random.Random(seed)
    nodes = [f"n{n}" for n in range(rng.randint(2, 12))]
    kinds = [rng.choice(("plain", "plain", "plain", "record", "table")) for _ in nodes]
    lines = [f"{name}={value};" for name, value in _some(rng, OF_GRAPH, 0.12)]
    lines += [_node(rng, node, kind) for node, kind in zip(nodes, kinds, strict=True)]
    if rng.random() < 0.4:
        inside = "; ".join(rng.sample(nodes, 2))
        lines.append(f'subgraph cluster_0 {{ label="Region"; style=rounded; {inside} }}')
    lines += [_edge(rng, nodes, kinds) for _ in range(rng.randint(1, 2 * len(nodes)))]
    return "digraph {\n" + "\n".join(lines) + "\n}\n"


def _some(rng: random.Random, known: dict[str, tuple[str, ...]], share: float) -> list[list[str]]:
    return [[name, rng.choice(known[name])] for name in known if rng.random() < share]


def _attributes(pairs: list[list[str]]) -> str:
    return "[" + ", ".join(f"{name}={value}" for name, value in pairs) + "];"


def _node(rng: random.Random, node: str, kind: str) -> str:
    pairs = _some(rng, OF_NODE, 0.15)
    if kind == "record":
        pairs += [["shape", "record"], ["label", f'"{RECORD}"']]
    elif kind == "table":
        pairs += [["shape", "plain"], ["label", TABLE]]
    else:
        pairs += [["shape", rng.choice(SHAPES[:-2])], ["label", f'"{rng.choice(LABELS)}"']]
    return f"{node} {_attributes(pairs)}"


def _edge(rng: random.Random, nodes: list[str], kinds: list[str]) -> str:
    tail, head = rng.randrange(len(nodes)), rng.randrange(len(nodes))
    port = f":{rng.choice('ab')}" if kinds[tail] != "plain" and rng.random() < 0.5 else ""
    return f"{nodes[tail]}{port} -> {nodes[head]} {_attributes(_some(rng, OF_EDGE, 0.1))}"
