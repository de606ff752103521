"""Check that a drawing shows anything (R003): an empty one must not ship as a white picture."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.check.scene.colour import WHITE, parse_colour
from pipeline.check.scene.scene import Scene, Shape
from pipeline.kinds import Language, kind_of
from pipeline.model import Drawing, Finding
from pipeline.normalize.context import letters_of, line_of

_SHOWING = frozenset(("filter", "marker-start", "marker-mid", "marker-end"))
_PAINTS = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")
_KEYWORDS = ("none", "inherit", "currentcolor", "transparent")

_SAYING: Mapping[Language, tuple[str, str]] = {
    "dot": (
        "the graph draws nothing",
        "add a node or an edge that shows: digraph { client -> queue }",
    ),
    "python": ("the script draws nothing", "draw into the figure before it is saved"),
}
_OTHERWISE = "the drawing shows nothing", "draw something, or take the visual out of the question"
_WHITE_ON_WHITE = (
    "the drawing shows nothing: all of it is white, and so is its ground",
    "choose other colours, or lay a dark <rect> under all of it",
)


def blank(scene: Scene) -> Finding | None:
    """R003 if nothing of a drawing can be seen; None if something can be, or perhaps can be.

    White on white does not count, and neither does the background that Graphviz puts under a graph.
    """
    if scene.labels or any(map(_may_show, scene.root.iter())):
        return None
    ground, shapes = WHITE, list(scene.shapes)
    if scene.is_graph:
        # What stands in no group is the canvas.
        shapes = [each for each in shapes if each.element.getparent() is not scene.root]
        if shapes and _is_sheet(shapes[0], scene):
            ground, shapes = (shapes[0].fill or (WHITE,))[0], shapes[1:]
    painted = [shape for shape in shapes if shape.fill or shape.stroke]
    if any({*shape.fill, *shape.stroke} - {ground} for shape in painted):
        return None
    # The sheet that we lay under a drawing stands in no line of it.
    return _finding(scene.drawing, is_white=any(line_of(each.element) for each in painted))


def _is_sheet(shape: Shape, scene: Scene) -> bool:
    """Whether a shape is what Graphviz lays under a graph: all over it, without an edge."""
    left, top, right, bottom = scene.viewport
    x1, y1, x2, y2 = shape.bounds
    is_whole = x1 <= left + 1 and y1 <= top + 1 and x2 >= right - 1 and y2 >= bottom - 1
    return shape.element.tag == "polygon" and not shape.stroke and is_whole


def _may_show(element: etree._Element) -> bool:
    """Whether an element may show something that a scene does not have."""
    if element.tag == "text":
        return bool(letters_of(element).strip())
    if not _SHOWING.isdisjoint(element.keys()):
        return True
    return any(_is_unknown(element.get(name)) for name in _PAINTS)


def _is_unknown(paint: str | None) -> bool:
    """Whether the scene cannot read a paint: a pattern, or a colour written in a newer way."""
    return paint is not None and paint.lower() not in _KEYWORDS and parse_colour(paint) is None


def _finding(drawing: Drawing, *, is_white: bool) -> Finding:
    otherwise = _WHITE_ON_WHITE if is_white else _OTHERWISE
    message, hint = _SAYING.get(kind_of(drawing.kind).language, otherwise)
    return Finding("R003", "error", drawing.source, message, hint, drawing.visual)
