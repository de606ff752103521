"""A value that no browser reads, in an attribute or a style → a warning with what was meant (L007).

Browsers ignore `text-anchor="center"`, `fill="#12345"` and `transform: rotate(45)` without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES, PRESENTATION, SHAPES
from pipeline.normalize.context import Context, local, shorten
from pipeline.normalize.misnamed import OF_PAGES, attribute_meant
from pipeline.normalize.styles.keywords import WORDS
from pipeline.normalize.styles.properties import APPLIED, COLOURS, Place
from pipeline.normalize.styles.shorthand import longhands
from pipeline.normalize.styles.syntax import Declaration
from pipeline.normalize.values.colours import is_plain_function
from pipeline.normalize.values.readable import is_unread, read_attribute
from pipeline.spelling import distance, nearest

_TOLD = frozenset((*PRESENTATION, "font", "transform"))
"""Properties of which a declaration is reported. `width` and the like are properties of pages as
well, and take words there that no drawing has."""

_VALUES = {
    ("text-anchor", "center"): "middle",
    ("text-anchor", "left"): "start",
    ("text-anchor", "right"): "end",
    ("text-anchor", "centre"): "middle",
    ("dominant-baseline", "center"): "central",
    ("dominant-baseline", "centre"): "central",
    ("alignment-baseline", "center"): "central",
    ("font-weight", "semibold"): "600",
    ("font-weight", "medium"): "500",
    ("font-weight", "light"): "300",
    ("stroke-linecap", "rounded"): "round",
    ("stroke-linejoin", "rounded"): "round",
}
"""Values that CSS, HTML or a font has under that name."""

_LENGTH = "a length is a number with a unit, such as 2px; a width or a size is not below 0"
_TAKEN = {
    "paint": "a colour is #rgb, #rrggbb, rgb(9, 99, 199) or a name that CSS has: lightblue",
    "url": "write url(#…) with an id of this drawing, or none",
    **dict.fromkeys(("length", "x", "y", "xs", "ys"), _LENGTH),
    "viewBox": "it takes four numbers, such as 0 0 680 460",
    "font": "write the size and the font after all else: bold 14px Arial",
    "font-weight": "it takes normal, bold or a number such as 600",
    "font-style": "it takes normal or italic",
    "font-stretch": "it takes normal, condensed or expanded",
    "paint-order": "it takes fill, stroke and markers in any order",
    "transform": "write it as translate(9 20) rotate(45) scale(2), or in a style with units and"
    " commas: translate(9px, 20px) rotate(45deg)",
}
"""What names and kinds take, as hints."""

_MOST_WORDS = 6
_LONGEST_WORD = 30
"""Letters of a word that may be misspelt: `lightgoldenrodyellow` has twenty."""

_APART = re.compile(r"(?<=[a-z])[\s_-]+(?=[a-z])|(?<=\d)\s+(?=[a-z%])", re.IGNORECASE)
"""What stands between two words that are one, or between a number and its unit."""

_FOLLOWING = re.compile(r"(?:,\s*|\s)([a-z-]+)\s*:", re.IGNORECASE)
"""A declaration that goes on where a `;` is missing."""

_COMMA = re.compile(r"(?<=\d),(?=\d)")
"""What many languages write for the point in a number."""

_SHARES = re.compile(r"(hsla?\([^,]+),\s*([\d.]+)\s*,\s*([\d.]+)(?=\s*[,)])", re.IGNORECASE)
"""Saturation and lightness without their signs of per cent."""

_WITH_UNIT = re.compile(r"([-+]?[\d.]+)([a-z]+)", re.IGNORECASE)
_UNITS = ("px", "em", "pt", "mm", "cm", "rem")
"""What a unit may be meant for, the likeliest first."""

_FUNCTION = re.compile(r"\b(translate[xy]?|rotate|skew[xy]?)\(([-+.\d\s,]+)\)", re.IGNORECASE)
_FUNCTIONS = ("translate", "rotate", "scale", "skewX", "skewY", "matrix")
_NAME = re.compile(r"[a-z]+(?=\s*\()", re.IGNORECASE)
_UNIT_OF_CSS = re.compile(r"(?<=\d)(?:px|deg)\b")


def report_attribute(context: Context, element: etree._Element, name: str, value: str) -> None:
    """Report an attribute's value where it stands."""
    _report(context, element, name, (name, value, "attribute"))


def report_declarations(
    context: Context, unread: Mapping[tuple[Declaration, bool], etree._Element]
) -> None:
    """Report declarations, each with whether it is of a style attribute, and an element of it.

    A function may be one that only browsers know.
    """
    for (own, is_own), element in unread.items():
        place: Place = "style" if is_own else "sheet"
        at, attribute = (element, "style") if is_own else (own.line, "")
        meant = attribute_meant(own.name)
        if meant in APPLIED:
            shown = _written(own.name, shorten(own.value), place)
            message = f"{shown} counts for nothing: no style has {own.name}"
            context.warn("L007", at, message, f"did you mean {meant}?", attribute)
        elif own.name in OF_PAGES:
            if element.get("fill") is None and local(str(element.tag)) in SHAPES:
                shown = _written(own.name, shorten(own.value), place)
                message = f"{shown} counts for nothing: a shape has no {own.name}"
                context.warn("L007", at, message, f"did you mean fill: {own.value}?", attribute)
        elif own.name in _TOLD and (
            "(" not in own.value or own.name == "transform" or is_plain_function(own.value)
        ):
            _report(context, at, attribute, (own.name, own.value, place))


def _report(
    context: Context, at: etree._Element | int, attribute: str, found: tuple[str, str, Place]
) -> None:
    name, value, place = found
    message = (
        f"{_written(name, shorten(value), place)} counts for nothing: browsers read no such value"
    )
    context.warn("L007", at, message, _way_out(context, *found), attribute)


def _way_out(context: Context, name: str, value: str, place: Place) -> str:
    """The hint at a value that no browser reads: what was meant, or what the name takes."""
    following = _FOLLOWING.search(value) if place != "attribute" else None
    if following and following[1].lower() in PRESENTATION:
        instead = "for the comma " if following[0].startswith(",") else ""
        return f"write ; {instead}before {following[1]}"
    target = value.strip().lstrip("#")
    is_link = ATTRIBUTES.get(name) in ("paint", "url") and context.has_id(target)
    meant = f"url(#{target})" if is_link else _meant(name, value, place)
    return _taken(name) if meant is None else f"did you mean {_written(name, meant, place)}?"


def _written(name: str, value: str, place: Place) -> str:
    """A value with its name, as it stands in an attribute or in a style."""
    if place == "attribute":
        return f'{name}="{value}"'
    return f"{name}{value}" if value.startswith("=") else f"{name}: {value}"


def _taken(name: str) -> str:
    """What a name takes, as a hint."""
    if name in WORDS:
        *words, last = WORDS[name][:_MOST_WORDS]
        such = "words such as " if len(WORDS[name]) > _MOST_WORDS else ""
        return f"it takes {such}{', '.join(words)} or {last}"
    kind = "paint" if name in COLOURS else ATTRIBUTES.get(name, "")
    return _TAKEN.get(name) or _TAKEN.get(kind) or "it takes a number"


@lru_cache(maxsize=4096)
def _meant(name: str, value: str, place: Place) -> str | None:
    """What a value that no one can read becomes by one small change, if that can be read.

    `center`, `light-blue`, `60 px`, `cfe2f3`, `transparant`, `14px;`.
    """
    ways = (way for way in _ways(name, value.strip(), place) if way != value)
    return next((way for way in ways if _is_read(name, way, place)), None)


def _is_read(name: str, value: str, place: Place) -> bool:
    if place == "attribute":
        return read_attribute(name, value) is not None and not is_unread(name, value)
    return bool(longhands(name, value, place))


def _ways(name: str, value: str, place: Place) -> Iterator[str]:
    kind, value = ATTRIBUTES.get(name), value.partition(";")[0].partition("!")[0].strip("= ")
    yield value
    if way := _VALUES.get((name, value.lower())):
        yield way
    if kind == "paint" or name in COLOURS:
        yield from (f"#{value}", _SHARES.sub(r"\1, \2%, \3%", value))
    if name == "viewBox":
        yield _UNIT_OF_CSS.sub("", value)
    if kind in ("paint", "word", "length", "x", "y", "xs", "ys", "number", "precise"):
        plain = _APART.sub("", value)
        yield from (plain, _COMMA.sub(".", plain))
    if number := _WITH_UNIT.fullmatch(value):
        unit = number[2].lower()
        yield from (number[1] + each for each in _UNITS if distance(unit, each) == 1)
    if kind == "transform" and place == "attribute":
        plain = _UNIT_OF_CSS.sub("", value)
        yield from (plain, plain.lower(), f"{plain})", _NAME.sub(_nearest_function, plain, 8))
    if place != "attribute":
        yield f"{value}px"
        yield _FUNCTION.sub(_with_units, value)
    if value.isalpha() and len(value) <= _LONGEST_WORD:
        yield from _one_letter_off(value.lower())


def _with_units(function: re.Match[str]) -> str:
    """A function of a transform in an attribute as a style has it."""
    name, values = function.groups()
    unit = "px" if name.lower().startswith("translate") else "deg"
    parts = values.replace(",", " ").split()
    return f"{name}({', '.join(f'{part}{unit}' for part in parts)})"


def _nearest_function(name: re.Match[str]) -> str:
    """What a misspelt function of a transform is meant for."""
    return nearest(name[0], _FUNCTIONS, 2) or name[0]


def _one_letter_off(word: str) -> Iterator[str]:
    """The words that a slip of one letter makes this one of, the likeliest slips first."""
    ends = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in ends if len(b) > 1)
    yield from (a + letter + b for a, b in ends for letter in ascii_lowercase)
    yield from (a + b[1:] for a, b in ends if b)
    yield from (a + letter + b[1:] for a, b in ends if b for letter in ascii_lowercase)
