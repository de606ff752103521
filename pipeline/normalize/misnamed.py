"""A name or a value that SVG does not have → the one that it was meant for.

XML is exact: `strokeWidth`, `viewbox` and `text-anchor="center"` mean nothing, and browsers ignore
them without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.normalize.allowed import ATTRIBUTES, ELEMENTS, PRESENTATION
from pipeline.normalize.values.readable import read_attribute
from pipeline.normalize.values.transform import parse_transform
from pipeline.spelling import nearest

_FEWEST = 5
"""Letters of a name that may be misspelt: a short one is near to many."""


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


_ELEMENTS = {_plain(name): name for name in ELEMENTS}
_ATTRIBUTES = {
    **{_plain(name): name for name in (*ATTRIBUTES, "viewBox")},
    "classname": "class",
    "colour": "fill",
    "xlinkhref": "href",
}
_OFTEN = tuple(
    name
    for name in (*PRESENTATION, "width", "height", "points", "transform", "viewBox")
    if len(name) >= _FEWEST
)
"""What is looked for behind a slip; what else is near may be an editor's own name."""

_VALUES = {
    ("text-anchor", "center"): "middle",
    ("text-anchor", "left"): "start",
    ("text-anchor", "right"): "end",
    ("dominant-baseline", "center"): "central",
    ("alignment-baseline", "center"): "central",
    ("font-weight", "semibold"): "600",
    ("font-weight", "medium"): "500",
    ("font-weight", "light"): "300",
    ("stroke-linecap", "rounded"): "round",
    ("stroke-linejoin", "rounded"): "round",
}
"""Values that CSS, HTML or a font has under that name."""

_APART = re.compile(r"(?<=[a-z])[\s_-]+(?=[a-z])|(?<=\d)\s+(?=[a-z%])", re.IGNORECASE)
"""What stands between two words that are one, or between a number and its unit."""

_COMMA = re.compile(r"(?<=\d),(?=\d)")
"""What many languages write for the point in a number."""

_UNIT_OF_CSS = re.compile(r"(?<=\d)(?:px|deg)\b")


@lru_cache(maxsize=4096)
def element_meant(name: str) -> str | None:
    """The element that another case makes of it: `lineargradient`, `Rect`."""
    meant = _ELEMENTS.get(_plain(name))
    return meant if meant != name else None


@lru_cache(maxsize=4096)
def attribute_meant(name: str) -> str | None:
    """The attribute that another case makes of it, or one letter: `strokeWidth`, `widht`.

    What a letter more makes of one (`transforms`, `color2`, `stroked`) is left alone, and so are
    `weight`, which is none of `height`, and names in a namespace.
    """
    meant = _ATTRIBUTES.get(_plain(name))
    is_slip = len(name) >= _FEWEST and not name.startswith("{") and name != "weight"
    if meant is None and is_slip:
        meant = nearest(name, _OFTEN, 1)
        meant = None if name[:-1] == meant else meant
    return meant if meant != name else None


@lru_cache(maxsize=4096)
def value_meant(name: str, value: str) -> str | None:
    """What a value that no one can read becomes by one small change, if that can be read.

    `center`, `light-blue`, `60 px`, `0,5`, `cfe2f3`.
    """
    return next((way for way in _ways(name, value) if read_attribute(name, way) is not None), None)


def _ways(name: str, value: str) -> Iterator[str]:
    if way := _VALUES.get((name, value.strip().lower())):
        yield way
    if ATTRIBUTES.get(name) == "paint":
        yield f"#{value.strip()}"
    if name == "viewBox":
        yield _UNIT_OF_CSS.sub("", value)
    if ATTRIBUTES.get(name) in ("paint", "word", "length", "x", "y", "number", "precise"):
        plain = _APART.sub("", value)
        yield plain
        yield _COMMA.sub(".", plain)


@lru_cache(maxsize=4096)
def transform_meant(value: str) -> str | None:
    """A transform without its units, as in `translate(20px, 9px)`: an attribute takes numbers."""
    plain = _UNIT_OF_CSS.sub("", value)
    is_meant = plain != value and parse_transform(value) is None
    return plain if is_meant and parse_transform(plain) else None
