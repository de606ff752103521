"""The authored size and viewBox → a canvas in whole CSS px with the drawing placed on it.

Follows SVG 2, sections 8.2 (viewBox, preserveAspectRatio) and 8.9 (units).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import floor

from lxml import etree

from pipeline.normalize.context import WIDEST, Box, Context, shorten
from pipeline.normalize.values.lengths import NUMBER, px
from pipeline.normalize.values.transform import Function, parse_transform, write_transform

NARROWEST = 600.0
"""A drawing narrower than this is centred on a canvas `CENTRED` wide, all in CSS px."""

CENTRED = 680
MAX_HEIGHT = 20_000
_KEPT_ON_ROOT = frozenset(("font-size", "color"))
_ROOT_GEOMETRY = frozenset(
    ("viewBox", "width", "height", "x", "y", "preserveAspectRatio", "overflow", "id", "transform")
)
_NUMBER = re.compile(NUMBER)
_ALIGN = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)")
_SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


def measure(context: Context) -> None:
    """Find the authored viewport and size; S005 or S006 where there is none to draw on."""
    root = context.root
    box = _view_box(root.get("viewBox"))
    width, height = (_side(context, side, box) for side in ("width", "height"))
    if box and width and not height:
        height = width * box.height / box.width
    elif box and height and not width:
        width = height * box.width / box.height
    if not width or not height:
        shown = " ".join(f'{n}="{root.get(n)}"' for n in ("width", "height", "viewBox"))
        message = f"the drawing has no size: {shorten(shown)}"
        context.refuse("S006", root, message, 'give the root a viewBox="0 0 680 460"')
        return
    context.size = (width, height)
    context.viewport = box or Box(0, 0, width, height)
    shrink = min(1.0, WIDEST / width)
    canvas = whole(width * shrink), whole(height * shrink)
    context.canvas = (CENTRED if width < NARROWEST else canvas[0], canvas[1])
    if canvas[1] > MAX_HEIGHT or canvas[0] < 1 or canvas[1] < 1:
        message = f"the drawing is {width:g} × {height:g} px large"
        context.refuse("S005", root, message, f"stay between 1 and {MAX_HEIGHT} px")


def _view_box(value: str | None) -> Box | None:
    numbers = [float(number) for number in _NUMBER.findall(value or "")]
    if len(numbers) != 4 or not all(abs(n) < 1e9 for n in numbers) or min(numbers[2:]) <= 0:
        return None
    return Box(*numbers)


def _side(context: Context, side: str, box: Box | None) -> float | None:
    value = (context.root.get(side) or "").strip()
    full = (box.width if side == "width" else box.height) if box else None
    if value.endswith("%") and _NUMBER.fullmatch(value[:-1]) and full:
        length: float | None = full * float(value[:-1]) / 100
    else:
        length = px(value)
    if length is not None:
        return length if 0 < length < 1e9 else None
    has_other = px(context.root.get("height" if side == "width" else "width")) is not None
    return None if has_other else full


def fit_canvas(context: Context) -> None:
    """Give the root its new size; put a group around content that must move or inherit."""
    root, left = context.root, margin(context)
    own = parse_transform(root.get("transform") or "") or ()
    transform = write_transform(_from_canvas(context, left, own, _placement(context)))
    attributes = {
        str(name): str(root.attrib.pop(name))
        for name in list(root.attrib)
        if name not in _KEPT_ON_ROOT
    }
    inherited = {n: v for n, v in attributes.items() if n not in _ROOT_GEOMETRY}
    if transform:
        inherited["transform"] = transform
    if inherited:
        _wrap(context, inherited)
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


def _placement(context: Context) -> list[Function]:
    """From the viewBox to the authored viewport in CSS px."""
    box, (width, height) = context.viewport, context.size
    x, y = width / box.width, height / box.height
    aspect = context.root.get("preserveAspectRatio") or "xMidYMid"
    left = top = 0.0
    if "none" not in aspect:
        x = y = max(x, y) if "slice" in aspect else min(x, y)
        align = _ALIGN.search(aspect)
        across, down = align.groups() if align else ("Mid", "Mid")
        left = (width - box.width * x) * _SHARES[across]
        top = (height - box.height * y) * _SHARES[down]
    return [("translate", (left - box.x * x, top - box.y * y)), ("scale", (x, y))]


def _from_canvas(
    context: Context, left: int, own: Iterable[Function], placement: list[Function]
) -> list[Function]:
    """The whole way from the viewBox to the canvas, as one translation and scale if it can be."""
    shrink = min(1.0, WIDEST / context.size[0])
    if own:
        return [("translate", (float(left), 0.0)), ("scale", (shrink,)), *own, *placement]
    (_, (x, y)), (_, (across, down)) = placement
    return [
        ("translate", (left + shrink * x, shrink * y)),
        ("scale", (shrink * across, shrink * down)),
    ]


def _wrap(context: Context, attributes: dict[str, str]) -> None:
    children = list(context.root)
    group = etree.SubElement(context.root, "g", attributes)
    group.extend(children)
    context.references[group] = context.references.pop(context.root, [])


def _frame(context: Context, left: int) -> None:
    """Cover the margins: what reaches over the authored viewport was never seen.

    Not a clip path: that is drawn by way of a layer, which changes edges by a shade.
    """
    width, height = context.canvas
    right = left + whole(context.size[0])
    sides = f"M0 0H{left}V{height}H0ZM{right} 0H{width}V{height}H{right}Z"
    etree.SubElement(context.root, "path", {"d": sides, "fill": context.background})
