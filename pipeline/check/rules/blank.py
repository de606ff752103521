"""Check that a drawing shows anything (R003): an empty one must not ship as a white picture."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.check.scene.colour import WHITE
from pipeline.check.scene.scene import Scene, Shape
from pipeline.kinds import Language, kind_of
from pipeline.model import Drawing, Finding
from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.context import letters_of

_SAYING: Mapping[Language, tuple[str, str]] = {
    "dot": ("the graph draws nothing", "add a node or an edge: digraph { client -> queue }"),
    "python": ("the script draws nothing", "draw into the figure before it is saved"),
}
_OTHERWISE = "the drawing shows nothing", "draw something, or take the visual out of the question"


def blank(scene: Scene) -> Finding | None:
    """R003 if nothing of a drawing can be seen; None if something can be, or perhaps can be.

    White on white does not count, and neither does the background that Graphviz puts under a graph.
    """
    shapes = [shape for shape in scene.shapes if not _is_sheet(shape, scene)]
    painted = {colour for shape in shapes for colour in shape.fill + shape.stroke}
    if scene.labels or painted - {WHITE} or any(map(_may_show, scene.root.iter())):
        return None
    return _finding(scene.drawing)


def _is_sheet(shape: Shape, scene: Scene) -> bool:
    """Whether a shape is Graphviz's background of a graph, which covers the whole canvas."""
    left, top, right, bottom = scene.viewport
    x1, y1, x2, y2 = shape.bounds
    is_whole = x1 <= left + 1 and y1 <= top + 1 and x2 >= right - 1 and y2 >= bottom - 1
    return scene.is_graph and shape.form != "open" and is_whole


def _may_show(element: etree._Element) -> bool:
    """Whether an element may show something that the scene does not hold."""
    if element.tag == "text":
        return bool(letters_of(element).strip())
    if element.get("filter"):
        return True
    paints = (element.get("fill") or "", element.get("stroke") or "")
    return element.tag in SHAPES and any(paint.startswith("url(") for paint in paints)


def _finding(drawing: Drawing) -> Finding:
    message, hint = _SAYING.get(kind_of(drawing.kind).language, _OTHERWISE)
    return Finding("R003", "error", drawing.source, message, hint, drawing.visual)
