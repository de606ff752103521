"""The paint of an element → the colours that it may have, gradients and patterns included."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.check.colour import parse_colour
from pipeline.check.scene import Paint
from pipeline.normalize.references import Ids

_REFERENCE = re.compile(r"""url\(["']?#([^"')]+)["']?\)""")
_MOST_STOPS = 8
_LONGEST_CHAIN = 4


def paint(value: str, colour: str, opacity: float, ids: Ids) -> Paint:
    """What `value` paints with `currentcolor` being `colour`; nothing where it is unseen."""
    if opacity <= 0.01 or value == "none":
        return ()
    match = _REFERENCE.match(value)
    if match:
        return _faded(_server(ids.get(match[1]), colour, ids), opacity)
    return _faded(_colour(value, colour), opacity)


def _faded(colours: Paint, opacity: float) -> Paint:
    return tuple(
        (red, green, blue, alpha * opacity) for red, green, blue, alpha in colours if alpha > 0.01
    )


def _server(server: etree._Element | None, colour: str, ids: Ids) -> Paint:
    """The colours of a gradient's stops, or of the sheet that a pattern is drawn on."""
    for _ in range(_LONGEST_CHAIN):
        if server is None or len(server):
            break
        server = ids.get((server.get("href") or "").lstrip("#"))
    if server is None:
        return ()
    if server.tag == "pattern":
        sheet = server.find("rect")
        return () if sheet is None else _colour(sheet.get("fill", "black"), colour)
    stops = [_colour(stop.get("stop-color", "black"), colour) for stop in server.iter("stop")]
    return tuple(found for stop in stops[:_MOST_STOPS] for found in stop)


def _colour(value: str, current: str) -> Paint:
    found = parse_colour(current if value.lower() == "currentcolor" else value)
    return (found,) if found else ()
