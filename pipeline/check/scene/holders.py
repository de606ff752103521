"""A label → the shape that holds it, and by how much it runs out of it."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from pipeline.check.scene.colour import distance, lab, linear
from pipeline.check.scene.geometry import Point, area, chord
from pipeline.check.scene.ground import ground
from pipeline.check.scene.scene import Label, Scene, Shape

_LARGEST = 0.4
_LARGEST_IN_CHART = 0.15
"""Shares of the canvas; what is larger is a ground that labels stand on, not a box around one."""

_FULL = 0.45
_FULL_IN_CHART = 0.75
"""How much of its bounds a holder fills at least: a diamond does half, a wedge or area less."""

_LEAST_HEIGHT = 1.3
_SEEN, _ALIGNED = 0.012, 2.5
_SLACK, _SHARE = 2.0, 0.04
"""What may stand out: measuring is exact to a few percent of a label's width."""


def holder(scene: Scene, label: Label) -> Shape | None:
    """The smallest visible closed shape around the middle of a label that is meant to hold it."""
    if label not in scene.holders:
        found = [
            shape
            for shape in _closed_below(scene, label)
            if _can_hold(scene, shape, label)
            and shape.holds(label.centre)
            and _is_seen(scene, shape, label.centre)
        ]
        found.sort(key=lambda shape: area(shape.bounds))
        scene.holders[label] = next(
            (shape for shape in found if not _is_share(shape, found, label)), None
        )
    return scene.holders[label]


def _is_share(shape: Shape, shapes: list[Shape], label: Label) -> bool:
    """Whether a shape fills a part of a longer one that holds the label.

    As in a progress bar, and as the gloss on a button, whose edge may stand in by 2 px.
    """
    return any(
        whole is not shape
        and _are_level(shape, whole)
        and overrun(label, shape)
        and not overrun(label, whole)
        for whole in shapes
    )


def _are_level(one: Shape, other: Shape) -> bool:
    """Whether two shapes have the same height and place, or the same width and place."""
    apart = [abs(a - b) < _ALIGNED for a, b in zip(one.bounds, other.bounds, strict=True)]
    return (apart[0] and apart[2]) or (apart[1] and apart[3])


def _closed_below(scene: Scene, label: Label) -> list[Shape]:
    """The closed shapes below a label; of a graph those of its group, which is that of one node."""
    found = [
        shape for shape in scene.around(label) if shape.form != "open" and shape.order < label.order
    ]
    if scene.is_graph:
        group = label.owner.getparent()
        found = [shape for shape in found if shape.element.getparent() is group]
    return found


def _can_hold(scene: Scene, shape: Shape, label: Label) -> bool:
    size = area(shape.bounds)
    if size > area(scene.viewport) * (_LARGEST_IN_CHART if scene.is_chart else _LARGEST):
        return False
    left, top, right, bottom = shape.bounds
    if min(right - left, bottom - top) < _LEAST_HEIGHT * _height(label):
        return False
    if shape.order in scene.bars or (scene.is_chart and shape.is_copy):
        return False
    return filled(shape) >= size * (_FULL_IN_CHART if scene.is_chart else _FULL)


def _height(label: Label) -> float:
    (x1, y1), _, _, (x2, y2) = label.quad
    return hypot(x2 - x1, y2 - y1)


def filled(shape: Shape) -> float:
    """The area within an outline, in px² (the shoelace formula)."""
    total = 0.0
    for points in shape.polygons:
        total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points))
    return abs(total) / 2


def _is_seen(scene: Scene, shape: Shape, point: Point) -> bool:
    """Whether a reader sees where a shape ends: by a stroke of its own, or since it is no halo."""
    if any(colour[3] > 0.2 and colour not in shape.fill for colour in shape.stroke):
        return True
    near = scene.near((*point, *point), shape.order)
    under = [each for each in near if each.order <= shape.order]
    colours = [ground(layers, point) for layers in (under, under[:-1])]
    if not colours[0] or not colours[1]:
        return True
    with_it, without = (lab(linear(each[0])) for each in colours)
    return distance(with_it, without) > _SEEN


def overrun(label: Label, shape: Shape) -> float:
    """By how many px a label stands out of the shape that holds it; 0 where it does not."""
    (x1, y1), (x2, y2), _, (x4, y4) = label.quad
    over = 0.0
    for dx, dy in ((x2 - x1, y2 - y1), (x4 - x1, y4 - y1)):
        length = hypot(dx, dy)
        back, forth = chord(label.centre, shape.polygons, (dx / length, dy / length))
        out = max(back + length / 2, length / 2 - forth)
        over = max(over, out if out > max(_SLACK, _SHARE * length) else 0.0)
    return over
