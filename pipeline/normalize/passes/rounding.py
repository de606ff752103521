"""Every number in the tree → as few decimals as keep each point within the tolerance."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Context, pairs
from pipeline.normalize.passes.scales import scales_of
from pipeline.normalize.values.lengths import NUMBER
from pipeline.normalize.values.numbers import MOST_DIGITS, decimal, digits, factor
from pipeline.normalize.values.path import Segment, parse_path, plain_path, plain_points
from pipeline.normalize.values.readable import PRECISE
from pipeline.normalize.values.transform import parse_transform, write_transform

_NUMBER = re.compile(NUMBER)
_SETTLED = re.compile(r"(?!-0$)-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{0,11}[1-9]))?")
"""A number as `decimal` writes it."""

_WITH_UNIT = re.compile(rf"({NUMBER})([a-zA-Z]+|%)?")
_KEYWORDS = re.compile(r"[a-zA-Z\s-]+")
_NEEDLESS = [pair for sign in "MLCSQTAZ" for pair in ((f" {sign}", sign), (f"{sign} ", sign))]
_NEEDLESS.append((" -", "-"))
"""Spaces that nothing needs between the letters and numbers of path data."""

_ADDING_UP = 3
"""More decimals where one error counts many times: at each dash, letter or glyph."""

_RELATIVE = 3
"""More decimals for em, ex and %, of which one is many px."""

_FRACTION = 4
_ARC_DIGITS = 6
"""More decimals for arcs: near a half circle the centre moves by the root of the error."""


def round_numbers(context: Context) -> None:
    """Round transforms, coordinates and lengths, each by the scale at which it is drawn.

    After every pass that moves something: it settles the last digit.
    """
    for element, (outside, inside) in scales_of(context.root, context.references).items():
        places = digits(inside)
        for name, value in pairs(element):
            write = _WRITERS.get(name)
            if write:
                _set(element, name, value, write(value, places))
            elif name in _TRANSFORMS:
                functions = parse_transform(value) or ()
                _set(element, name, value, write_transform(functions, outside))


def _set(element: etree._Element, name: str, old: str, value: str) -> None:
    if not value:
        del element.attrib[name]
    elif value != old:
        element.set(name, value)


def _round_all(value: str, places: int) -> str:
    """Each number of a list rounded; keywords as they are."""
    settled = _SETTLED.fullmatch(value)
    if settled and len(settled[1] or "") <= places:
        return value
    if _NUMBER.fullmatch(value):
        return decimal(float(value), places)
    if _KEYWORDS.fullmatch(value):
        return value.strip()

    def round_one(match: re.Match[str]) -> str:
        unit = match[2] or ""
        return decimal(float(match[1]), _more(places, _RELATIVE) if unit else places) + unit

    return " ".join(map(round_one, _WITH_UNIT.finditer(value)))


@lru_cache(maxsize=1024)
def _round_sum(value: str, places: int) -> str:
    return _round_all(value, _more(places, _ADDING_UP))


def _more(places: int, more: int) -> int:
    return min(places + more, MOST_DIGITS)


def _round_fraction(value: str, _: int) -> str:
    return _round_all(value, _FRACTION)


def _round_precise(value: str, _: int) -> str:
    """Numbers in units of their own, to ten significant digits."""
    written = [factor(float(number)) + unit for number, unit in PRECISE.findall(value)]
    return " ".join(written) or value.strip()


def _round_points(value: str, places: int) -> str:
    if _settled_points(places).fullmatch(value):
        return value
    return _round_plain(plain_points(value), places)


def _round_path(value: str, places: int) -> str:
    """The shortest stable path data."""
    text = plain_path(value)
    if text is None:
        text = _write_path(parse_path(value), places)
    elif not _settled_path(places).fullmatch(text):
        text = _round_plain(text, places)
    text = " ".join(text.split())
    for loose, tight in _NEEDLESS:
        text = text.replace(loose, tight)
    return text


def _write_path(segments: Sequence[Segment], places: int) -> str:
    """Segments as text, their coordinates rounded, arcs more finely."""
    if any(letter == "A" for letter, _ in segments):
        places = _more(places, _ARC_DIGITS)
    return "".join(
        [
            letter + " ".join([decimal(value, places) for value in values])
            for letter, values in segments
        ]
    )


def _round_plain(text: str, places: int) -> str:
    """Each number rounded, in a text where something stands between any two."""
    return _NUMBER.sub(lambda match: decimal(float(match[0]), places), text)


@cache
def _settled_points(places: int) -> re.Pattern[str]:
    point = f"{_settled(places)},{_settled(places)}"
    return re.compile(f"{point}(?>(?: {point})*)")


@cache
def _settled_path(places: int) -> re.Pattern[str]:
    return re.compile(rf"(?>(?:[A-Z\s]++{_settled(places)})*)[A-Z\s]*+")


def _settled(places: int) -> str:
    """A number as `decimal` writes it, of no more digits than a float tells apart."""
    whole = rf"[1-9][0-9]{{0,{14 - places}}}+"
    part = rf"\.(?>[0-9]{{0,{places - 1}}}[1-9])(?![0-9])" if places else "(?!)"
    return rf"(?>-?(?:{whole}(?>(?:{part})?)|0{part})|0)"


_BY_KIND: dict[str, Callable[[str, int], str]] = {
    **dict.fromkeys(("x", "y", "length", "xs", "ys"), _round_all),
    "sum": _round_sum,
    "number": _round_fraction,
    "precise": _round_precise,
    "points": _round_points,
    "path": _round_path,
}
_WRITERS = {name: _BY_KIND[kind] for name, kind in ATTRIBUTES.items() if kind in _BY_KIND}
_TRANSFORMS = frozenset(name for name, kind in ATTRIBUTES.items() if kind == "transform")
