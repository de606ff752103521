"""What every inherited property is where nobody sets it, as the root of the normal form says.

A page in which a drawing is inlined lends it whatever it inherits, and its rules for `svg` outweigh
attributes of the root; so the root says all of it in its style. Not `visibility`, `cursor` and
`pointer-events`: with those a page shows, hides and touches the picture as a whole.
"""

from __future__ import annotations

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
    "dominant-baseline": "auto",
    "color": "#000",
    "color-scheme": "light",
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
    "image-rendering": "auto",
}
"""Inherited properties of text and painting, and `text-decoration`, which reaches text as well."""

_FITTING = {"overflow": "hidden", "max-width": "100%", "height": "auto"}
"""What lies outside is not drawn; a column that is narrower than the drawing shrinks it."""


def is_initial(name: str, value: str) -> bool:
    """Whether a root that bears a property bears what it has by its style in any case."""
    usual = INITIAL.get("marker" if name.startswith("marker-") else name)
    return usual is not None and value in (usual, usual.removesuffix("px"))


@lru_cache(maxsize=8)
def root_style(font_stack: str) -> str:
    """The one `style` of a drawing."""
    font = {"font-family": font_stack}
    every = {**font, **INITIAL, **_FITTING}
    return ";".join(f"{name}:{value}" for name, value in every.items())
