"""Scene → the texts and boxes of Facts: what a reader sees, wherever it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.check.paragraphs import Paragraph, as_read, paragraphs
from pipeline.check.scene.colour import hex_of
from pipeline.check.scene.geometry import Bounds, area, meet
from pipeline.check.scene.holders import filled
from pipeline.check.scene.scene import Scene, Shape
from pipeline.facts import read
from pipeline.facts.model import Box, Facts, Role, Text
from pipeline.model import Drawing

_FULL, _MOST_CORNERS = 0.93, 80
"""How much of its bounds a box with round corners fills; a circle fills 0.79."""

_GROUND = 0.98
"""What covers as much of the drawing is the ground that all lies on, and no box."""


class Shown:
    """What a drawing shows, read when it is first asked for: of most drawings nothing is."""

    def __init__(self, drawing: Drawing, scene: Scene | None) -> None:
        self._drawing, self._scene = drawing, scene

    @cached_property
    def drawn(self) -> Facts:
        """The graph or the axes in the raw SVG, without what a reader sees."""
        return read(self._drawing.raw, self._drawing.kind)

    @cached_property
    def facts(self) -> Facts:
        """All that is known."""
        if self._scene is None:
            return self.drawn._replace(reason="its numbers are too large to calculate with")
        return with_texts(self.drawn, self._scene)


def with_texts(facts: Facts, scene: Scene) -> Facts:
    """The same facts with what is painted: its texts, and its upright boxes with what they say."""
    found = [*paragraphs(scene)]
    facts = facts._replace(graph=facts.graph and as_read(facts.graph, found))
    texts = _with_roles([*map(_text, found)], [*_roles(facts)])
    return facts._replace(texts=texts, boxes=tuple(_boxes(scene, texts)))


def _text(found: Paragraph) -> Text:
    words = tuple(row.read for row in found.rows)
    return Text(" ".join(words), found.box, lines=words if len(words) > 1 else ())


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


def _boxes(scene: Scene, texts: Sequence[Text]) -> Iterator[Box]:
    """The boxes without their strokes; a text belongs to the smallest one around its middle."""
    shapes = [shape for shape in scene.shapes if _is_box(shape, scene)]
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
        yield Box(*_inside(shape), _colour(shape), tuple(says[shape.order]), is_px=True)


def _is_box(shape: Shape, scene: Scene) -> bool:
    """Whether a shape is a box that is seen, its corners sharp or round, and no ground of all."""
    is_upright = shape.is_upright or (shape.form == "closed" and _fullness(shape) > _FULL)
    is_seen = meet(shape.bounds, scene.viewport)
    return is_upright and is_seen and area(shape.bounds) < _GROUND * area(scene.viewport)


def _fullness(shape: Shape) -> float:
    """How much of the box around it a shape of one outline fills."""
    if len(shape.outline) != 1 or len(shape.outline[0]) > _MOST_CORNERS:
        return 0.0
    return filled(shape) / max(area(_inside(shape)), 1.0)


def _inside(shape: Shape) -> Bounds:
    """The box around a shape without its stroke."""
    half = shape.stroke_width / 2
    left, top, right, bottom = shape.bounds
    return left + half, top + half, right - half, bottom - half


def _colour(shape: Shape) -> str:
    return hex_of(shape.fill[0]) if len(shape.fill) == 1 and shape.fill[0][3] > 0 else ""
