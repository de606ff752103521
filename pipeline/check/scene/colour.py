"""Colours as text → numbers: blending, contrast, distance, and how the colour-blind see them."""

from __future__ import annotations

from functools import lru_cache
from math import hypot

import tinycss2.color3  # type: ignore[import-untyped]  # the library carries no types

RGBA = tuple[float, float, float, float]
"""Red, green, blue in sRGB and the opacity, each from 0 to 1."""

Linear = tuple[float, float, float]
"""Red, green, blue in linear light, each from 0 to 1."""

Lab = tuple[float, float, float]
"""Lightness and two opponent axes of OKLab, where equal distances look equally far."""

Blindness = tuple[Linear, Linear, Linear]
"""How linear light is seen: a matrix by rows."""

WHITE: RGBA = (1.0, 1.0, 1.0, 1.0)
BLACK: RGBA = (0.0, 0.0, 0.0, 1.0)

GREY = 0.022
"""Below this chroma a colour is taken for grey, black or white."""

# Machado, Oliveira and Fernandes 2009, severity 1.0; they apply to linear light.
PROTANOPIA: Blindness = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Blindness = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


@lru_cache(maxsize=1024)
def parse_colour(text: str) -> RGBA | None:
    """A CSS colour; None for anything else, `none` and `currentcolor` included."""
    found = tinycss2.color3.parse_color(text)
    if found is None or isinstance(found, str):
        return None
    red, green, blue, alpha = (min(max(float(part), 0.0), 1.0) for part in found)
    return red, green, blue, alpha


@lru_cache(maxsize=1024)
def hex_of(colour: RGBA) -> str:
    """The colour as `#rrggbb`, its opacity left out."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour[:3])


def blend(over: RGBA, under: RGBA) -> RGBA:
    """`over` painted on `under`, which is opaque."""
    red, green, blue, share = over
    rest = 1 - share
    return (
        share * red + rest * under[0],
        share * green + rest * under[1],
        share * blue + rest * under[2],
        1.0,
    )


@lru_cache(maxsize=1024)
def linear(colour: RGBA) -> Linear:
    """Linear light of a colour (IEC 61966-2-1), its opacity left out."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]
    )
    return red, green, blue


@lru_cache(maxsize=1024)
def contrast(one: RGBA, other: RGBA) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (linear(one), linear(other))
    )
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def lab(light: Linear) -> Lab:
    """OKLab of a colour in linear light (Ottosson 2020)."""
    red, green, blue = light
    long = max(0.0, 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = max(0.0, 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = max(0.0, 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def distance(one: Lab, other: Lab) -> float:
    """How far apart two colours look; 0.02 is just to be seen, black and white are 1 apart."""
    return hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])


def chroma(colour: Lab) -> float:
    """How far a colour is from grey."""
    return hypot(colour[1], colour[2])


def is_grey(text: str) -> bool:
    """Whether a CSS colour is grey, black or white."""
    return chroma(lab(linear(parse_colour(text) or BLACK))) < GREY


@lru_cache(maxsize=1024)
def as_seen(colour: RGBA, kind: Blindness) -> Lab:
    """A colour as a reader with that kind of colour blindness sees it."""
    light = linear(colour)
    red, green, blue = (
        min(max(sum(f * part for f, part in zip(row, light, strict=True)), 0.0), 1.0)
        for row in kind
    )
    return lab((red, green, blue))
