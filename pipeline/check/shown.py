"""Scene → the texts and boxes of Facts: what a reader sees, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.check.scene.colour import hex_of
from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.scene import Label, Scene, Shape
from pipeline.facts.model import Box, Facts, Text

_GROUND = 0.98
"""What covers as much of the drawing is the ground that all lies on, and no box."""


def with_texts(facts: Facts, scene: Scene) -> Facts:
    """The same facts with what is painted: its texts, and its upright boxes with what they say."""
    texts = tuple(_texts(scene))
    return facts._replace(texts=texts, boxes=tuple(_boxes(scene, texts)))


def _texts(scene: Scene) -> Iterator[Text]:
    """Each text once, in the order of painting; lines of one text as one.

    A renderer writes each line of a label as a text of its own, and the label as a group.
    """
    shown = [line for line in scene.lines if line.text and line.is_legible]
    is_grouped = scene.is_graph or scene.is_chart
    for _, group in groupby(
        shown, lambda line: line.owner.getparent() if is_grouped else line.owner
    ):
        yield _text([*group])


def _text(lines: Sequence[Label]) -> Text:
    words = tuple(" ".join(line.text.split()) for line in lines)
    box = _around([line.bounds for line in lines])
    return Text(" ".join(words), box, lines=words if len(words) > 1 else ())


def _around(boxes: Sequence[Bounds]) -> Bounds:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _boxes(scene: Scene, texts: Sequence[Text]) -> Iterator[Box]:
    """The boxes without their strokes; a text belongs to the smallest one around its middle."""
    shapes = [shape for shape in scene.shapes if shape.is_upright and _is_box(shape, scene)]
    boxes = [(_inside(shape), _colour(shape)) for shape in shapes]
    says: list[list[str]] = [[] for _ in boxes]
    for text in texts:
        around = [at for at, (box, _) in enumerate(boxes) if _holds(box, text.box)]
        if around:
            says[min(around, key=lambda at: _area(boxes[at][0]))].append(text.text)
    for (box, fill), words in zip(boxes, says, strict=True):
        yield Box(*box, fill, tuple(words), is_px=True)


def _is_box(shape: Shape, scene: Scene) -> bool:
    left, top, right, bottom = scene.viewport
    return _area(shape.bounds) < _GROUND * (right - left) * (bottom - top)


def _inside(shape: Shape) -> Bounds:
    half = shape.stroke_width / 2
    left, top, right, bottom = shape.bounds
    return left + half, top + half, right - half, bottom - half


def _colour(shape: Shape) -> str:
    return hex_of(shape.fill[0]) if len(shape.fill) == 1 and shape.fill[0][3] > 0 else ""


def _area(box: Bounds) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _holds(box: Bounds, other: Bounds) -> bool:
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
