"""An inner `<svg>` → groups that clip and place what it holds.

The rules of a page for `svg` would reach it: a fill, a stroke, an overflow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from pipeline.normalize.context import Context, pairs
from pipeline.normalize.values.lengths import decimal
from pipeline.normalize.values.readable import concerns_of
from pipeline.normalize.values.transform import Function, write_transform
from pipeline.normalize.values.viewport import placement, view_box

_SIDES = ("x", "y", "width", "height")
_OF_VIEWPORT = (*_SIDES, "viewBox", "preserveAspectRatio", "overflow")


def write_inner_drawings(context: Context) -> None:
    """Write every inner `<svg>` as groups, except one that a `<use>` may give another size.

    After lengths are resolved, and what moves an element is written. What is left in per cent is
    seen in several sizes: it needs the viewports that it refers to.
    """
    inner = list(context.root.iterdescendants("svg"))
    if not inner or any(map(_is_in_per_cent, context.root.iter(etree.Element))):
        return
    used = {
        name
        for element, made in context.references.items()
        if element.tag == "use"
        for _, name in made
    }
    taken = {element.get("id") for element in context.root.iter(etree.Element)}
    names = (name for name in (f"viewport-{n}" for n in count(1)) if name not in taken)
    for element in inner:
        if element.get("id") not in used:
            _write(context, element, names)


def _is_in_per_cent(element: etree._Element) -> bool:
    return any(
        "%" in value and "unit" in concerns_of(name, value) for name, value in pairs(element)
    )


def _write(context: Context, element: etree._Element, names: Iterator[str]) -> None:
    try:
        sides = [float(element.get(name) or 0) for name in _SIDES]
    except ValueError:  # in em of several sizes
        return
    box, aspect = view_box(element.get("viewBox")), element.get("preserveAspectRatio")
    is_clipped = element.get("overflow") not in ("visible", "auto")
    for name in _OF_VIEWPORT:
        element.attrib.pop(name, "")
    x, y, width, height = sides
    if width <= 0 or height <= 0:  # nothing of it is painted, and others may refer to it
        element.tag = "defs"
        return
    functions: list[Function] = [("translate", (x, y))]
    if box:
        functions += placement(box, width, height, aspect)
    element.tag, content = "g", etree.Element("g")
    if transform := write_transform(functions):
        content.set("transform", transform)
    content.text, element.text = element.text, None
    content.extend(list(element))
    if is_clipped:
        name = next(names)
        clip = etree.SubElement(element, "clipPath", id=name)
        etree.SubElement(clip, "rect", dict(zip(_SIDES, map(decimal, sides), strict=True)))
        clipped = etree.SubElement(element, "g", {"clip-path": f"url(#{name})"})
        context.references[clipped] = [("clip-path", name)]
        clipped.append(content)
    else:
        element.append(content)
