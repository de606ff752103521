"""A line of text and its place → `<text>`, whose spaces are kept.

A line is anchored where its author aligned it: a reader's font of another width leaves it there.
"""

from __future__ import annotations

import html
import re
from math import cos, radians, sin
from typing import Any, NamedTuple

from matplotlib import font_manager
from matplotlib.colors import rgb2hex

_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_IDLE_SPACE = re.compile(r"[\t\n\r]|^ | $|  ")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Spot(NamedTuple):
    """Where a line starts, in pt from the top left corner, and how it is turned, in degrees."""

    x: float
    y: float
    angle: float

    def along(self, distance: float) -> Spot:
        """The spot further on in the line."""
        turn = radians(self.angle)
        return Spot(self.x + distance * cos(turn), self.y - distance * sin(turn), self.angle)


class Line(NamedTuple):
    """A line of text: its letters, where they start, how far they run, and how they look."""

    text: str
    spot: Spot
    width: float
    alignment: str
    style: dict[str, str]


def markup(line: Line) -> str:
    """The element of a line of one piece."""
    spot = line.spot.along(line.width * _SHARES[line.alignment])
    style = {**line.style, "text-anchor": _ANCHORS[line.alignment]}
    return f"<text{_attributes(line.text, spot, style)}>{letters(line.text)}</text>\n"


def markup_of_runs(line: Line, runs: list[tuple[str, list[float]]]) -> str:
    """The element of a line whose runs each have places of their own, in pt from its start."""
    pieces = []
    for text, places in runs:
        if text.isspace():
            pieces.append(letters(text))
            continue
        x = " ".join(number(line.spot.x + place) for place in places)
        pieces.append(f'<tspan x="{x}">{letters(text)}</tspan>')
    return f"<text{_attributes(line.text, line.spot, line.style)}>{''.join(pieces)}</text>\n"


def _attributes(text: str, spot: Spot, style: dict[str, str]) -> str:
    x, y = number(spot.x), number(spot.y)
    turn = f' transform="rotate({number(-spot.angle)} {x} {y})"' if spot.angle else ""
    space = ' xml:space="preserve"' if _IDLE_SPACE.search(text) else ""
    said = letters(css(style)).replace('"', "&quot;")
    return f' style="{said}" x="{x}" y="{y}"{turn}{space}'


def css(style: dict[str, str]) -> str:
    """Declarations as they stand in an attribute."""
    return "; ".join(f"{name}: {value}" for name, value in style.items())


def letters(text: str) -> str:
    """Character data; what no XML can hold is shown as what is not known."""
    return html.escape(_ILLEGAL.sub("\ufffd", text), quote=False)


def number(value: float) -> str:
    """A number with as many digits as matplotlib gives."""
    return f"{value:f}".rstrip("0").rstrip(".")


def colour_style(gc: Any) -> dict[str, str]:
    """The paint of letters."""
    style = {}
    if (colour := rgb2hex(gc.get_rgb())) != "#000000":
        style["fill"] = colour
    alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
    if alpha != 1:
        style["opacity"] = number(alpha)
    return style


def font_style(prop: Any) -> dict[str, str]:
    """The font that was asked for: generic families stand after those that they stand for."""
    style = {"font-family": ", ".join(dict.fromkeys(_families(prop)))}
    if prop.get_style() != "normal":
        style["font-style"] = prop.get_style()
    if prop.get_variant() != "normal":
        style["font-variant"] = prop.get_variant()
    weight = font_manager.weight_dict.get(prop.get_weight(), prop.get_weight())
    if weight != 400:
        style["font-weight"] = str(weight)
    style["font-size"] = f"{number(prop.get_size())}px"
    if prop.get_stretch() != "normal":
        style["font-stretch"] = str(prop.get_stretch())
    return style


def _families(prop: Any) -> list[str]:
    generic = font_manager.font_family_aliases
    expand: Any = font_manager.FontManager._expand_aliases  # type: ignore[attr-defined]  # no types
    found: list[str] = []
    for asked in prop.get_family():
        name = _plain(asked)
        if name in generic:
            found += map(_plain, expand(name))
        found.append(name)
    return [name if name in generic else repr(name) for name in found]


def _plain(name: str) -> str:
    return "sans-serif" if name in ("sans", "sans serif") else name
