"""What a browser knows about CSS properties: which values are valid, and what each one does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pipeline.normalize.allowed import PRESENTATION
from pipeline.normalize.styles.keywords import WORDS
from pipeline.normalize.values.arithmetic import MATHS
from pipeline.normalize.values.colours import is_colour_function, plain_colour
from pipeline.normalize.values.lengths import EM, NUMBER, PX, SIZES
from pipeline.normalize.values.transform_syntax import is_individual, is_origin, is_transform

WIDE = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
"""Keywords that every property takes."""

INHERITING = WIDE - {"initial"}
"""Those by which an inherited property takes what it is around the element."""

_BOXES = ("rect", "image", "foreignObject")
GEOMETRY = {
    **dict.fromkeys(("x", "y"), (*_BOXES, "use")),
    **dict.fromkeys(("width", "height"), _BOXES),
    "cx": ("circle", "ellipse"),
    "r": ("circle",),
    "rx": ("rect", "ellipse"),
    "d": ("path",),
}
GEOMETRY |= {"cy": GEOMETRY["cx"], "ry": GEOMETRY["rx"]}
"""Properties that are attributes of some elements, with those where browsers take the property:
SVG 2 lists more. Of the root, which is a box of the page, they take its size."""

MOVES = ("transform", "translate", "rotate", "scale", "transform-origin", "transform-box")
"""What comes to one `transform`, together."""

TEXT_STYLES = ("white-space", "white-space-collapse", "text-transform")
"""What changes the letters of a label."""

APPLIED = frozenset((*PRESENTATION, *GEOMETRY, *MOVES, *TEXT_STYLES))
"""All that the normal form carries over from a style sheet."""

DROPPED = {
    "mix-blend-mode": "normal",
    "text-shadow": "none",
    "font-kerning": "auto normal",
    "font-feature-settings": "normal",
    "font-size-adjust": "none",
    "font-variant-position": "normal",
    "text-orientation": "mixed sideways",
    "offset-path": "none",
    "content-visibility": "visible auto",
    "-webkit-text-security": "none",
    "mask-mode": "match-source",
    "mask-image": "none",
    "mask-border": "none",
    "-webkit-mask": "none",
    "-webkit-mask-image": "none",
    "outline": "none 0 0px",
    "perspective": "none",
}
"""What a browser draws and the normal form cannot hold, with the values that do nothing.

Figures of other forms and widths (`font-variant-numeric`, `tnum`) the house font does not have.
"""

_HOUSE_FEATURES = re.compile(r"""["'](?:aalt|ccmp|dlig|kern|locl|mark|mkmk)["']""")
"""The features of its letters that the house font has."""

ROOT_DROPPED = {
    **dict.fromkeys(("border", "border-style", "border-top", "border-right", "border-bottom",
                     "border-left"), "none hidden 0 0px"),
    "box-shadow": "none",
    "border-radius": "0 0px",
    "zoom": "1 normal 100%",
}  # fmt: skip
"""The same, for a root alone: a browser draws its box."""

_LAID_OUT = re.compile(
    r"-webkit-|accent|align|anchor|animation|appearance|aspect|backdrop|background|block|border|"
    r"bottom|box|break|caret|clear|color|column|contain|content|counter|cursor|display|flex|float|"
    r"font|gap|grid|height|hyphen|inline|inset|isolation|justify|left|letter|line|list|margin|mask|"
    r"max|min|mix|object|offset|order|outline|overflow|padding|page|perspective|place|pointer|"
    r"position|quotes|resize|right|row|scroll|shape|stroke|tab|table|text|top|touch|transform|"
    r"transition|unicode|user|vertical|visibility|white|widows|width|will|word|writing|z-index|zoom"
)
"""How the names of the other properties begin that a browser knows."""

_LENGTH_WORDS = {
    "stroke-dasharray": ("none",),
    "letter-spacing": ("normal",),
    "word-spacing": ("normal",),
    "baseline-shift": ("baseline", "sub", "super"),
    "font-size": (*SIZES, "smaller", "larger", "math"),
    **dict.fromkeys(("width", "height", "rx", "ry"), ("auto",)),
}  # fmt: skip
_LENGTHS = frozenset(
    (*(name for name, kind in PRESENTATION.items() if kind == "length"), *GEOMETRY)
) - {"d"}
_MAY_BE_NEGATIVE = frozenset(
    ("letter-spacing", "word-spacing", "baseline-shift", "stroke-dashoffset", "x", "y", "cx", "cy")
)
LINK = re.compile(
    r"""url\(\s*+(?:"[^"]*"|'[^']*'|[^)"'\s]*+)\s*+(?:\)|\Z)\s*+(?P<rest>.*)""",
    re.IGNORECASE | re.DOTALL,
)
"""A reference to a paint server, with the colour that stands in for it; its end may be missing."""

_UNITLESS = frozenset(
    ("stroke-width", "stroke-dasharray", "stroke-dashoffset", "baseline-shift",
     "x", "y", "cx", "cy", "r", "rx", "ry")
)  # fmt: skip
"""Lengths that a style sheet, too, may give without a unit."""

_UNITLESS_IN_STYLE = _UNITLESS.union(
    ("width", "height", "font-size", "letter-spacing", "word-spacing")
)
"""Lengths that a `style` may: browsers read that of an SVG element as they read old pages."""

Place = Literal["sheet", "style", "attribute"]
"""Where a value stands."""

_ONLY_URLS = frozenset(("filter", "marker-start", "marker-mid", "marker-end"))
"""What takes no word but `none`."""

COLOURS = frozenset(("color", "stop-color", "flood-color", "lighting-color", "background-color"))
_UNITS = "|".join([*filter(None, PX), *EM, *(f"r{unit}" for unit in EM if unit != "%"),
                   "[sld]?v(?:[wihb]|min|max)"])  # fmt: skip
_LENGTH = rf"({NUMBER})({_UNITS})?"
_LENGTH_LIST = re.compile(rf"\s*+{_LENGTH}(?>(?:(?:\s++,?|,)\s*+{_LENGTH})*)\s*+", re.IGNORECASE)
_ONE_LENGTH = re.compile(_LENGTH, re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"\s*+{NUMBER}(%?)\s*+")
_WEIGHT = re.compile(r"normal|bold|bolder|lighter|0*[1-9]\d{0,2}(?:\.\d*)?|1000")
_STRETCH = re.compile(rf"normal|(?:(?:ultra|extra|semi)-)?(?:condensed|expanded)|{NUMBER}%")
_SLANT = re.compile(r"normal|italic|oblique(?:\s+\S+)?")
_OUTLINE = re.compile(r"none|path\(.*\)", re.DOTALL)
_ORDER = re.compile(r"normal|(?:(?:fill|stroke|markers)(?:\s+|$)){1,3}")
_COMPUTED = re.compile(rf"\b(?:var|env|attr|{'|'.join(sorted(MATHS))})\(", re.IGNORECASE)


def is_computed(value: str) -> bool:
    """Whether a value is only known where it is drawn: variables and arithmetic."""
    return "(" in value and _COMPUTED.search(value) is not None


@lru_cache(maxsize=8192)
def is_valid(name: str, value: str, place: Place = "sheet") -> bool:
    """Whether a browser reads a value of a property; what cannot be told counts as read."""
    text = value.strip().lower()
    if text in WIDE or name.startswith("--") or is_computed(text):
        return True
    if name in WORDS:
        return text in WORDS[name]
    if name in _LENGTHS:
        return text in _LENGTH_WORDS.get(name, ()) or _is_length(name, text, place)
    kind = PRESENTATION.get(name)
    if kind == "number":
        return _is_number(name, text)
    if kind == "paint" or name in COLOURS:
        return _is_paint(name, value)
    if kind == "url" and name in _ONLY_URLS:
        return text == "none" or "(" in text
    if name == "transform":
        return is_transform(value)
    if name in ("translate", "rotate", "scale"):
        return place == "attribute" or is_individual(name, value)
    if name == "transform-origin":
        return is_origin(value, may_be_bare=place == "attribute")
    pattern = _PATTERNS.get(name)
    return pattern is None or pattern.fullmatch(text) is not None


_PATTERNS = {
    "font-weight": _WEIGHT,
    "font-stretch": _STRETCH,
    "font-style": _SLANT,
    "paint-order": _ORDER,
    "d": _OUTLINE,
}


def _is_length(name: str, text: str, place: Place) -> bool:
    if not _LENGTH_LIST.fullmatch(text):
        return False
    lengths = _ONE_LENGTH.findall(text)
    if len(lengths) > 1 and name not in ("stroke-dasharray",):
        return False
    may_be_bare = place == "attribute" or name in (
        _UNITLESS if place == "sheet" else _UNITLESS_IN_STYLE
    )
    return all(
        (unit or may_be_bare or float(number) == 0)
        and (name in _MAY_BE_NEGATIVE or float(number) >= 0)
        for number, unit in lengths
    )


def _is_number(name: str, text: str) -> bool:
    number = _NUMBER_ALONE.fullmatch(text)
    return number is not None and not (number[1] and name == "stroke-miterlimit")


def _is_paint(name: str, value: str) -> bool:
    text = value.strip()
    if PRESENTATION.get(name) == "paint":
        if text.lower() in ("none", "context-fill", "context-stroke"):
            return True
        if link := LINK.match(text):
            return link["rest"] in ("", "none") or _is_paint("color", link["rest"])
    return plain_colour(text) is not None or is_colour_function(text)


def is_idle(name: str, value: str, dropped: Mapping[str, str]) -> bool:
    """Whether a value of what is dropped changes nothing, also for want of letters for it."""
    if name == "font-feature-settings" and not _HOUSE_FEATURES.search(value):
        return True
    words = value.split() if name.startswith("border") else [value]
    return not {*dropped[name].split(), *WIDE}.isdisjoint(words)


def is_supported(name: str, value: str) -> bool:
    """Whether `@supports` holds for a declaration."""
    is_known = name in APPLIED or name in DROPPED or _LAID_OUT.match(name) is not None
    return name.startswith("--") or (is_known and is_valid(name, value))
