"""The words that CSS properties of SVG take, where they take nothing else."""

from __future__ import annotations

_KEYWORDS = {
    "alignment-baseline": "auto baseline middle central hanging alphabetic mathematical"
    " ideographic before-edge text-before-edge after-edge text-after-edge text-bottom text-top",
    "clip-rule": "nonzero evenodd",
    "color-interpolation": "auto srgb linearrgb",
    "color-interpolation-filters": "auto srgb linearrgb",
    "direction": "ltr rtl",
    "dominant-baseline": "auto middle central hanging alphabetic mathematical ideographic"
    " text-after-edge text-before-edge text-top text-bottom use-script no-change reset-size",
    "fill-rule": "nonzero evenodd",
    "mask-type": "luminance alpha",
    "shape-rendering": "auto optimizespeed crispedges geometricprecision",
    "stroke-linecap": "butt round square",
    "stroke-linejoin": "miter round bevel",
    "text-anchor": "start middle end",
    "text-rendering": "auto optimizespeed optimizelegibility geometricprecision",
    "unicode-bidi": "normal embed bidi-override isolate isolate-override plaintext",
    "vector-effect": "none non-scaling-stroke",
    "visibility": "visible hidden collapse",
    "writing-mode": "horizontal-tb vertical-rl vertical-lr sideways-rl sideways-lr lr lr-tb rl"
    " rl-tb tb tb-rl",
    "transform-box": "content-box border-box fill-box stroke-box view-box",
    "text-transform": "none capitalize uppercase lowercase full-width full-size-kana math-auto",
}
WORDS = {name: tuple(words.split()) for name, words in _KEYWORDS.items()}
"""The words that a property takes, in lower case, the plainest first."""
