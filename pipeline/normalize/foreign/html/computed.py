"""Declarations and the style around → what holds for an element: keywords, lengths in px, colours.

Follows CSS Cascading 4, section 4, and CSS Values 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.foreign.html.sheet import names
from pipeline.normalize.foreign.html.shorthands import longhands
from pipeline.normalize.styles.properties import WIDE
from pipeline.normalize.styles.syntax import Declaration
from pipeline.normalize.values.arithmetic import Units, quantity_of
from pipeline.normalize.values.colours import rgba_of
from pipeline.normalize.values.lengths import LARGER, SIZES, USUAL_SIZE

_INHERITED = names("""
    color direction font-family font-size font-style font-variant font-weight letter-spacing
    line-height list-style-position list-style-type overflow-wrap tab-size text-align text-indent
    text-transform text-wrap visibility white-space word-break word-spacing
    """)
_DECORATION = "text-decoration-line"
_MONOSPACE = 13 / 16
"""What browsers make of sizes by name where a font is asked for as `monospace` alone."""

_ABSOLUTE = frozenset(("letter-spacing", "word-spacing", "text-indent"))
_MOST_PX = 1e6
_NUMBER = re.compile(r"[0-9]{0,9}\.?[0-9]{1,20}")


class Colour(NamedTuple):
    """A colour as `#rrggbb`, and how much it lets through, 0 to 1."""

    hex: str
    opacity: float = 1.0


BLACK = Colour("#000000")


class Style(NamedTuple):
    """What holds for one element: its longhands as text, its font's size and its colour."""

    values: Mapping[str, str]
    em: float = USUAL_SIZE
    colour: Colour = BLACK

    def get(self, name: str, usual: str = "") -> str:
        """A value; all are in lower case."""
        return self.values.get(name, usual)

    def number(self, name: str, usual: float) -> float:
        """A number that is not negative."""
        text = self.values.get(name, "")
        return min(float(text), _MOST_PX) if _NUMBER.fullmatch(text) else usual

    def px(self, name: str, base: float | None = 0.0, usual: str = "0") -> float | None:
        """A length in px, `base` being 100 %; None for keywords, and for a share of nothing."""
        return px(self.values.get(name, usual), self.em, base)

    def paint(self, name: str, usual: str = "transparent") -> Colour | None:
        """A colour; None where nothing is painted."""
        return colour(self.values.get(name, usual), self.colour)

    @property
    def is_bold(self) -> bool:
        """Whether its letters are those of the bold face."""
        return int(self.values.get("font-weight", "400")) >= 600

    @property
    def is_italic(self) -> bool:
        """Whether its letters are those of the italic face."""
        return self.get("font-style").startswith(("italic", "oblique"))


def anonymous(style: Style) -> Style:
    """The style of a box that no element makes: what it inherits."""
    names = _INHERITED | {_DECORATION}
    kept = {name: value for name, value in style.values.items() if name in names}
    return style._replace(values=kept)


def computed(declared: Iterable[Declaration], around: Style) -> Style:
    """The style of an element in `around`, by the declarations that hold for it, weakest first."""
    won: dict[str, str] = {}
    for own in declared:
        won.update(longhands(own.name, own.value))
    return _resolved(won, around)


def _resolved(won: dict[str, str], around: Style) -> Style:
    values = {name: value for name, value in around.values.items() if name in _INHERITED}
    for name, value in won.items():
        lowered = value.lower()
        if lowered in WIDE:
            is_inherited = lowered == "inherit" or (lowered != "initial" and name in _INHERITED)
            given = around.values.get(name) if is_inherited else None
            values.pop(name, None)
            if given is not None:
                values[name] = given
        else:
            values[name] = lowered
    em = _font_size(won.get("font-size", ""), around.em)
    if "font-size" in won and won["font-size"].lower() not in SIZES:
        values["font-size"] = "given"
    elif values.get("font-size", "medium") in SIZES:
        usual = SIZES[values.get("font-size", "medium")]
        em = usual * _MONOSPACE if values.get("font-family") == "monospace" else usual
    own = colour(values.get("color", "#000"), around.colour) or around.colour
    values["font-weight"] = _weight(values, around)
    values[_DECORATION] = _decoration(values, around)
    _make_absolute(values, won, em)
    return Style(values, em, own)


def _make_absolute(values: dict[str, str], won: Mapping[str, str], em: float) -> None:
    """Write in px what is inherited as it was here, not as it was written."""
    for name in _ABSOLUTE & won.keys():
        length = px(values.get(name, ""), em, None)
        if length is not None:
            values[name] = f"{length!r}px"
    height = won.get("line-height", "")
    if height and not _NUMBER.fullmatch(height):
        length = px(height, em, em)
        if length is not None:
            values["line-height"] = f"{length!r}px"


def _weight(values: Mapping[str, str], around: Style) -> str:
    weight, outer = values.get("font-weight", "400"), around.get("font-weight", "400")
    if weight == "bolder":
        return "400" if int(outer) < 350 else "700" if int(outer) < 550 else "900"
    if weight == "lighter":
        return "100" if int(outer) < 550 else "400" if int(outer) < 750 else "700"
    named = {"normal": "400", "bold": "700"}.get(weight, weight)
    is_number = named.isascii() and named.isdecimal() and len(named) < 5 and int(named) > 0
    return named if is_number else outer


def _decoration(values: Mapping[str, str], around: Style) -> str:
    """The lines through an element's text: its own, and those of all around it."""
    lines = f"{values.get(_DECORATION, '')} {around.values.get(_DECORATION, '')}"
    return " ".join(sorted({*lines.split()} - {"none"}))


def _font_size(text: str, around: float) -> float:
    lowered = text.lower()
    if lowered in SIZES or lowered == "initial":
        return SIZES.get(lowered, USUAL_SIZE)
    if lowered in ("smaller", "larger"):
        return around / LARGER if lowered == "smaller" else around * LARGER
    size = px(text, around, around)
    return around if size is None or not 0 <= size < _MOST_PX else size


@lru_cache(maxsize=4096)
def px(text: str, em: float, base: float | None) -> float | None:
    """A length in px, `base` being 100 %; None for keywords, and for a share of nothing."""
    tokens = tinycss2.parse_component_value_list(text.strip(), True)
    quantity = quantity_of(tokens[0], Units(em, base)) if len(tokens) == 1 else None
    if quantity is None or (quantity[1] != "px" and quantity != (0.0, "")):
        return None
    return min(max(quantity[0], -_MOST_PX), _MOST_PX)


@lru_cache(maxsize=1024)
def colour(text: str, current: Colour) -> Colour | None:
    """A colour of CSS; None for what lets everything through or is none."""
    if text.strip().lower() == "currentcolor":
        return current
    found = rgba_of(text)
    if found is None or not found[3]:
        return None
    parts = [round(255 * min(max(part, 0.0), 1.0)) for part in found[:3]]
    return Colour("#" + "".join(f"{part:02x}" for part in parts), round(float(found[3]), 4))
