"""The authored size and viewBox → a canvas in whole CSS px with the drawing placed on it.

Follows SVG 2, sections 8.2 (viewBox, preserveAspectRatio) and 8.9 (units).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from lxml import etree

from pipeline.normalize.allowed import UNPAINTED
from pipeline.normalize.context import WIDEST, Box, Context, shorten
from pipeline.normalize.styles.initial import is_initial
from pipeline.normalize.values.arithmetic import Units
from pipeline.normalize.values.bounds import is_upright, shape_box
from pipeline.normalize.values.colours import is_opaque
from pipeline.normalize.values.css_transform import Frame, origin_of
from pipeline.normalize.values.transform import Function, parse_transform, write_transform
from pipeline.normalize.values.viewport import authored_size, placement, view_box

NARROWEST = 600.0
"""A drawing narrower than this is centred on a canvas `CENTRED` wide, all in CSS px."""

CENTRED = 680
MAX_HEIGHT = 20_000
_ROOT_GEOMETRY = frozenset(
    ("viewBox", "width", "height", "x", "y", "preserveAspectRatio", "overflow", "id", "transform")
)
_CHANGING = frozenset(
    ("transform", "opacity", "fill-opacity", "clip-path", "mask", "filter", "display", "visibility",
     "stroke", "rx", "ry")
)  # fmt: skip
"""What keeps a sheet from being one that simply covers everything."""


def measure(context: Context) -> None:
    """Find the authored viewport and size; S005 or S006 where there is none to draw on."""
    root, size = context.root, authored_size(context.root)
    if size is None:
        given = [f'{n}="{root.get(n)}"' for n in ("width", "height", "viewBox") if root.get(n)]
        message = f"the drawing has no size: {shorten(' '.join(given) or 'its root gives none')}"
        context.refuse("S006", root, message, 'give the root a viewBox="0 0 680 460"')
        return
    width, height = context.size = size
    context.viewport = view_box(root.get("viewBox")) or Box(0, 0, width, height)
    shrink = min(1.0, WIDEST / width)
    canvas = whole(width * shrink), whole(height * shrink)
    context.canvas = (CENTRED if width < NARROWEST else canvas[0], canvas[1])
    if canvas[1] > MAX_HEIGHT or canvas[0] < 1 or canvas[1] < 1:
        message = f"the drawing is {width:g} × {height:g} px large"
        context.refuse("S005", root, message, f"stay between 1 and {MAX_HEIGHT} px")


def fit_canvas(context: Context) -> None:
    """Give the root its new size; put a group around content that must move or inherit."""
    root, left = context.root, margin(context)
    own = _about_its_origin(context, parse_transform(root.get("transform") or "") or ())
    placed = placement(context.viewport, *context.size, root.get("preserveAspectRatio"))
    transform = write_transform(_from_canvas(context, left, own, placed))
    attributes = {str(name): str(root.attrib.pop(name)) for name in list(root.attrib)}
    inherited = {
        name: value
        for name, value in attributes.items()
        if name not in _ROOT_GEOMETRY and value != "inherit" and not is_initial(name, value)
    }
    if transform:
        inherited["transform"] = transform
    backed = _bleeding(context) if canvas_exceeds(context) else None
    if inherited:
        _wrap(context, inherited)
    if backed:
        _back(context, left, backed)
    if left:
        _frame(context, left)
    width, height = context.canvas
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", str(width))
    root.set("height", str(height))


def margin(context: Context) -> int:
    """How far a narrow drawing is moved to the right to be centred, in px."""
    if context.size[0] >= NARROWEST:
        return 0
    return (CENTRED - whole(context.size[0])) // 2


def whole(length: float) -> int:
    """A length in whole px, rounded as renderers round the size of a picture."""
    return floor(length + 0.5)


def _about_its_origin(context: Context, own: Iterable[Function]) -> Iterable[Function]:
    """A transform of the root, which is about its middle where no origin is given."""
    frame = Frame(Units(16.0), Box(0, 0, *context.size))
    text = context.waiting.get(context.root, {}).get("transform-origin", "center")
    origin = origin_of(text, frame) if own else None
    if origin is None:
        return own
    x, y = origin
    return [("translate", (x, y)), *own, ("translate", (-x, -y))]


def _from_canvas(
    context: Context, left: int, own: Iterable[Function], placed: list[Function]
) -> list[Function]:
    """The whole way from the viewBox to the canvas, as one translation and scale if it can be."""
    shrink = min(1.0, WIDEST / context.size[0])
    if own:
        return [("translate", (float(left), 0.0)), ("scale", (shrink,)), *own, *placed]
    (_, (x, y)), (_, (across, down)) = placed
    return [
        ("translate", (left + shrink * x, shrink * y)),
        ("scale", (shrink * across, shrink * down)),
    ]


def _wrap(context: Context, attributes: dict[str, str]) -> None:
    children = list(context.root)
    group = etree.SubElement(context.root, "g", attributes)
    group.extend(children)
    context.references[group] = context.references.pop(context.root, [])


def canvas_exceeds(context: Context) -> bool:
    """Whether whole px are more than the drawing is wide or high."""
    shrink = min(1.0, WIDEST / context.size[0])
    return any(whole(shrink * side) > shrink * side + 1e-6 for side in context.size)


def _bleeding(context: Context) -> str | None:
    """The colour of a sheet that covers the whole authored viewport and is painted first."""
    element: etree._Element | None = context.root
    while element is not None and element.tag in ("svg", "g"):
        if element is not context.root and not _CHANGING.isdisjoint(element.keys()):
            return None
        element = next((child for child in element if child.tag not in UNPAINTED), None)
    if element is None or not is_opaque(fill := element.get("fill") or "#000"):
        return None
    if not _CHANGING.isdisjoint(element.keys()) or fill == context.background:
        return None
    box, view = shape_box(element) if is_upright(element) else None, context.viewport
    covers = box and (
        box.x <= view.x
        and box.y <= view.y
        and box.x + box.width >= view.x + view.width - 1e-3
        and box.y + box.height >= view.y + view.height - 1e-3
    )
    return fill if covers else None


def _back(context: Context, left: int, colour: str) -> None:
    """Put a sheet of whole px under a drawing whose own ends within a px: no stripe beside it."""
    width = whole(min(context.size[0], WIDEST))
    sheet = etree.Element("rect", {"width": str(width), "height": str(context.canvas[1])})
    sheet.set("fill", colour)
    if left:
        sheet.set("x", str(left))
    context.root.insert(0, sheet)


def _frame(context: Context, left: int) -> None:
    """Cover the margins: what reaches over the authored viewport was never seen.

    Not a clip path: that is drawn by way of a layer, which changes edges by a shade.
    """
    width, height = context.canvas
    right = left + whole(context.size[0])
    sides = f"M0 0H{left}V{height}H0ZM{right} 0H{width}V{height}H{right}Z"
    etree.SubElement(context.root, "path", {"d": sides, "fill": context.background})
