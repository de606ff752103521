"""Rule on colours that are not in the house palette (L004)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import atan2, pi

from lxml import etree

from pipeline.check.rules.contrast import NEEDED
from pipeline.check.scene.colour import (
    BLACK,
    GREY,
    RGBA,
    chroma,
    contrast,
    distance,
    hex_of,
    lab,
    linear,
    parse_colour,
)
from pipeline.check.scene.ground import PAPER, ground
from pipeline.check.scene.scene import Flaw, Flaws, Label, Paint, Scene
from pipeline.facts import read
from pipeline.render.matplotlib.style import COLORS

_SERIES = [(text, parse_colour(text) or BLACK) for text in COLORS]
"""The colours that charts get where their author chooses none."""

_NEAR = 0.03
_SCALE = 12
_FEWEST_SHADES, _ONE_HUE = 4, 1.0
"""Colours are a scale if there are more than `_SCALE`, or at least `_FEWEST_SHADES` whose hues lie
within the angle `_ONE_HUE`."""

_UNEVEN, _STILL, _ONE_SIDE = 2.6, 0.1, 1.25
"""How much longer the longest step of a scale may be than the shortest; the angle that is no turn;
and by which angle the hue may turn on one side of a diverging scale."""

_DARKEST, _ROUNDED = 0.29, 0.01
"""The light of the darkest side that matplotlib draws, and what a colour may lose as `#rrggbb`."""

Lab = tuple[float, float, float]


def off_palette(scene: Scene) -> Flaws:
    """Report each painted colour that is not in the house palette.

    Greys are allowed, and so are the shades of a colour scale, those that a chart's values get
    from a colour map, and those of house colours on the sides of things in space.
    """
    house = [(text, found) for text in scene.palette if (found := parse_colour(text))]
    others: dict[str, etree._Element] = {}
    for colour, element in _painted(scene).items():
        if not _is_house(colour, [*house, *_SERIES]):
            others.setdefault(hex_of(colour), element)
    for drawn in _made_by_matplotlib(scene, [*others], house) if others else ():
        others.pop(drawn, None)
    if not house or _is_scale(list(others)):
        return
    of_shapes = {hex_of(colour) for each in scene.shapes for colour in (*each.fill, *each.stroke)}
    labels = {hex_of(colour): each for each in scene.labels[::-1] for colour in each.fill}
    for other, element in others.items():
        label = None if other in of_shapes else labels.get(other)
        hint = _for_text(other, house, _grounds(scene, label)) if label else _nearest(other, house)
        yield Flaw(element, f"the colour {other} is off the palette", hint, other)


def _made_by_matplotlib(
    scene: Scene, others: list[str], house: list[tuple[str, RGBA]]
) -> Iterator[str]:
    """The colours that no author chose: those of a map, and those of the shaded sides of things."""
    for axes in read(scene.drawing.raw, scene.drawing.kind).axes if scene.is_chart else ():
        yield from axes.mapped
        if axes.projection == "3d":
            yield from (other for other in others if _is_shade(other, [*house, *_SERIES]))


def _is_shade(other: str, house: list[tuple[str, RGBA]]) -> bool:
    """Whether a colour is one of the house in less light, as sides that face away are drawn."""
    red, green, blue, _ = parse_colour(other) or BLACK
    for _, colour in house:
        light = (red + green + blue) / (sum(colour[:3]) or 1)
        lit = (light * each for each in colour[:3])
        if _DARKEST < light < 1 and max(map(_apart, lit, (red, green, blue))) < _ROUNDED:
            return True
    return False


def _apart(one: float, other: float) -> float:
    return abs(one - other)


def _grounds(scene: Scene, label: Label) -> Paint:
    under = [shape for shape in scene.around(label) if shape.order < label.order]
    return ground(under, label.centre) or PAPER


def _for_text(other: str, house: list[tuple[str, RGBA]], grounds: Paint) -> str:
    """What a text may have instead: many colours that shapes are painted in are no text's."""

    def ratio(colour: RGBA) -> float:
        return min(contrast(colour, each) for each in grounds)

    if _alike(other, readable := [each for each in house if ratio(each[1]) >= NEEDED]):
        return _nearest(other, readable)
    greys = ("#333333", "#000000", "#ffffff")
    found = (grey for grey in greys if ratio(parse_colour(grey) or BLACK) >= NEEDED)
    return f"for text take a grey, such as {next(found, greys[0])}"


def _is_scale(others: list[str]) -> bool:
    """Whether colours form a scale: there are very many, or several of one hue."""
    looks = [lab(linear(parse_colour(other) or BLACK)) for other in others]
    hues = sorted(atan2(b, a) for _, a, b in looks)
    gaps = [after - before for before, after in pairwise([*hues, hues[0] + 2 * pi])] if hues else []
    is_one_hue = len(others) >= _FEWEST_SHADES and 2 * pi - max(gaps) < _ONE_HUE
    return is_one_hue or len(others) > _SCALE or _is_ramp(sorted(looks)) or _is_diverging(looks)


def _is_ramp(looks: list[Lab]) -> bool:
    """Whether colours, from dark to light, turn one way in even steps, as those of viridis do."""
    steps = [distance(*pair) for pair in pairwise(looks)]
    turns = _turns(looks)
    is_one_way = min(turns, default=0) > -_STILL or max(turns, default=0) < _STILL
    is_even = len(looks) > _FEWEST_SHADES and max(steps) < _UNEVEN * min(steps)
    return is_even and is_one_way and abs(sum(turns)) < 2 * pi


def _is_diverging(looks: list[Lab]) -> bool:
    """Whether colours, as they are painted, pale in one hue and darken again in another.

    Of five there are four where the middle is a grey; then both sides are to be of one hue each.
    """
    most = _ONE_SIDE if len(looks) > _FEWEST_SHADES else _ONE_SIDE / 2
    peak = looks.index(max(looks)) if looks else 0
    for middle in (peak, peak + 1):
        rising, falling = looks[:middle], looks[middle:]
        if min(len(rising), len(falling)) > 1:
            is_peak = rising == sorted(rising) and falling == sorted(falling, reverse=True)
            spread = max(abs(sum(_turns(side))) for side in (rising, falling))
            if is_peak and spread < most:
                return True
    return False


def _turns(looks: list[Lab]) -> list[float]:
    """The angles by which the hue turns from each colour to the next, -π to π."""
    hues = [atan2(b, a) for _, a, b in looks]
    return [(after - before + pi) % (2 * pi) - pi for before, after in pairwise(hues)]


def _painted(scene: Scene) -> dict[RGBA, etree._Element]:
    """Each colour that is painted, and the first element that is painted in it."""
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
    return chroma(looks) < GREY or any(
        distance(looks, lab(linear(other))) < _NEAR for _, other in house
    )


def _nearest(other: str, house: list[tuple[str, RGBA]]) -> str:
    alike = _alike(other, house)
    if not alike:
        return "none of the palette has this hue: take another, or add this one to `palette`"
    wanted = lab(linear(parse_colour(other) or BLACK))
    name = min(alike, key=lambda name: distance(wanted, alike[name]))
    return f"the nearest colour of the palette is {name}"


def _alike(other: str, house: list[tuple[str, RGBA]]) -> dict[str, Lab]:
    """The colours of the palette that have about the same hue."""
    wanted = lab(linear(parse_colour(other) or BLACK))
    looks = {name: lab(linear(colour)) for name, colour in house}
    return {
        name: look
        for name, look in looks.items()
        if chroma(look) >= GREY and abs(_turns([wanted, look])[0]) < _ONE_HUE
    }
