"""Gradients that are made after others, and lengths in any unit → user units of their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import hypot

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Box, Context, pairs
from pipeline.normalize.passes.references import Ids, ids_of
from pipeline.normalize.values.lengths import LENGTH, LENGTH_ATTRIBUTES, PX, UNIT

_EM = re.compile(r"e[mx]", re.IGNORECASE)
_OWN_PERCENT = frozenset(
    ("font-size", "letter-spacing", "word-spacing", "baseline-shift", "offset", "startOffset")
)
"""Their percentages refer to something else than the viewport."""

_UNITS = {
    "linearGradient": "gradientUnits",
    "radialGradient": "gradientUnits",
    "pattern": "patternUnits",
    "mask": "maskUnits",
    "filter": "filterUnits",
}
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
_GIVEN = frozenset((*_DEFAULTS, *_UNITS, "use"))
"""Elements that are given lengths which their author did not write."""

_PLACES: dict[str, dict[str, str | None]] = {
    "linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%", "fx": None, "fy": None, "fr": None},
    "pattern": {"x": None, "y": None, "width": None, "height": None},
}
"""Where each is placed, with what an absent value means if that is a share of something."""


def spell_out_servers(context: Context) -> None:
    """Write what gradients and patterns inherit by `href`, where one of them is in user space.

    Before lengths are resolved, which depends on the units: a share of a box stays one, a share of
    the viewport does not.
    """
    made_after = [element for element in context.root.iter(*_PLACES) if "href" in element.attrib]
    ids = ids_of(context.root) if made_after else {}
    chains = [list(_chain(element, ids)) for element in made_after]
    for chain in chains:
        if any(_own_units(element) == "userSpaceOnUse" for element in chain):
            _spell_out(chain)


def _chain(element: etree._Element | None, ids: Ids) -> Iterator[etree._Element]:
    """An element, the one that it is made after, and so on; loops are refused later."""
    seen: set[etree._Element] = set()
    while element is not None and element.tag in _PLACES and element not in seen:
        seen.add(element)
        yield element
        element = ids.get((element.get("href") or "").removeprefix("#"))


def _own_units(element: etree._Element) -> str | None:
    return element.get(_UNITS[str(element.tag)])


def _spell_out(chain: list[etree._Element]) -> None:
    element, tag = chain[0], str(chain[0].tag)
    alike = [other for other in chain if other.tag == tag]
    units = next(filter(None, map(_own_units, chain)), None)
    element.set(_UNITS[tag], units or "objectBoundingBox")
    for name, absent in _PLACES[tag].items():
        value = next((other.attrib[name] for other in alike if name in other.attrib), absent)
        if value is not None:
            element.set(name, value)


def resolve_lengths(context: Context) -> None:
    """Write units out, and percentages of the root's viewport as what they come to.

    Before the canvas is fitted, which changes what a percentage would refer to.
    """
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
            if name in LENGTH_ATTRIBUTES and UNIT.search(value):
                resolved = _resolve(context.viewport, element, name, value)
                element.set(name, resolved)
                context.is_relative |= _depends_on_font(name, resolved)


def _depends_on_font(name: str, value: str) -> bool:
    return _EM.search(value) is not None or (name == "font-size" and "%" in value)


def _write_defaults(element: etree._Element) -> None:
    """Spell out what an absent attribute means, where that is a share of the viewport."""
    tag = str(element.tag)
    units = _UNITS.get(tag)
    if element.get("href") or (units and element.get(units) != "userSpaceOnUse"):
        return
    for name, value in _DEFAULTS[tag].items():
        if not _is_length(element.get(name)):
            element.set(name, value)


def _is_length(value: str | None) -> bool:
    """Whether a value can be read; one that cannot means what an absent one does."""
    return value is not None and LENGTH.fullmatch(value.strip()) is not None


def _size_use(use: etree._Element, symbol: etree._Element | None) -> None:
    """A symbol that is used without a size is as large as the viewport."""
    if symbol is not None:
        for side in ("width", "height"):
            if not _is_length(use.get(side)):
                use.set(side, symbol.get(side) or "100%")


def _resolve(viewport: Box, element: etree._Element, name: str, value: str) -> str:
    base = None
    if "%" in value and name not in _OWN_PERCENT and _refers_to_root(element):
        base = _base(viewport, _FOCUS.get(name, ATTRIBUTES[name]))
    return LENGTH.sub(_converter(base), value)


def _converter(base: float | None) -> Callable[[re.Match[str]], str]:
    def convert(match: re.Match[str]) -> str:
        unit = (match[2] or "").lower()
        if unit == "%" and base is not None:
            return repr(float(match[1]) * base / 100)
        if unit in PX and unit:
            return match[1] if PX[unit] == 1 else repr(float(match[1]) * PX[unit])
        return match[0]

    return convert


def _base(viewport: Box, kind: str) -> float:
    """What 100 % is along an axis, or along neither (SVG 2, section 8.9)."""
    if kind in ("x", "xs"):
        return viewport.width
    if kind in ("y", "ys"):
        return viewport.height
    return hypot(viewport.width, viewport.height) / 2**0.5


def _refers_to_root(element: etree._Element) -> bool:
    """Whether a percentage on `element` refers to the root's viewport, not to a box within."""
    units = _UNITS.get(str(element.tag))
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
