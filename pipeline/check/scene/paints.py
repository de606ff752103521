"""The paint of an element → the colours that it may have, gradients and patterns included."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from pipeline.check.scene.colour import parse_colour
from pipeline.check.scene.scene import Paint

Find = Callable[[str], etree._Element | None]
"""An id → the element that bears it."""

_REFERENCE = re.compile(r"""url\(["']?#([^"')]+)["']?\)""")
_MOST_STOPS = 8
_UNSEEN = 0.01
_LONGEST_CHAIN = 4


def paint(value: str, colour: str, opacity: float, find: Find) -> Paint:
    """What `value` paints with `currentcolor` being `colour`; nothing where it is unseen."""
    if opacity <= _UNSEEN or value == "none":
        return ()
    match = _REFERENCE.match(value)
    if match:
        return _faded(_server(find(match[1]), colour, find), opacity)
    return _flat(value, colour, opacity)


@lru_cache(maxsize=1024)
def _flat(value: str, colour: str, opacity: float) -> Paint:
    return tuple(c for c in _faded(_colour(value, colour), opacity) if c[3] > _UNSEEN)


def share(text: str) -> float:
    """A number or percentage from 0 to 1; 1 for what is none."""
    try:
        number = float(text.removesuffix("%")) / (100 if "%" in text else 1)
    except ValueError:
        return 1.0
    return min(max(number, 0.0), 1.0)


def _faded(colours: Paint, opacity: float) -> Paint:
    return tuple((red, green, blue, alpha * opacity) for red, green, blue, alpha in colours)


def _server(server: etree._Element | None, colour: str, find: Find) -> Paint:
    """The colours of a gradient's stops, or of the sheet that a pattern is drawn on."""
    for _ in range(_LONGEST_CHAIN):
        if server is None or len(server):
            break
        server = find((server.get("href") or "").lstrip("#"))
    if server is None:
        return ()
    if server.tag == "pattern":
        sheet = server.find("rect")
        return () if sheet is None else _colour(sheet.get("fill", "black"), colour)
    stops = list(server.iter("stop"))[:_MOST_STOPS]
    return tuple(found for stop in stops for found in _stop(stop, colour))


def _stop(stop: etree._Element, current: str) -> Paint:
    """The colour of a stop; one that cannot be seen counts, since what is under it shows."""
    opacity = share(stop.get("stop-opacity", "1"))
    found = _colour(stop.get("stop-color", "black"), current)
    return tuple((red, green, blue, alpha * opacity) for red, green, blue, alpha in found)


def _colour(value: str, current: str) -> Paint:
    found = parse_colour(current if value.lower() == "currentcolor" else value)
    return (found,) if found else ()
