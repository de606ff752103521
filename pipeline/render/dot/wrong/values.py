"""A shape, an arrow or a style that Graphviz does not know → what to write for it.

Source: https://graphviz.org/doc/info/shapes.html, arrows.html, and the attribute `style`.
"""

from __future__ import annotations

import re

from pipeline.spelling import nearest

_SHAPES = frozenset(
    """
    box polygon ellipse oval circle point egg triangle plaintext plain diamond trapezium
    parallelogram house pentagon hexagon septagon octagon doublecircle doubleoctagon tripleoctagon
    invtriangle invtrapezium invhouse Mdiamond Msquare Mcircle rect rectangle square star none
    underline cylinder note tab folder box3d component cds record Mrecord
    """.split()  # noqa: SIM905 - a list of so many strings would fill a screen
)
_ARROWS = frozenset(
    ("normal", "inv", "dot", "odot", "none", "tee", "empty", "diamond", "odiamond", "ediamond",
     "crow", "box", "obox", "open", "halfopen", "vee", "curve", "icurve")
)  # fmt: skip
_STYLES = frozenset(
    ("solid", "dashed", "dotted", "bold", "rounded", "filled", "invis", "diagonals", "striped",
     "wedged", "radial", "tapered")
)  # fmt: skip
_SPLINES = frozenset(("spline", "line", "ortho", "polyline", "curved", "none"))
_ROUNDED = "box with style=rounded"
_OTHER_NAMES = {
    "database": "cylinder", "db": "cylinder", "disk": "cylinder", "storage": "cylinder",
    "round": _ROUNDED, "rounded": _ROUNDED, "roundrect": _ROUNDED, "roundedbox": _ROUNDED,
    "pill": _ROUNDED, "stadium": _ROUNDED, "rhombus": "diamond", "decision": "diamond",
    "document": "note", "doc": "note", "package": "folder", "text": "plaintext",
    "triangle": "normal", "arrow": "normal", "circle": "dot",
    "orthogonal": "ortho", "straight": "line", "curve": "curved",
    "dash": "dashed", "dot": "dotted", "fill": "filled", "invisible": "invis",
}  # fmt: skip
"""What drawings and other languages call them."""

_USUAL = (
    ("unknown shape (?P<value>.+?)\\.?$", _SHAPES, "box, ellipse, circle, diamond, cylinder, note"),
    ('Arrow type "(?P<value>.+?)" unknown', _ARROWS, "normal, vee, dot, diamond, tee, crow, none"),
    ('Unknown "splines" value: "(?P<value>.+?)"', _SPLINES, "spline, line, ortho or polyline"),
    ("unsupported style (?P<value>.+?) -", _STYLES, "solid, dashed, dotted, bold, rounded, filled"),
)
"""What Graphviz says, what it knows, and what of that is used most."""


def way_out(message: str) -> str:
    """The hint for a message about such a value; "" for any other message."""
    for said, known, usual in _USUAL:
        if found := re.search(said, message):
            value = found["value"]
            if known is _STYLES and ";" in value:
                return f'a comma parts styles: style="{value.replace(";", ",")}"'
            meant = _OTHER_NAMES.get(value.lower())
            if meant not in known and not (meant == _ROUNDED and known is _SHAPES):
                meant = nearest(value, known, 1 + len(value) // 6)
            return f"did you mean {meant}?" if meant else f"write one that it knows, as {usual}"
    if "is not a known color" in message:
        return "write a colour as #rrggbb, or by its name in one word, such as lightblue"
    return ""
