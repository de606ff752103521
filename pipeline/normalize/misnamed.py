"""A name that SVG does not have → the one that it was meant for.

XML is exact: `strokeWidth`, `viewbox` and `<Rect>` mean nothing, and browsers ignore them without a
word.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalize.allowed import ATTRIBUTES, ELEMENTS, PRESENTATION
from pipeline.spelling import nearest

_FEWEST = 5
"""Letters of a name that may be misspelt: a short one is near to many."""


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


_ELEMENTS = {
    **{_plain(name): name for name in ELEMENTS},
    "rectangle": "rect",
    "group": "g",
    "layer": "g",
    "label": "text",
}
_ATTRIBUTES = {
    **{_plain(name): name for name in (*ATTRIBUTES, "viewBox")},
    "classname": "class",
    "colour": "fill",
    "xlinkhref": "href",
}
OF_PAGES = frozenset(("background", "background-color", "fil"))
"""What boxes of HTML have for the `fill` of shapes; and a slip."""

_OFTEN = tuple(
    name
    for name in (*PRESENTATION, "width", "height", "points", "transform", "viewBox")
    if len(name) >= _FEWEST
)
"""What is looked for behind a slip; what else is near may be an editor's own name."""


@lru_cache(maxsize=4096)
def element_meant(name: str) -> str | None:
    """The element that another case makes of it, or one letter: `lineargradient`, `elipse`."""
    meant = _ELEMENTS.get(_plain(name))
    if meant is None and len(name) >= _FEWEST:
        meant = nearest(name, ELEMENTS, 1)
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
