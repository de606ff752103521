"""The raw SVG that Graphviz wrote → Graph: its groups say what each thing is, and their titles who.

What is invisible is not in it, or a group that holds nothing but its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from math import dist
from typing import Literal, NamedTuple

import tinycss2.color3  # type: ignore[import-untyped]  # the library carries no types
from lxml import etree

from pipeline.facts.model import Cluster, Edge, Facts, Graph, Node, Point, Rect

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(f"{_SVG}{name}" for name in ("polygon", "polyline", "path", "ellipse"))
_PATH, _LINE, _ELLIPSE = f"{_SVG}path", f"{_SVG}polyline", f"{_SVG}ellipse"
_TEXT, _TITLE = f"{_SVG}text", f"{_SVG}title"
_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
_LONGEST_PAIR = 60
"""In characters; so much of a line's start or end is looked at."""

_JOIN = re.compile("->|--")

_SMALLEST = 1.5
"""In pt: what is no larger is a bend that edges share, and no node that anybody sees."""


class _Part(NamedTuple):
    """A group of a node, an edge or a cluster: its title, its shapes, and its texts in order."""

    kind: str
    title: str
    shapes: Sequence[etree._Element]
    words: Sequence[str]

    @property
    def label(self) -> str:
        return " ".join(self.words)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.words) if len(self.words) > 1 else ()

    @property
    def is_drawn(self) -> bool:
        return bool(self.shapes or self.words)


def graph_facts(raw: bytes) -> Facts:
    """The graph in a raw SVG, or the reason why it cannot be told."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        parts = [*_parts(etree.fromstring(raw, parser))]
        return Facts(graph=_graph(parts))
    except (ArithmeticError, LookupError, SyntaxError, ValueError) as error:
        return Facts(reason=f"the graph cannot be read from what Graphviz drew: {error}")


def _parts(root: etree._Element) -> Iterator[_Part]:
    for group in root.iter(f"{_SVG}g"):
        kind = group.get("class") or ""
        if kind not in ("node", "edge", "cluster"):
            continue
        title, words, shapes = "", [], []
        for each in group.iter():
            if each.tag in _SHAPES:
                shapes.append(each)
            elif each.tag == _TEXT:
                words.append(" ".join((each.text or "").split()))
            elif each.tag == _TITLE and not title:
                title = each.text or ""
        yield _Part(kind, title, shapes, [*filter(None, words)])


def _graph(parts: Sequence[_Part]) -> Graph:
    drawn = [part for part in parts if part.is_drawn]
    nodes = [part for part in drawn if part.kind == "node" and _is_seen(part)]
    names = {part.title for part in parts if part.kind == "node"}
    edges = [(part, _ends(part.title, names)) for part in drawn if part.kind == "edge"]
    clusters = [part for part in drawn if part.kind == "cluster"]
    middles = [
        (part.title, _middle(_bounds(part.shapes)))
        for part in (nodes if clusters else ())
        if part.shapes
    ]
    return Graph(
        is_directed=any(join == "->" for _, (*_, join) in edges),
        nodes=tuple(map(_node, nodes)),
        edges=tuple(_edge(part, tail, head) for part, (tail, head, _) in edges),
        clusters=tuple(_cluster(part, middles) for part in clusters),
    )


def _node(part: _Part) -> Node:
    form, border = _outline(part.shapes[0]) if part.shapes else ("", "")
    return Node(part.title, part.label, _fill(part.shapes), part.lines, form, border)


def _outline(shape: etree._Element) -> tuple[str, str]:
    """What a shape is (`ellipse`, `box`, `polygon 4`), and how its border is drawn."""
    form = shape.tag.removeprefix(_SVG)
    if form == "polygon":
        corners = {*_points(shape)}
        sides = [len({*places}) for places in zip(*corners, strict=True)]
        form = "box" if len(corners) == 4 and sides == [2, 2] else f"polygon {len(corners)}"
    looks = (shape.get(name) or "" for name in ("stroke", "stroke-width", "stroke-dasharray"))
    return form, " ".join(filter(None, looks))


def _is_seen(node: _Part) -> bool:
    if node.words or not node.shapes:
        return True
    left, top, right, bottom = _bounds(node.shapes)
    return max(right - left, bottom - top) > _SMALLEST


def _ends(title: str, names: set[str]) -> tuple[str, str, str]:
    """Tail, head and what joins them; names may hold `->` and `:`, and ports may follow them."""
    ways = [
        (_named(title[: join.start()], names), _named(title[join.end() :], names), join[0])
        for join in _JOIN.finditer(title)
    ]
    if not ways:
        raise ValueError(f"the edge {title[:60]!r} has no ends")
    return max(ways, key=lambda way: (way[0] in names) + (way[1] in names))


def _named(text: str, names: set[str]) -> str:
    """The node that one end of an edge's title names, its port left out."""
    for name in (text, text.rpartition(":")[0], text.rpartition(":")[0].rpartition(":")[0]):
        if name in names:
            return name
    return text.partition(":")[0] or text


def _edge(part: _Part, tail: str, head: str) -> Edge:
    at_tail, at_head = _heads(part.shapes)
    heads: Literal["none", "one", "both"] = "one"
    if at_tail == at_head:
        heads = "both" if at_head else "none"
    elif at_tail:
        tail, head = head, tail
    line = part.shapes[0] if part.shapes else etree.Element(_PATH)
    colour = line.get("stroke") if line.get("fill") == "none" else line.get("fill")
    is_dashed = line.get("stroke-dasharray") is not None
    return Edge(tail, head, part.label, heads, is_dashed, _hex(colour or ""), part.lines)


def _heads(shapes: Sequence[etree._Element]) -> tuple[bool, bool]:
    """Whether an arrow's head is at the tail of an edge, and at its head.

    The line runs from tail to head, in several pieces where it has several colours; a tapered one
    is a polygon.
    """
    lines = [*takewhile(lambda shape: shape.tag == _PATH, shapes)]
    signs = [shape for shape in shapes[len(lines) or 1 :] if shape.tag != _LINE]
    if not lines or not signs:
        return False, bool(signs)
    start, end = _start(lines[0]), _end(lines[-1])
    at_head = [dist(place, end) <= dist(place, start) for place in map(_start, signs)]
    return not all(at_head), any(at_head)


def _cluster(part: _Part, middles: Iterable[tuple[str, Point]]) -> Cluster:
    """A cluster with the nodes whose middles lie inside what is drawn of it."""
    if not part.shapes:
        return Cluster(part.title, part.label, ())
    left, top, right, bottom = _bounds(part.shapes)
    inside = [name for name, (x, y) in middles if left <= x <= right and top <= y <= bottom]
    return Cluster(part.title, part.label, tuple(inside))


def _points(shape: etree._Element) -> list[Point]:
    """The points that a shape names, in order."""
    if shape.tag == _ELLIPSE:
        cx, cy, rx, ry = (float(shape.get(name) or 0) for name in ("cx", "cy", "rx", "ry"))
        return [(cx - rx, cy - ry), (cx + rx, cy + ry)]
    return _pairs(shape.get("points") or shape.get("d") or "")


def _pairs(text: str) -> list[Point]:
    return [(float(x), float(y)) for x, y in _PAIR.findall(text)]


def _start(shape: etree._Element) -> Point:
    """The first point of a shape."""
    text = shape.get("points") or shape.get("d") or f"{shape.get('cx')},{shape.get('cy')}"
    return _pairs(text[:_LONGEST_PAIR])[0]


def _end(line: etree._Element) -> Point:
    """The last point of a line."""
    return _pairs((line.get("d") or "")[-_LONGEST_PAIR:])[-1]


def _bounds(shapes: Iterable[etree._Element]) -> Rect:
    x, y = zip(*chain.from_iterable(map(_points, shapes)), strict=True)
    return min(x), min(y), max(x), max(y)


def _middle(box: Rect) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _fill(shapes: Iterable[etree._Element]) -> str:
    """The first colour that fills one of these shapes."""
    return next(filter(None, (_hex(shape.get("fill") or "") for shape in shapes)), "")


@lru_cache(256)
def _hex(text: str) -> str:
    """A colour as `#rrggbb`; "" for none, and for a gradient."""
    colour = tinycss2.color3.parse_color(text)
    if colour is None or isinstance(colour, str) or colour.alpha == 0:
        return ""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour[:3])
