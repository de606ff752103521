"""Coordinates of a colour in one space → sRGB and back (CSS Color 4, section 10)."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

Triple = tuple[float, float, float]

MIXED_IN = ("srgb", "srgb-linear", "oklab", "oklch")
"""The spaces in which colours can be mixed here."""

_D65_TO_LINEAR = (
    (3.2409699419045213, -1.5373831775700935, -0.4986107602930033),
    (-0.9692436362808798, 1.8759675015077206, 0.0415550574071756),
    (0.0556300796969936, -0.2039769588889765, 1.0569715142428786),
)
_D50_TO_D65 = (
    (0.9554734527042182, -0.0230985368742614, 0.0632593086610217),
    (-0.0283697069632081, 1.0099954580106629, 0.0210413989669430),
    (0.0123140016883199, -0.0205076964334779, 1.3303659366080753),
)
_P3_TO_D65 = (
    (0.4865709486482162, 0.2656676931690931, 0.1982172852343625),
    (0.2289745640697488, 0.6917385218365064, 0.0792869140937450),
    (0.0, 0.0451133818589026, 1.0439443689009757),
)
_LINEAR_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LMS_TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_OKLAB_TO_LMS = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_LMS_TO_LINEAR = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
"""From CSS Color 4, and Björn Ottosson's Oklab."""


def srgb(colour: Any) -> Sequence[float] | None:
    """Red, green, blue and alpha, 0 to 1 each where they lie in sRGB; None where unknown."""
    alpha = float(colour.alpha)
    coordinates: Sequence[float] = tuple(float(part or 0) for part in colour.coordinates)
    xyz: Sequence[float]
    if colour.space in ("srgb", "hsl", "hwb"):
        return (*(float(part or 0) for part in colour.to("srgb").coordinates), alpha)
    if colour.space == "srgb-linear":
        return (*map(_encoded, coordinates), alpha)
    if colour.space == "display-p3":
        xyz = _times(_P3_TO_D65, tuple(map(_linear, coordinates)))
    elif colour.space in ("xyz", "xyz-d65", "xyz-d50"):
        xyz = coordinates
    elif colour.space in ("lab", "lch"):
        xyz = tuple(colour.to("xyz-d50").coordinates)
    elif colour.space in ("oklab", "oklch"):
        xyz = tuple(colour.to("xyz-d65").coordinates)
    else:
        return None
    if colour.space in ("lab", "lch", "xyz-d50"):
        xyz = _times(_D50_TO_D65, xyz)
    return (*map(_encoded, _times(_D65_TO_LINEAR, xyz)), alpha)


def _times(matrix: tuple[Triple, ...], vector: Sequence[float]) -> Triple:
    first, second, third = (
        sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in matrix
    )
    return first, second, third


def _linear(part: float) -> float:
    size = abs(part)
    linear = size / 12.92 if size <= 0.04045 else ((size + 0.055) / 1.055) ** 2.4
    return linear if part >= 0 else -linear


def _encoded(part: float) -> float:
    size = abs(part)
    encoded = 12.92 * size if size <= 0.0031308 else 1.055 * size ** (1 / 2.4) - 0.055
    return encoded if part >= 0 else -encoded


def into(space: str, rgba: Sequence[float]) -> Sequence[float]:
    """An sRGB colour and its alpha in one of `MIXED_IN`."""
    if space == "srgb":
        return rgba
    linear = tuple(map(_linear, rgba[:3]))
    if space == "srgb-linear":
        return (*linear, rgba[3])
    roots = tuple(
        abs(part) ** (1 / 3) * (1 if part >= 0 else -1) for part in _times(_LINEAR_TO_LMS, linear)
    )
    light, a, b = _times(_LMS_TO_OKLAB, roots)
    if space == "oklch":
        return light, hypot(a, b), degrees(atan2(b, a)), rgba[3]
    return light, a, b, rgba[3]


def out_of(space: str, parts: Sequence[float]) -> Sequence[float]:
    """Three coordinates in one of `MIXED_IN` in sRGB."""
    if space == "srgb":
        return parts
    if space == "srgb-linear":
        return tuple(map(_encoded, parts))
    light, a, b = parts
    if space == "oklch":
        a, b = a * cos(radians(parts[2])), a * sin(radians(parts[2]))
    cubes = tuple(part**3 for part in _times(_OKLAB_TO_LMS, (light, a, b)))
    return tuple(map(_encoded, _times(_LMS_TO_LINEAR, cubes)))
