"""Lengths in any unit, percentages and calculations → user units of their places."""

from __future__ import annotations

import re
from math import hypot

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Box, Context, pairs, shorten
from pipeline.normalize.passes.font_sizes import FontSizes
from pipeline.normalize.passes.links.servers import UNITS
from pipeline.normalize.styles.properties import is_computed
from pipeline.normalize.values.arithmetic import Units, compute
from pipeline.normalize.values.lengths import LENGTH
from pipeline.normalize.values.readable import concerns_of, read_attribute

EM_ONLY = re.compile(r"[-+\d.eE\s,]*(?:(?:em|ex|ch|cap|ic|lh)[-+\d.eE\s,]*)+", re.IGNORECASE)
NOT_KNOWN = "what it is relative to is not known here: write it in user units"
_OWN_PERCENT = frozenset(
    ("font-size", "letter-spacing", "word-spacing", "baseline-shift", "offset", "startOffset")
)
"""Their percentages refer to something else than the viewport."""

_CONTENT_UNITS = {
    "pattern": "patternContentUnits",
    "mask": "maskContentUnits",
    "filter": "primitiveUnits",
    "clipPath": "clipPathUnits",
}
_FOCUS = {"fx": "x", "fy": "y"}
"""The axes of what has no kind that says so."""

_DEFAULTS = {
    "linearGradient": {"x2": "100%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%"},
    "mask": {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"},
    "filter": {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"},
    "svg": {"width": "100%", "height": "100%"},
}
_GIVEN = frozenset((*_DEFAULTS, *UNITS, "use"))
"""Elements that are given lengths which their author did not write."""


def resolve_lengths(context: Context) -> None:
    """Write units and calculations out, and percentages of the root's viewport as px.

    Before the canvas is fitted, which changes what a percentage would refer to.
    """
    resolver = _Resolver(context)
    symbols = {
        symbol.get("id"): symbol
        for symbol in context.root.iter("symbol", "svg")
        if symbol is not context.root
    }
    for element in context.root.iter(etree.Element):
        if element.tag not in _GIVEN and element not in context.concerned["unit"]:
            continue
        if element.tag in _DEFAULTS and element is not context.root:
            _write_defaults(element)
        elif symbols and element.tag == "use":
            _size_use(element, symbols.get((element.get("href") or "").removeprefix("#")))
        for name, value in pairs(element):
            if "unit" in concerns_of(name, value):
                resolver.resolve(element, name, value)


class _Resolver:
    """Knows what relative lengths of one drawing refer to."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.sizes = FontSizes(context)

    def resolve(self, element: etree._Element, name: str, value: str) -> None:
        """Write one attribute; L007 where what it comes to cannot be known."""
        if name == "font-size":
            written = self.sizes.written(element)
        else:
            written = compute(value, self.units(element, name))
        if written is not None:
            read = read_attribute(name, written)
            if read is None:  # too large a number
                del element.attrib[name]
            else:
                element.set(name, read)
        elif is_computed(value) or not EM_ONLY.fullmatch(value):
            del element.attrib[name]
            shown = f'{name}="{shorten(value)}"'
            self.context.warn("L007", element, f"{shown} is not carried over", NOT_KNOWN)

    def units(self, element: etree._Element, name: str) -> Units:
        """What relative units come to in an attribute of an element."""
        base = None
        if name not in _OWN_PERCENT and _refers_to_root(element):
            kind = _FOCUS.get(name, ATTRIBUTES[name])
            base = base_of(self.context.viewport, kind)
        return self.sizes.units(self.sizes.of(element), base)


def _write_defaults(element: etree._Element) -> None:
    """Spell out what an absent attribute means, where that is a share of the viewport."""
    tag = str(element.tag)
    units = UNITS.get(tag)
    if element.get("href") or (units and element.get(units) != "userSpaceOnUse"):
        return
    for name, value in _DEFAULTS[tag].items():
        if not _is_length(element.get(name)):
            element.set(name, value)


def _is_length(value: str | None) -> bool:
    """Whether a value can be read; one that cannot means what an absent one does."""
    return value is not None and (is_computed(value) or LENGTH.fullmatch(value.strip()) is not None)


def _size_use(use: etree._Element, symbol: etree._Element | None) -> None:
    """A symbol that is used without a size is as large as the viewport."""
    if symbol is not None:
        for side in ("width", "height"):
            if not _is_length(use.get(side)):
                use.set(side, symbol.get(side) or "100%")


def base_of(viewport: Box, kind: str) -> float:
    """What 100 % is along an axis, or along neither (SVG 2, section 8.9)."""
    if kind in ("x", "xs"):
        return viewport.width
    if kind in ("y", "ys"):
        return viewport.height
    return hypot(viewport.width, viewport.height) / 2**0.5


def _refers_to_root(element: etree._Element) -> bool:
    """Whether a percentage on `element` refers to the root's viewport, not to a box within."""
    units = UNITS.get(str(element.tag))
    if units and element.get(units) != "userSpaceOnUse":
        return False
    parent = element.getparent()
    while parent is not None and parent.getparent() is not None:
        tag = str(parent.tag)
        if tag in ("svg", "symbol", "marker") or "viewBox" in parent.attrib:
            return False
        if tag in _CONTENT_UNITS and parent.get(_CONTENT_UNITS[tag]) == "objectBoundingBox":
            return False
        parent = parent.getparent()
    return True
