"""Every number in the tree → at most fourteen significant digits, written in one way."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Context, pairs
from pipeline.normalize.values.lengths import decimal
from pipeline.normalize.values.path import parse_path, parse_points, write_path, write_points
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
            written = write(value)
            if not written:
                del element.attrib[name]
            elif written != value:
                element.set(name, written)


@lru_cache(maxsize=4096)
def _numbers(value: str) -> str:
    """Each number of a list with its unit; keywords as they are."""
    written = [decimal(float(digits)) + unit for digits, unit in PRECISE.findall(value)]
    return " ".join(written) or value.strip()


def _points(value: str) -> str:
    return write_points(parse_points(value))


def _path(value: str) -> str:
    return write_path(parse_path(value))


def _transform(value: str) -> str:
    return write_transform(parse_transform(value) or ())


_LISTS = ("x", "y", "length", "xs", "ys", "number", "precise")
_BY_KIND: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_LISTS, _numbers),
    "points": _points,
    "path": _path,
    "transform": _transform,
}
_WRITERS = {name: _BY_KIND[kind] for name, kind in ATTRIBUTES.items() if kind in _BY_KIND}
