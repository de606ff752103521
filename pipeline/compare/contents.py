"""An SVG → what it shows: its labels, and how many shapes of each colour."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.check.scene.colour import RGBA, hex_of
from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.scene import Shape
from pipeline.check.scene.walk import Walk
from pipeline.normalize.context import local


class Label(NamedTuple):
    """A line of text, and the box around it in px of the picture."""

    text: str
    box: Bounds


class Contents(NamedTuple):
    """What a picture shows. `shapes` counts them by ("line" or "shape", colour as #rrggbb)."""

    labels: tuple[Label, ...]
    shapes: Counter[tuple[str, str]]


_WHITE = 0.98
"""Sheets, grounds of labels and margins are white: they come and go, and nobody sees it."""

NOTHING = Contents((), Counter())


def contents(svg: bytes) -> Contents:
    """What an SVG in normal form shows; of any other, as far as it can be seen."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(svg, parser)
    if root is None:
        return NOTHING
    for element in root.iter(etree.Element):
        element.tag = local(str(element.tag))
    with contextlib.suppress(ArithmeticError, LookupError, ValueError, RecursionError):
        walk = Walk(root)
        labels = tuple(Label(" ".join(each.text.split()), each.bounds) for each in walk.lines
                       if each.is_visible and each.text.strip())  # fmt: skip
        shapes = Counter(look for shape in walk.shapes for look in _looks(shape))
        return Contents(labels, shapes)
    return NOTHING


def _looks(shape: Shape) -> Iterator[tuple[str, str]]:
    """What a shape is seen as: by its fill, or by its stroke where it is white or not filled."""
    fills = [colour for colour in shape.fill if min(colour[:3]) < _WHITE]
    paint = fills or shape.stroke
    if paint:
        yield "shape" if shape.fill else "line", _hex(paint[0])


def _hex(colour: RGBA) -> str:
    """A colour as #rrggbb, with its opacity where it can be seen through."""
    opacity = f"{round(colour[3] * 255):02x}" if colour[3] < 0.995 else ""
    return f"{hex_of(colour)}{opacity}"
