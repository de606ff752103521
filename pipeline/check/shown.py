"""Scene → the texts and boxes of Facts: what a reader sees, wherever it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import dist

from pipeline.check.reading import SPACE, read_line
from pipeline.check.scene.colour import hex_of
from pipeline.check.scene.geometry import Bounds, Quad, area
from pipeline.check.scene.holders import filled
from pipeline.check.scene.scene import Label, Scene, Shape
from pipeline.facts import read
from pipeline.facts.model import Box, Facts, Role, Text
from pipeline.model import Drawing

_ALIGNED, _LEADING = 1.5, 0.8
"""In px, and in em: how far lines of one text may be out of line, and how much room is between."""

_LEVEL, _BESIDE = 0.35, 0.5
"""In em: how far pieces of one line may be from its baseline, and from one another."""

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
    texts = _with_roles([*_texts(scene)], [*_roles(facts)])
    return facts._replace(texts=texts, boxes=tuple(_boxes(scene, texts)))


def _texts(scene: Scene) -> Iterator[Text]:
    """Each text once, in the order of painting; the lines of one text as one.

    A renderer writes each line of a label as a text of its own, all in one group.
    """
    is_grouped = scene.is_graph or scene.is_chart
    lines: list[Label] = []
    for line in scene.lines:
        if not (line.text and line.is_legible):
            continue
        if lines and not _continues(lines[-1], line, is_grouped):
            yield _text(lines)
            lines = []
        lines.append(line)
    if lines:
        yield _text(lines)


def _continues(last: Label, line: Label, is_grouped: bool) -> bool:
    """Whether a line goes on with the text before: right below it, and aligned, or beside it.

    The cells of a record or a table stand in one group too, but further apart.
    """
    if last.owner is line.owner:
        return True
    if not is_grouped or last.owner.getparent() is not line.owner.getparent():
        return False
    return _room(last, line) is not None or _is_below(last, line)


def _is_below(last: Label, line: Label) -> bool:
    (left, top), (right, _), _, (_, bottom) = _upright(last)
    (start, above), (stop, _), _, _ = _upright(line)
    is_aligned = any(
        abs(one - other) < _ALIGNED
        for one, other in ((left, start), (right, stop), (left + right, start + stop))
    )
    return is_aligned and above > (top + bottom) / 2 and above - bottom < _LEADING * line.size


def _room(last: Label, line: Label) -> float | None:
    """How far from the end of another a piece of the same line starts, in em; None for others."""
    _, (right, _), (_, bottom), _ = _upright(last)
    (start, _), _, (_, base), _ = _upright(line)
    room = (start - right) / line.size
    is_level = last.owner is not line.owner and abs(base - bottom) < _LEVEL * line.size
    return room if is_level and abs(room) < _BESIDE else None


def _upright(label: Label) -> Quad:
    """The corners of a label, turned so that it runs from left to right."""
    (x0, y0), (x1, y1), *_ = label.quad
    length = dist((x0, y0), (x1, y1)) or 1.0
    cos, sin = (x1 - x0) / length, (y1 - y0) / length
    turned = [(x * cos + y * sin, y * cos - x * sin) for x, y in label.quad]
    return turned[0], turned[1], turned[2], turned[3]


def _text(lines: Sequence[Label]) -> Text:
    words: list[str] = []
    for number, line in enumerate(lines):
        read = " ".join(read_line(line).split())
        room = _room(lines[number - 1], line) if number else None
        if room is None:
            words.append(read)
        else:
            words[-1] += f" {read}" if room > SPACE else read
    box = _around([line.bounds for line in lines])
    return Text(" ".join(words), box, lines=tuple(words) if len(words) > 1 else ())


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
    """Whether a shape is a box, its corners sharp or round, and no ground of all."""
    is_upright = shape.is_upright or (shape.form == "closed" and _fullness(shape) > _FULL)
    return is_upright and area(shape.bounds) < _GROUND * area(scene.viewport)


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
