"""The drawing's words for those who cannot see it, its font, and its background."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.allowed import UNPAINTED
from pipeline.normalize.characters import FORBIDDEN
from pipeline.normalize.context import XML_SPACE, Context, take
from pipeline.normalize.values.colours import is_opaque

_WINDOWED = ("clip-path", "mask", "filter", "opacity", "fill-opacity", "transform", "style", "rx",
             "ry", "display", "visibility", "stroke")  # fmt: skip


def name_font(context: Context) -> None:
    """The font stack; after the canvas is fitted, which moves what the root bears into a group."""
    context.root.set("font-family", context.drawing.font_stack)


def paint_background(context: Context) -> None:
    """An opaque sheet under everything, unless the first thing painted is one.

    After the canvas is fitted, whose size it takes.
    """
    width, height = context.canvas
    first = _first_painted(context.root)
    if first is not None and _is_sheet(first, width, height):
        return
    sheet = etree.Element("rect", {"width": str(width), "height": str(height)})
    sheet.set("fill", context.background)
    context.root.insert(0, sheet)


def _first_painted(root: etree._Element) -> etree._Element | None:
    return next((child for child in root if child.tag not in UNPAINTED), None)


def _is_sheet(element: etree._Element, width: int, height: int) -> bool:
    """Whether an element of the root covers the whole canvas with one opaque colour."""
    if element.tag != "rect" or any(name in element.attrib for name in _WINDOWED):
        return False
    try:
        x, y = float(element.get("x") or 0), float(element.get("y") or 0)
        right, bottom = x + float(element.get("width") or 0), y + float(element.get("height") or 0)
    except ValueError:
        return False
    covers = x <= 0 and y <= 0 and right >= width and bottom >= height
    return covers and is_opaque(element.get("fill") or "black")


def name_drawing(context: Context) -> None:
    """Title and description as the root's first children, and named by it.

    Last of all, so that nothing else comes first.
    """
    root, drawing = context.root, context.drawing
    root.set("role", "img")
    root.set("aria-labelledby", f"{drawing.visual}_title {drawing.visual}_desc")
    for place, (tag, words) in enumerate((("title", drawing.title), ("desc", drawing.alt))):
        element = etree.Element(tag, {"id": f"{drawing.visual}_{tag}"})
        element.text = " ".join(FORBIDDEN.sub(" ", words).split())
        root.insert(place, element)
    take(root, XML_SPACE)
