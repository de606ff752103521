"""Rules on the house's looks: its colours (L004)."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, pi

from lxml import etree

from pipeline.check.scene.colour import (
    BLACK,
    RGBA,
    chroma,
    distance,
    hex_of,
    lab,
    linear,
    parse_colour,
)
from pipeline.check.scene.scene import Flaw, Flaws, Paint, Scene

_GREY = 0.022
_NEAR = 0.03
_SCALE = 12
_FEWEST_SHADES, _ONE_HUE = 4, 1.0
"""More colours than `_SCALE`, or so many within so small an angle, are a scale of shades."""


def off_palette(scene: Scene) -> Flaws:
    """A colour is not of the house palette (`palette` in [tool.visuals]).

    Sees every colour that is painted; one finding for each. Greys, black and white are always
    fine, and so is what the eye hardly tells from a colour of the palette. More than twelve others,
    or four and more shades of one hue, are a colour scale and left alone. It cannot see colours
    within patterns.
    """
    house = [(text, found) for text in scene.palette if (found := parse_colour(text))]
    others: dict[str, etree._Element] = {}
    for colour, element in _painted(scene).items():
        if not _is_house(colour, house):
            others.setdefault(hex_of(colour), element)
    if not house or _is_scale(list(others)):
        return
    for other, element in others.items():
        yield Flaw(element, f"the colour {other} is off the palette", _nearest(other, house), other)


def _is_scale(others: list[str]) -> bool:
    """Whether colours are shades of a scale: very many, or several of one hue."""
    looks = [lab(linear(parse_colour(other) or BLACK)) for other in others]
    hues = sorted(atan2(b, a) for _, a, b in looks)
    gaps = [after - before for before, after in pairwise([*hues, hues[0] + 2 * pi])] if hues else []
    is_one_hue = len(others) >= _FEWEST_SHADES and 2 * pi - max(gaps) < _ONE_HUE
    return is_one_hue or len(others) > _SCALE


def _painted(scene: Scene) -> dict[RGBA, etree._Element]:
    """Each colour that is painted, with what is painted in it first."""
    paints: dict[Paint, etree._Element] = {}
    for shape in scene.shapes:
        paints.setdefault(shape.fill, shape.element)
        paints.setdefault(shape.stroke, shape.element)
    for label in scene.labels:
        paints.setdefault(label.fill, label.element)
        paints.setdefault(label.halo, label.element)
    found: dict[RGBA, etree._Element] = {}
    for paint, element in paints.items():
        for colour in paint:
            found.setdefault(colour, element)
    return found


def _is_house(colour: RGBA, house: list[tuple[str, RGBA]]) -> bool:
    looks = lab(linear(colour))
    return chroma(looks) < _GREY or any(
        distance(looks, lab(linear(other))) < _NEAR for _, other in house
    )


def _nearest(other: str, house: list[tuple[str, RGBA]]) -> str:
    wanted = lab(linear(parse_colour(other) or house[0][1]))
    colours = [pair for pair in house if chroma(lab(linear(pair[1]))) >= _GREY] or house
    name, _ = min(colours, key=lambda pair: distance(wanted, lab(linear(pair[1]))))
    return f"the nearest colour of the palette is {name}"
