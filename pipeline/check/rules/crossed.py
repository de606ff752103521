"""A label → what runs through its letters or is painted over them: a part of rule L002."""

from __future__ import annotations

from itertools import chain
from math import dist, hypot
from operator import sub

from pipeline.check.rules.letters import LEAST, LEAST_IN_GRAPH, NOTHING, Run, longest_run
from pipeline.check.scene.colour import blend, contrast
from pipeline.check.scene.geometry import Bounds, Point, between
from pipeline.check.scene.ground import PAPER, ground
from pipeline.check.scene.holders import holder
from pipeline.check.scene.scene import Label, Scene, Shape
from pipeline.normalize.context import line_of

_FAINT, _FAINT_IF_THIN, _FAINT_IF_VEILED, _THIN = 2.25, 3.0, 3.5, 1.2
"""Lines with less contrast are pale: grid lines, and lines that show through a sheet.

They may run behind letters. `_THIN` is in px.
"""

_LEAST_STEP = 2.0
"""The contrast between the two sides of an edge from which on it counts as a line."""

_BAND = 0.6
"""A stroke that is wider, in em, is a band that letters stand on."""

_LEAST_COVERED = 0.25
_HIDING = 0.75
"""From this opacity on what lies over a label leaves it a contrast of some 2:1."""

_BESIDE = 1.2
"""How far from an edge its two sides are looked at, in px."""

_ROUND = 0.02
"""So far, as a share of its radius, a circle may be from round."""

_MAIN = 0.75
"""Stretches that are smaller, as a share of the largest in a line, are raised or lowered."""

_BAR, _POINT = 0.15, 1.2
"""The bars of fractions are thinner than this, the points of plots narrower, in em."""

Obstacle = tuple[str, str]
"""What is wrong with a label, and what to do."""

_PAINTED_OVER = ("a shape is painted over {labels}", "paint the label later, or move it")
_SHEET = "put a sheet of the ground's colour behind it"
_CROSSED = ("a line runs through {labels}", f"move the label off the line, or {_SHEET}")
_OUT_OF_A_BOX = (
    _CROSSED[0],
    "break the label into lines, or make the box in which it starts larger",
)
_CROSSED_LATER = (_CROSSED[0], f"move the label off the line, or paint it later and {_SHEET}")
_SHEET_IN_DOT = (
    'give the label a sheet: label=<<table border="0" cellpadding="0" bgcolor="white"><tr><td>…'
    "</td></tr></table>>"
)
_EDGE_CROSSED = (
    _CROSSED[0],
    f"at a headlabel or taillabel write labeldistance=2 labelangle=40, else {_SHEET_IN_DOT}",
)
_EDGE_CROSSED_LATER = (_CROSSED[0], f"write this edge after the others, and {_SHEET_IN_DOT}")
_BOX_CROSSED = (
    _CROSSED[0],
    "set another labelloc or labeljust, or name the nodes in another order",
)
_NODE_CROSSED = (
    _CROSSED[0],
    "end the edge at another port or without one, or name the nodes in another order",
)
_ON_EDGE = (
    "the edge of a shape runs through {labels}",
    f"move the label to one side of the edge, or {_SHEET}",
)


def obstacle(scene: Scene, label: Label) -> Obstacle | None:
    """What is wrong with a label and what to do, if something lies over it or runs through it."""
    near = scene.around(label)
    wrong: Obstacle | None
    for shape in near:
        if shape.order > label.order and _covers(shape, label):
            wrong = None if _is_stacked(scene, shape, label) else _PAINTED_OVER
        elif _may_cross(scene, shape, label):
            wrong = _crossing(scene, shape, label, near)
        else:
            continue
        if wrong and not _is_part(scene, shape, label):
            return wrong
    return None


def _is_stacked(scene: Scene, shape: Shape, label: Label) -> bool:
    """Whether a shape bears the same label itself: one of a pile of boxes that are copies."""
    return any(
        each.order > shape.order and each.text == label.text and shape.holds(each.centre)
        for each in scene.lines
    )


def _is_part(scene: Scene, shape: Shape, label: Label) -> bool:
    """Whether a shape belongs to the label: the bar of a fraction, a root, an accent."""
    parent, group = shape.element.getparent(), label.owner.getparent()
    if parent is None or group is None:
        return False
    if parent is group and shape.fill == label.fill and not shape.stroke:
        left, top, right, bottom = shape.bounds
        return scene.is_chart or min(right - left, bottom - top) < _BAR * label.size
    return scene.is_chart and group.get("transform") is not None and parent is group.getparent()


def _covers(shape: Shape, label: Label) -> bool:
    if not _hides(shape):
        return False
    one, two, three, four = label.quad
    start, end = between(one, four, 0.5), between(two, three, 0.5)
    points = [between(start, end, (n + 0.5) / 8) for n in range(8)]
    return sum(map(shape.covers, points)) > _LEAST_COVERED * len(points)


def _hides(shape: Shape) -> bool:
    """Whether an author has painted a shape that hides what is under it, or nearly so."""
    is_dense = shape.is_certain and all(colour[3] >= _HIDING for colour in shape.fill)
    return bool(shape.fill) and is_dense and line_of(shape.element) is not None


def _may_cross(scene: Scene, shape: Shape, label: Label) -> bool:
    """Whether the outline of a shape may run through a label."""
    if shape.is_copy or not shape.is_certain or shape.stroke_width >= _BAND * label.size:
        return False
    if label.halo and shape.order < label.order:
        return False
    if shape.form == "open":
        return bool(shape.stroke)
    if shape.is_upright:
        left, top, right, bottom = shape.bounds
        x1, y1, x2, y2 = label.bounds
        rim = shape.stroke_width
        if left < x1 - rim and top < y1 - rim and right > x2 + rim and bottom > y2 + rim:
            return False
    return holder(scene, label) is not shape and not _is_round_border(scene, shape)


def _is_round_border(scene: Scene, shape: Shape) -> bool:
    """Whether a shape is the border of a round plot, which matplotlib draws through its ticks.

    It is a circle around the sheet of the plot, which is as large.
    """
    if not scene.is_chart or shape.fill or shape.is_upright:
        return False
    left, top, right, bottom = shape.bounds
    middle, radius = ((left + right) / 2, (top + bottom) / 2), (right - left) / 2
    return all(
        abs(dist(point, middle) - radius) < _ROUND * radius for point in chain(*shape.polygons)
    ) and any(_is_sheet(each, shape.bounds) for each in scene.shapes)


def _is_sheet(shape: Shape, bounds: Bounds) -> bool:
    return bool(shape.fill) and max(map(abs, map(sub, shape.bounds, bounds))) < 1


def _crossing(scene: Scene, shape: Shape, label: Label, near: list[Shape]) -> Obstacle | None:
    """What the outline of a shape does to a label, if it runs through it and can be seen there."""
    least = LEAST_IN_GRAPH if scene.is_graph else LEAST
    run = NOTHING
    for part in label.parts or (label,):
        if part.size >= _MAIN * label.size:
            run = max(run, longest_run(shape, part, least), key=lambda run: run.length)
    if run is NOTHING:
        return None
    middle = between(run.start, run.end, 0.5)
    if shape.stroke and _is_seen(shape, label, near, middle):
        if shape.order > label.order:
            return _crossed_later(scene, label, near)
        if scene.is_graph:
            return _EDGE_CROSSED
        return _OUT_OF_A_BOX if _starts_in(shape, label) else _CROSSED
    if shape.order > label.order:
        return _PAINTED_OVER if _hides(shape) else None
    if _is_filled(shape, label) and _is_edge(label, near, run):
        return _ON_EDGE
    return None


def _starts_in(shape: Shape, label: Label) -> bool:
    """Whether a label begins in a closed shape and ends outside of it."""
    one, two, three, four = label.quad
    ends = between(one, four, 0.5), between(two, three, 0.5)
    return shape.form != "open" and [shape.holds(end) for end in ends] == [True, False]


def _crossed_later(scene: Scene, label: Label, near: list[Shape]) -> Obstacle:
    """The words on a line that is painted after a label, as edges are after clusters and nodes."""
    group = label.owner.getparent()
    boxes = [
        shape
        for shape in near
        if scene.is_graph and shape.form != "open" and shape.element.getparent() is group
    ]
    if not boxes:
        return _EDGE_CROSSED_LATER if scene.is_graph else _CROSSED_LATER
    others = [each.centre for each in scene.lines if each.owner.getparent() is not group]
    is_cluster = any(box.holds(centre) for box in boxes for centre in others)
    return _BOX_CROSSED if is_cluster else _NODE_CROSSED


def _is_filled(shape: Shape, label: Label) -> bool:
    """Whether a shape is filled and larger than the points of a plot."""
    left, top, right, bottom = shape.bounds
    is_point = shape.form == "round" and max(right - left, bottom - top) < _POINT * label.size
    return bool(shape.fill) and shape.form != "open" and not is_point


def _is_seen(shape: Shape, label: Label, near: list[Shape], point: Point) -> bool:
    """Whether a stroke differs clearly from its ground, also through what lies over both."""
    order = shape.order
    under = ground((each for each in near if each.order < order), point) or PAPER
    sheets = [each for each in near if order < each.order < label.order and each.covers(point)]
    faint = _FAINT_IF_THIN if shape.stroke_width < _THIN else _FAINT
    if sheets:
        faint = _FAINT_IF_VEILED
    return any(
        contrast(line, beside) >= faint
        for ground_colour in under
        for colour in shape.stroke
        for line in ground(sheets, point, (blend(colour, ground_colour),))
        for beside in ground(sheets, point, (ground_colour,))
    )


def _is_edge(label: Label, near: list[Shape], run: Run) -> bool:
    """Whether the ground of a label has two clearly different colours beside an edge."""
    (x1, y1), (x2, y2), _ = run
    far = hypot(x2 - x1, y2 - y1) or 1.0
    dx, dy = _BESIDE * (y2 - y1) / far, _BESIDE * (x1 - x2) / far
    x, y = between(run.start, run.end, 0.5)
    under = [each for each in near if each.order < label.order]
    sides = [ground(under, (x + sign * dx, y + sign * dy)) for sign in (1, -1)]
    if not all(sides):
        return False
    return all(contrast(one, other) >= _LEAST_STEP for one in sides[0] for other in sides[1])
