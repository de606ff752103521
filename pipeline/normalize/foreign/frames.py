"""The background and the border of a box → `<rect>` and `<line>`, as Chromium paints them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.normalize.context import SVG
from pipeline.normalize.foreign.flow.metrics import font_height
from pipeline.normalize.foreign.flow.paragraph import border
from pipeline.normalize.foreign.html.computed import Colour, Style
from pipeline.normalize.foreign.html.shorthands import SIDES
from pipeline.normalize.values.lengths import decimal

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_DASHES = {"dashed": "3 2", "dotted": "1 1"}
_WIDE_DASHES = {**_DASHES, "dashed": "2 1"}
"""In thicknesses of the border, and what Chromium has for those from 3 px."""

_WIDE = 3.0
_SHADED = frozenset(("inset", "outset", "groove", "ridge"))
_SHADE = 84
"""By how much the sides of a shaded border are darker or lighter than its colour."""

_RULE, _OF_RULE = "#808080", "#eeeeee"
"""The colour of a horizontal rule, and the one that Chromium shades in its stead."""


def frame(
    style: Style, sides: Sides, ends: tuple[bool, bool] = (True, True)
) -> list[etree._Element]:
    """A background, then a border on it, both at whole px; `ends` are the left and the right."""
    left, top, right, bottom = (float(round(side)) for side in sides)
    if right <= left or bottom <= top:
        return []
    whole, made = (left, top, right, bottom), []
    radius = min(style.px("border-radius", right - left) or 0.0, (right - left) / 2)
    radius = min(radius, (bottom - top) / 2)
    ground = style.paint("background-color")
    if ground is not None:
        made.append(rect(whole, ground, radius))
    drawn = [
        side
        for side in SIDES
        if border(style, side) and ends[side == "right"] | (side in ("top", "bottom"))
    ]
    looks = {(border(style, side), _colour(style, side), _look(style, side)) for side in drawn}
    if len(drawn) == 4 and len(looks) == 1:
        return [*made, *_around(whole, *looks.pop(), radius)]
    return [*made, *(line for side in drawn for line in _side(whole, style, side))]


def bullet(style: Style, kind: str, right: float, baseline: float) -> etree._Element:
    """The shape beside an item of a list, where Chromium puts it by the height of its font."""
    ascent = int(font_height(style).ascent)
    part = ascent * 2 // 3
    size = (part + 1) // 2
    left, top = right - part - 7, baseline - ascent + 3 * (ascent - part) // 2
    sides = (left, top, left + size, top + size)
    made = rect(
        sides, None if kind == "circle" else style.colour, 0 if kind == "square" else size / 2
    )
    if kind == "circle":
        _stroke(made, 1.0, style.colour, "solid")
    return made


def _look(style: Style, side: str) -> str:
    return style.get(f"border-{side}-style")


def _colour(style: Style, side: str) -> Colour | None:
    found = style.paint(f"border-{side}-color", "currentcolor")
    look = _look(style, side)
    if found is None or look not in _SHADED:
        return found
    is_dark = (side in ("top", "left")) == (look in ("inset", "groove"))
    return _shaded(found._replace(hex=_OF_RULE) if found.hex == _RULE else found, is_dark)


def _shaded(colour: Colour, is_dark: bool) -> Colour:
    parts = [int(colour.hex[at : at + 2], 16) for at in (1, 3, 5)]
    by = -_SHADE if is_dark else 0 if min(parts) > 255 - _SHADE else _SHADE
    if max(parts) < _SHADE:
        by = _SHADE if is_dark else 2 * _SHADE
    shaded = (min(max(part + by, 0), 255) for part in parts)
    return colour._replace(hex="#" + "".join(f"{part:02x}" for part in shaded))


def _around(
    sides: Sides, width: float, colour: Colour | None, look: str, radius: float
) -> Iterable[etree._Element]:
    """A border that is the same on all sides."""
    if colour is None:
        return
    left, top, right, bottom = sides
    half = width / 2
    inner = (left + half, top + half, right - half, bottom - half)
    shape = rect(inner, None, max(radius - half, 0.0))
    _stroke(shape, width, colour, look)
    yield shape


def _side(sides: Sides, style: Style, side: str) -> Iterable[etree._Element]:
    colour, width = _colour(style, side), border(style, side)
    if colour is None:
        return
    left, top, right, bottom = sides
    middle = {"top": top + width / 2, "bottom": bottom - width / 2,
              "left": left + width / 2, "right": right - width / 2}[side]  # fmt: skip
    if side in ("top", "bottom"):
        line = element("line", x1=decimal(left), x2=decimal(right))
        line.attrib.update({"y1": decimal(middle), "y2": decimal(middle)})
    else:
        line = element("line", y1=decimal(top), y2=decimal(bottom))
        line.attrib.update({"x1": decimal(middle), "x2": decimal(middle)})
    _stroke(line, width, colour, style.get(f"border-{side}-style"))
    yield line


def _stroke(shape: etree._Element, width: float, colour: Colour, look: str) -> None:
    shape.set("stroke", colour.hex)
    if colour.opacity < 1:
        shape.set("stroke-opacity", decimal(colour.opacity))
    if width != 1:
        shape.set("stroke-width", decimal(width))
    if look in _DASHES:
        ratios = (_DASHES if width < _WIDE else _WIDE_DASHES)[look]
        dashes = (decimal(float(part) * width) for part in ratios.split())
        shape.set("stroke-dasharray", " ".join(dashes))


def rect(sides: Sides, fill: Colour | None, radius: float = 0.0) -> etree._Element:
    """A rectangle, filled or not."""
    left, top, right, bottom = sides
    made = element("rect", x=decimal(left), y=decimal(top))
    made.set("width", decimal(right - left))
    made.set("height", decimal(bottom - top))
    if radius > 0:
        made.set("rx", decimal(radius))
    made.set("fill", "none" if fill is None else fill.hex)
    if fill is not None and fill.opacity < 1:
        made.set("fill-opacity", decimal(fill.opacity))
    return made


def element(name: str, **attributes: str) -> etree._Element:
    """A new element of SVG."""
    return etree.Element(f"{{{SVG}}}{name}", attributes)
