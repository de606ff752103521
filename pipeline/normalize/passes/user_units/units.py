"""Lengths in any unit, percentages and calculations → user units of their places."""

from __future__ import annotations

import re
from functools import partial

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Box, Context, pairs, shorten
from pipeline.normalize.passes.links.servers import UNITS
from pipeline.normalize.passes.user_units.font_sizes import FontSizes
from pipeline.normalize.passes.user_units.viewports import Viewports
from pipeline.normalize.styles.properties import is_computed
from pipeline.normalize.values.arithmetic import compute
from pipeline.normalize.values.lengths import EM, LENGTH, NUMBER, decimal
from pipeline.normalize.values.readable import concerns_of, read_attribute

EM_ONLY = re.compile(r"[-+\d.eE\s,]*(?:(?:em|ex|ch|cap|ic|lh)[-+\d.eE\s,]*)+", re.IGNORECASE)
NOT_KNOWN = "what it is relative to is not known here: write it in user units"
_NOT_ALIKE = "it is drawn in several viewports, and the drawing gets another size: use user units"
_OWN_PERCENT = frozenset(
    ("font-size", "letter-spacing", "word-spacing", "baseline-shift", "offset", "startOffset")
)
"""Their percentages refer to something else than the viewport."""

_OF_FONT = re.compile(rf"({NUMBER})(em|ex|ch|cap|ic|lh)\b", re.IGNORECASE)
_IN_PARTS = re.compile(r"\([^)]*[\s,]")
_HANDED_DOWN = frozenset(("stroke-width", "stroke-dasharray", "stroke-dashoffset"))
"""What elements inherit as a percentage, each of its own viewport."""

_AXES = {
    **dict.fromkeys(("fx", "refX", "markerWidth"), "x"),
    **dict.fromkeys(("fy", "refY", "markerHeight"), "y"),
}
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
    """Write units and calculations out, and percentages as px.

    What an element means that several uses show in several sizes is left in em or per cent.

    Before the canvas is fitted, which changes what a percentage would refer to.
    """
    resolver = _Resolver(context, context.viewport)
    _write_sizes(context.root, resolver.sizes)
    resolver.resolve_all()
    if resolver.is_resized:  # what differed in the authored size may be alike in the new one
        _Resolver(context, Box(0, 0, *context.canvas)).resolve_all()


def _is_unread(element: etree._Element, name: str, value: str) -> bool:
    """Whether a calculation stands where browsers read none.

    They take a list of places apart at white space and commas, also inside of it, and an offset of
    a filter is a mere number.
    """
    if element.tag in ("text", "tspan"):
        return name in ("x", "y", "dx", "dy") and _IN_PARTS.search(value) is not None
    return name in ("dx", "dy")


class _Resolver:
    """Knows what relative lengths of one drawing refer to, whose root is a viewport.

    `is_resized` says that a length was left in per cent which the normal form gives another size.
    """

    def __init__(self, context: Context, viewport: Box) -> None:
        self.context = context
        self.sizes = FontSizes(context)
        self.viewports = Viewports(context, self.sizes, viewport)
        self.is_resized = False

    def resolve_all(self) -> None:
        """Write the lengths of every element."""
        root, concerned = self.context.root, self.context.concerned["unit"]
        for element in root.iter(etree.Element):
            if element.tag not in _GIVEN and element not in concerned:
                continue
            if element.tag in _DEFAULTS and element is not root:
                _write_defaults(element)
            for name, value in pairs(element):
                if "(" in value and _is_unread(element, name, value):
                    del element.attrib[name]
                elif "unit" in concerns_of(name, value):
                    self.resolve(element, name, value)

    def resolve(self, element: etree._Element, name: str, value: str) -> None:
        """Write one attribute; L007 where what it comes to cannot be known."""
        if name == "font-size":
            written = self.sizes.written(element)
        else:
            written = self._computed(element, name, value)
        if written is not None:
            read = read_attribute(name, written)
            if read is None:  # too large a number
                self._drop(element, name)
            else:
                element.set(name, read)
        elif is_computed(value) or not EM_ONLY.fullmatch(value):
            self._drop(element, name)
            shown = f'{name}="{shorten(value)}"'
            self.context.warn("L007", element, f"{shown} is not carried over", NOT_KNOWN)

    def _drop(self, element: etree._Element, name: str) -> None:
        """Remove an attribute; what it then means is written where that is a length."""
        value = element.attrib.pop(name)
        if element.tag in _DEFAULTS and element is not self.context.root:
            _write_defaults(element)
        elif name in _DEFAULTS["svg"] and _is_viewport(self.sizes.uses.targets.get(element)):
            element.set(name, "100%")
        if element.get(name, value) != value:  # else it would be dropped again
            self.resolve(element, name, str(element.get(name)))

    def _computed(self, element: etree._Element, name: str, value: str) -> str | None:
        """A value in px, or in the percentages that mean in the normal form what they meant."""
        size, base, is_resized = self.sizes.of(element), None, False
        if ATTRIBUTES.get(name) == "number":
            base = 1.0
        elif name not in _OWN_PERCENT and _refers_to_viewport(element):
            viewports = self.viewports
            is_inherited = name in _HANDED_DOWN
            viewport = (
                viewports.handed_down(element, name) if is_inherited else viewports.around(element)
            )
            base, is_resized = viewport.base(_AXES.get(name, ATTRIBUTES[name])), viewport.is_resized
        written = compute(value, self.sizes.units(size, base))
        if is_resized and written and "%" in written:
            self.is_resized = True
            message = f'{name}="{shorten(value)}" comes to another length'
            self.context.warn("L007", element, message, _NOT_ALIKE)
        return written


def _write_sizes(root: etree._Element, sizes: FontSizes) -> None:
    """Give all that is a viewport its size, before percentages of that are asked for."""
    for element in root.iterdescendants("svg"):
        _write_defaults(element)
    for use, shown in sizes.uses.targets.items():
        if _is_viewport(shown):
            _size_use(use, shown, sizes)


def _is_viewport(shown: etree._Element | None) -> bool:
    return shown is not None and shown.tag in ("symbol", "svg")


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


def _size_use(use: etree._Element, shown: etree._Element, sizes: FontSizes) -> None:
    """Without a size it is as large as what it shows, or as the viewport; 0 if it is unreadable.

    A size that is relative to a font of several sizes stays with what it is the size of.
    """
    for side in ("width", "height"):
        if side in use.attrib:
            if not _is_length(use.get(side)):
                use.set(side, "0")
            continue
        own = shown.get(side)
        usual = own if own and _is_length(own) else "100%"
        if _OF_FONT.search(usual):
            size = sizes.shown_by(use)
            if size is None:
                continue
            usual = _OF_FONT.sub(partial(_of_size, size), usual)
        use.set(side, usual)


def _of_size(size: float, length: re.Match[str]) -> str:
    """A length in px that is relative to a font of that size."""
    return f"{decimal(float(length[1]) * EM[length[2].lower()] * size)}px"


def _refers_to_viewport(element: etree._Element) -> bool:
    """Whether a percentage on `element` refers to a viewport, not to the box that it is used on."""
    units = UNITS.get(str(element.tag))
    if units and element.get(units) != "userSpaceOnUse":
        return False
    parent = element.getparent()
    return parent is None or parent.get("primitiveUnits") != "objectBoundingBox"
