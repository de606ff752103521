"""Lengths in any unit → user units of the place where they stand (CSS Values 4, section 6.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import hypot

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Box, Context, pairs

NUMBER = r"[+-]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,9})?"
"""One number. Bounded, since reading millions of digits takes minutes."""

DIGITS = 14
"""Significant digits of every number: no point moves by 0.001 px that lies within a thousand
million px of the origin."""

PX = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 24 / 25.4,
    "rem": 16.0,
}
"""CSS px of one unit; rem of a page whose root font has the usual size."""

_LENGTH = re.compile(rf"({NUMBER})\s*([a-zA-Z]+|%)?")
_EM = re.compile(r"e[mx]", re.IGNORECASE)
UNIT = re.compile(r"[a-zA-Z%]")
_KINDS = frozenset(("x", "y", "length", "xs", "ys", "precise"))
LENGTHS = frozenset(name for name, kind in ATTRIBUTES.items() if kind in _KINDS)
_OWN_PERCENT = frozenset(
    ("font-size", "letter-spacing", "word-spacing", "baseline-shift", "offset", "startOffset")
)
"""Their percentages refer to something else than the viewport."""

_UNITS_ATTRIBUTE = {
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
"""Kinds of lengths that are written more precisely than others of their kind."""

_DEFAULTS = {
    "linearGradient": {"x2": "100%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%"},
    "mask": {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"},
    "filter": {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"},
    "svg": {"width": "100%", "height": "100%"},
}


_GIVEN = frozenset((*_DEFAULTS, *_UNITS_ATTRIBUTE, "use"))
"""Elements that are given lengths which their author did not write."""


def number(value: float) -> str:
    """A number as the normal form writes it: rounded, without needless zeros or a sign on zero."""
    return f"{value + 0.0:.{DIGITS}g}"


def px(value: str | None) -> float | None:
    """A length in absolute units as CSS px; em counts 16. None for anything else."""
    match = _LENGTH.fullmatch((value or "").strip())
    if not match:
        return None
    unit = (match[2] or "").lower()
    factor = {"em": 16.0, "ex": 8.0}.get(unit) or PX.get(unit)
    return None if factor is None else float(match[1]) * factor


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
            if name in LENGTHS and UNIT.search(value):
                resolved = _resolve(context.viewport, element, name, value)
                element.set(name, resolved)
                context.is_relative |= _hangs_on_font(name, resolved)


def _hangs_on_font(name: str, value: str) -> bool:
    return _EM.search(value) is not None or (name == "font-size" and "%" in value)


def _write_defaults(element: etree._Element) -> None:
    """Spell out what an absent attribute means, where that is a share of the viewport."""
    tag = str(element.tag)
    units = _UNITS_ATTRIBUTE.get(tag)
    if element.get("href") or (units and element.get(units) != "userSpaceOnUse"):
        return
    for name, value in _DEFAULTS[tag].items():
        if not _is_length(element.get(name)):
            element.set(name, value)


def _is_length(value: str | None) -> bool:
    """Whether a value can be read; one that cannot means what an absent one does."""
    return value is not None and _LENGTH.fullmatch(value.strip()) is not None


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
    return _LENGTH.sub(_converter(base), value)


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
    units = _UNITS_ATTRIBUTE.get(str(element.tag))
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
