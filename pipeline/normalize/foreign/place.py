"""A foreignObject → where it stands in the user units around it."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.context import SVG
from pipeline.normalize.foreign.html.computed import Style, px
from pipeline.normalize.values.lengths import ONE_NUMBER

_USUAL = (300.0, 150.0)


def place_of(label: etree._Element, style: Style) -> tuple[float, float, float, float]:
    """Its x, y, width and height; a share is one of the viewport around it."""
    width, height = _viewport(label)
    sides = (("x", width), ("y", height), ("width", width), ("height", height))
    x, y, across, down = (_length(label, style, name, base) for name, base in sides)
    return x, y, max(across, 0.0), max(down, 0.0)


def _length(label: etree._Element, style: Style, name: str, base: float) -> float:
    text = style.values.get(name) or label.get(name) or "0"
    number = px(text, style.em, base)
    if number is None and ONE_NUMBER.fullmatch(text.strip()):
        number = px(f"{text.strip()}px", style.em, base)
    return number or 0.0


def _viewport(label: etree._Element) -> tuple[float, float]:
    """The size of the nearest `svg` or `symbol` around, in its user units."""
    for around in label.iterancestors(f"{{{SVG}}}svg", f"{{{SVG}}}symbol"):
        box = [float(number) for number in ONE_NUMBER.findall(around.get("viewBox") or "")]
        if len(box) == 4:
            return box[2], box[3]
        sides = (px(_with_unit(around.get(side)), 16.0, None) for side in ("width", "height"))
        width, height = sides
        if width and height:
            return width, height
    return _USUAL


def _with_unit(text: str | None) -> str:
    bare = (text or "").strip()
    return f"{bare}px" if ONE_NUMBER.fullmatch(bare) else bare
