"""Every number in the tree → at most fourteen significant digits, written in one way."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Context, pairs
from pipeline.normalize.mistakes import report_mistake
from pipeline.normalize.values.lengths import decimal
from pipeline.normalize.values.path import read_path, read_points, write_path, write_points
from pipeline.normalize.values.readable import PRECISE
from pipeline.normalize.values.transform import parse_transform, write_transform


def round_numbers(context: Context) -> None:
    """Write transforms, coordinates and lengths anew, each number rounded.

    After every pass that moves something: it settles the last digit.
    """
    for element in context.root.iter(etree.Element):
        for name, value in pairs(element):
            write = _WRITERS.get(name)
            if write is None:
                continue
            written, is_whole = write(value)
            if not is_whole:
                report_mistake(context, element, name, value)
            if not written:
                del element.attrib[name]
            elif written != value:
                element.set(name, written)


Written = tuple[str, bool]
"""A value as it is written, and whether all of it was read; else what follows is not drawn."""


@lru_cache(maxsize=4096)
def _numbers(value: str) -> Written:
    """Each number of a list with its unit; keywords as they are."""
    written = [decimal(float(digits)) + unit for digits, unit in PRECISE.findall(value)]
    return " ".join(written) or value.strip(), True


def _points(value: str) -> Written:
    points, is_whole = read_points(value)
    return write_points(points), is_whole


def _path(value: str) -> Written:
    segments, is_whole = read_path(value)
    return write_path(segments), is_whole


def _transform(value: str) -> Written:
    return write_transform(parse_transform(value) or ()), True


_LISTS = ("x", "y", "length", "xs", "ys", "number", "precise")
_BY_KIND: dict[str, Callable[[str], Written]] = {
    **dict.fromkeys(_LISTS, _numbers),
    "points": _points,
    "path": _path,
    "transform": _transform,
}
_WRITERS = {name: _BY_KIND[kind] for name, kind in ATTRIBUTES.items() if kind in _BY_KIND}
