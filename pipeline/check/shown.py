"""Scene → the texts and boxes of Facts: what a reader sees, wherever it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from pipeline.check.reading import read_line
from pipeline.check.scene.colour import hex_of
from pipeline.check.scene.geometry import Bounds, area
from pipeline.check.scene.scene import Label, Scene, Shape
from pipeline.facts.model import Box, Facts, Role, Text

_GROUND = 0.98
"""What covers as much of the drawing is the ground that all lies on, and no box."""


def with_texts(facts: Facts, scene: Scene) -> Facts:
    """The same facts with what is painted: its texts, and its upright boxes with what they say."""
    texts = _with_roles([*_texts(scene)], [*_roles(facts)])
    return facts._replace(texts=texts, boxes=tuple(_boxes(scene, texts)))


def _texts(scene: Scene) -> Iterator[Text]:
    """Each text once, in the order of painting; lines of one text as one.

    A renderer writes each line of a label as a text of its own, and the label as a group.
    """
    is_grouped = scene.is_graph or scene.is_chart
    shown = [line for line in scene.lines if line.text and line.is_legible]
    for _, group in groupby(shown, lambda line: _owner(line, is_grouped)):
        yield _text([*group])


def _owner(line: Label, is_grouped: bool) -> etree._Element | None:
    return line.owner.getparent() if is_grouped else line.owner


def _text(lines: Sequence[Label]) -> Text:
    words = tuple(" ".join(read_line(line).split()) for line in lines)
    box = _around([line.bounds for line in lines])
    return Text(" ".join(words), box, lines=words if len(words) > 1 else ())


def _roles(facts: Facts) -> Iterator[tuple[str, Role]]:
    """The texts that facts know of, and what each names."""
    if facts.graph:
        yield from ((node.label, "node") for node in facts.graph.nodes)
        yield from ((edge.label, "edge") for edge in facts.graph.edges)
        yield from ((cluster.label, "cluster") for cluster in facts.graph.clusters)
    for axes in facts.axes:
        yield axes.title, "title"
        yield from ((entry.label, "legend") for entry in axes.legend)
        for axis in (axes.x, axes.y):
            yield axis.label, "label"
            yield from ((text, "tick") for _, text in axis.ticks)


def _with_roles(texts: Sequence[Text], roles: Sequence[tuple[str, Role]]) -> tuple[Text, ...]:
    """The texts with their roles, where all that read alike have the same one and no other."""
    known = dict(roles)
    told = Counter(roles)
    shown = Counter(text.text for text in texts)
    return tuple(
        text._replace(role=role)
        if (role := known.get(text.text)) and told[text.text, role] == shown[text.text]
        else text
        for text in texts
    )


def _around(boxes: Sequence[Bounds]) -> Bounds:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _boxes(scene: Scene, texts: Sequence[Text]) -> Iterator[Box]:
    """The boxes without their strokes; a text belongs to the smallest one around its middle."""
    shapes = [shape for shape in scene.shapes if shape.is_upright and _is_box(shape, scene)]
    says: dict[int, list[str]] = {shape.order: [] for shape in shapes}
    for text in texts if shapes else ():
        x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
        around = [
            shape for shape in scene.near((x, y, x, y), 0)
            if shape.order in says and shape.holds((x, y))
        ]  # fmt: skip
        if around:
            says[min(around, key=lambda shape: area(shape.bounds)).order].append(text.text)
    for shape in shapes:
        half = shape.stroke_width / 2
        left, top, right, bottom = shape.bounds
        box = left + half, top + half, right - half, bottom - half
        yield Box(*box, _colour(shape), tuple(says[shape.order]), is_px=True)


def _is_box(shape: Shape, scene: Scene) -> bool:
    return area(shape.bounds) < _GROUND * area(scene.viewport)


def _colour(shape: Shape) -> str:
    return hex_of(shape.fill[0]) if len(shape.fill) == 1 and shape.fill[0][3] > 0 else ""
