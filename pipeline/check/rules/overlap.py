"""Rule on labels that something lies over or runs through (L002)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import inf

from pipeline.check.rules.crossed import obstacle
from pipeline.check.scene.geometry import depth
from pipeline.check.scene.grid import Grid
from pipeline.check.scene.scene import Flaw, Flaws, Label, Scene

_SLACK, _SHARE = 1.5, 0.15
"""How far the letters of two labels may overlap: in px, and as a share of the smaller font size."""

_WAY_OUT = "move one of them, or make the drawing larger"


def hard_to_read(scene: Scene) -> Flaws:
    """Report labels that another label overlaps, a line crosses, or a shape is painted over.

    Two labels overlap if the boxes of their letters share more than 1.5 px and more than 15 % of
    the smaller font size. What runs through a label is looked for in `crossed`.
    """
    heaps = _heaps(scene)
    for heap in heaps:
        yield Flaw(heap[-1].element, "labels overlap: {labels}", _WAY_OUT, labels=tuple(heap))
    told = set(chain.from_iterable(heaps))
    for label in scene.lines:
        if label.is_legible and label not in told and (wrong := obstacle(scene, label)):
            yield Flaw(label.element, *wrong, labels=(label,))


def _heaps(scene: Scene) -> list[list[Label]]:
    """The groups of labels that overlap, each in paint order."""
    heap_of: dict[Label, list[Label]] = {}
    covered: dict[Label, float] = {}
    for one, other in _neighbours(scene):
        mine, yours = heap_of.get(one, [one]), heap_of.get(other, [other])
        if mine is not yours and _overlap(scene, one, other, covered):
            small, large = sorted((mine, yours), key=len)
            large += small
            heap_of.update(dict.fromkeys((one, other, *small), large))
    heaps = {id(heap): heap for heap in heap_of.values()}.values()
    return [sorted(heap, key=lambda label: label.order) for heap in heaps]


def _neighbours(scene: Scene) -> Iterator[tuple[Label, Label]]:
    """The pairs of labels whose bounds meet, the one that is painted first in front."""
    labels = [label for label in scene.lines if label.is_legible]
    grid = Grid(labels, *scene.viewport[2:])
    for label in labels:
        for other in grid.near(label.bounds, label.order):
            if label.order < other.order:
                yield label, other


def _overlap(scene: Scene, one: Label, other: Label, covered: dict[Label, float]) -> bool:
    """Whether a label overlaps one that is painted later, and both can be seen.

    `covered` remembers of a label when the first shape is painted over its middle.
    """
    if one.owner is other.owner or {one, other} & scene.shadows:
        return False
    slack = max(_SLACK, _SHARE * min(one.size, other.size))
    if depth(one.quad, other.quad) <= slack:
        return False
    if one not in covered:
        over = (
            shape.order
            for shape in scene.around(one)
            if one.order < shape.order and shape.is_opaque and shape.covers(one.centre)
        )
        covered[one] = next(over, inf)
    return covered[one] >= other.order
