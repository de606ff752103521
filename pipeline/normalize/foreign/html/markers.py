"""An item of a list → its marker: the name of a shape, or its number as text (CSS Lists 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from lxml import etree

from pipeline.normalize.context import local
from pipeline.normalize.foreign.html.computed import Style

SHAPES = ("disc", "circle", "square")
_LISTS = ("ul", "ol")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9999


def marker_of(item: etree._Element, style: Style) -> str | None:
    """The marker of a list item; empty where it has none, None for one that is not known."""
    kind = style.get("list-style-type", "disc")
    if kind == "none" or kind in SHAPES:
        return "" if kind == "none" else kind
    number, write = _number(item), _WRITERS.get(kind)
    if write is None or not 0 < number <= _MOST:
        return None
    return f"{write(number)}. "


def list_look(element: etree._Element) -> Iterator[str]:
    """What browsers say of a list by how deep it stands in others, as declarations."""
    depth = sum(local(str(around.tag)) in _LISTS for around in element.iterancestors())
    if depth:
        yield "margin-top: 0; margin-bottom: 0"
        if local(str(element.tag)) == "ul":
            yield f"list-style-type: {SHAPES[min(depth, 2)]}"


def _number(item: etree._Element) -> int:
    """Its number in its list."""
    parent = item.getparent()
    return 0 if parent is None else _numbers(parent, str(item.tag))[item]


@lru_cache(maxsize=1)
def _numbers(parent: etree._Element, tag: str) -> dict[etree._Element, int]:
    """The number of each item of a list, which `start` and `value` may set."""
    numbers: dict[etree._Element, int] = {}
    number = (_integer(parent.get("start")) or 1) - 1
    for item in parent.iterchildren(tag):
        given = _integer(item.get("value"))
        number = numbers[item] = number + 1 if given is None else given
    return numbers


def _integer(text: str | None) -> int | None:
    bare = (text or "").strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 6 else None


def _alphabetic(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += count * sign
    return letters


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    **dict.fromkeys(("lower-alpha", "lower-latin"), _alphabetic),
    **dict.fromkeys(("upper-alpha", "upper-latin"), lambda number: _alphabetic(number).upper()),
    "lower-roman": _roman,
    "upper-roman": lambda number: _roman(number).upper(),
}
