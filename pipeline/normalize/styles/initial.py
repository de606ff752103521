"""What every inherited property is where nobody sets it, as the root of the normal form says.

A page in which a drawing is inlined lends it whatever it inherits, and its rules for `svg` outweigh
attributes of the root; so the root says all of it in its style. Not `visibility`, `cursor` and
`pointer-events`: with those a page shows, hides and touches the picture as a whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.values.lengths import USUAL_SIZE

INITIAL = {
    "direction": "ltr",
    "writing-mode": "horizontal-tb",
    "text-orientation": "mixed",
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "font-stretch": "normal",
    "font-size": f"{USUAL_SIZE:g}px",
    "font-size-adjust": "none",
    "font-kerning": "auto",
    "font-feature-settings": "normal",
    "font-variation-settings": "normal",
    "letter-spacing": "normal",
    "word-spacing": "normal",
    "white-space": "normal",
    "text-transform": "none",
    "text-shadow": "none",
    "-webkit-text-security": "none",
    "text-decoration": "none",
    "text-anchor": "start",
    "text-rendering": "auto",
    "text-autospace": "no-autospace",
    "text-spacing-trim": "normal",
    "font-synthesis": "weight style small-caps position",
    "dominant-baseline": "auto",
    "color": "#000",
    "color-interpolation": "srgb",
    "color-interpolation-filters": "linearrgb",
    "fill": "#000",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "clip-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-opacity": "1",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "paint-order": "normal",
    "marker": "none",
    "shape-rendering": "auto",
}
"""Inherited properties of text and painting, and `text-decoration`, which reaches text as well."""

_OTHER_LETTERS = re.compile("[\u0600-\u1dff\u2e80-\U0003ffff]")
"""Of scripts that the house font lacks: Arabic, those of Asia, ideographs."""

_OF_OTHER_LETTERS = ("text-autospace", "text-spacing-trim", "font-synthesis")
"""What reaches no letter of the house font, which has no ideographs and its own bold and italic."""

_OF_FONT = frozenset(name for name in INITIAL if name.startswith("font-")) - {*_OF_OTHER_LETTERS}
"""What the shorthand `font` sets as well."""

_OF_TEXT = (
    "direction", "writing-mode", "text-orientation", "letter-spacing", "word-spacing",
    "white-space", "text-transform", "text-shadow", "-webkit-text-security", "text-decoration",
    "text-anchor", "text-rendering", "dominant-baseline",
)  # fmt: skip
_OF_STROKES = tuple(name for name in INITIAL if name.startswith("stroke-"))
_SEEN_WITH: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("<text",), _OF_TEXT),
    (("writing-mode=",), ("text-orientation",)),
    ((" stroke=",), _OF_STROKES),
    ((" stroke=", "<marker"), ("paint-order",)),
    (("stroke-dasharray=",), ("stroke-dashoffset",)),
    (("<path", "<poly"), ("fill-rule",)),
    (("<clipPath",), ("clip-rule",)),
    (("Gradient", "<mask"), ("color-interpolation",)),
    (("<filter",), ("color-interpolation-filters",)),
)
"""Words in a drawing, and the properties that nobody sees in one that has none of these."""

_NAMED = ("fill", "stroke", "color", "clip", "marker")
"""What is painted is said in the words of SVG, for readers that know no `initial`; of the others,
which compress well, they take no notice."""

_FITTING = {"overflow": "hidden", "max-width": "100%", "height": "auto"}
"""What lies outside is not drawn; a column that is narrower than the drawing shrinks it."""


def is_initial(name: str, value: str) -> bool:
    """Whether a root that bears a property bears what it has by its style in any case."""
    usual = INITIAL.get("marker" if name.startswith("marker-") else name)
    return usual is not None and value in (usual, usual.removesuffix("px"))


@lru_cache(maxsize=1)  # asked twice of each drawing: as it is written, and as it is verified
def root_style(font_stack: str, drawing: str) -> str:
    """The one `style` of a drawing: against all that a page could lend to what is drawn in it."""
    left_out: list[str] = []
    for words, names in _SEEN_WITH:
        for word in words:
            if word in drawing:
                break
        else:
            left_out += names
    if drawing.isascii() or not _OTHER_LETTERS.search(drawing):
        left_out += _OF_OTHER_LETTERS
    return _style(font_stack, frozenset(left_out))


@lru_cache(maxsize=64)
def _style(font_stack: str, left_out: frozenset[str]) -> str:
    font = {"font": f"{INITIAL['font-size']} {font_stack}"}
    others = {
        name: value if name.startswith(_NAMED) else "initial"
        for name, value in INITIAL.items()
        if name not in left_out and name not in _OF_FONT
    }
    every = {**font, **others, **_FITTING}
    return ";".join(f"{name}:{value}" for name, value in every.items())
