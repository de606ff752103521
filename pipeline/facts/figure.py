"""Axes ⇄ the `<metadata>` of a raw SVG, in which a figure's facts travel.

It is JSON in one line, the same on all machines: values have ten significant digits. A script can
write there what it likes, so only what has the shape of axes is taken.
"""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, unescape

from pipeline.facts.model import Axes, Facts
from pipeline.parcels import ParcelError, opened
from pipeline.parcels import read as read_parcel

MOST_BYTES = 256 * 1024
"""Of a figure's facts."""

_OPEN, _CLOSE, _END = b"<metadata>", b"</metadata>\n", b"</svg>"


class _Figure(NamedTuple):
    axes: tuple[Axes, ...]
    reason: str


def with_figure(raw: bytes, facts: bytes) -> bytes:
    """The raw SVG with packed facts as its last element; unchanged where it is no whole SVG."""
    end = raw.rfind(_END)
    return raw if end < 0 else b"".join((raw[:end], _OPEN, facts, _CLOSE, raw[end:]))


def figure_facts(raw: bytes) -> Facts:
    """The facts that a raw SVG carries, or the reason why there are none."""
    start = raw.rfind(_OPEN)
    end = raw.find(_CLOSE.strip(), start)
    if start < 0 or end < 0:
        return Facts(reason="the drawing carries no facts of its figure: build it again")
    if end - start > 2 * MOST_BYTES:
        return Facts(reason="the facts that the drawing carries are too large to be its figure's")
    try:
        value, _ = opened(unescape(raw[start + len(_OPEN) : end].decode()).encode())
        figure = read_parcel(_Figure, value)
    except (ParcelError, ValueError) as error:
        reason = f"the facts that the drawing carries cannot be read: {str(error)[:200]}"
        return Facts(reason=reason)
    return Facts(axes=figure.axes, reason=figure.reason)


def packed(axes: tuple[Axes, ...], reason: str) -> bytes:
    """A figure's facts as they travel. Raises ValueError where one is not finite."""
    text = json.dumps(_plain(_Figure(axes, reason)), ensure_ascii=False, separators=(",", ":"))
    return escape(text).encode(errors="replace")


def _plain(value: Any) -> Any:
    """The same with floats of ten digits: two processors may differ in the last of all."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a fact is not finite")
        return float(f"{value:.10g}")
    return [*map(_plain, value)] if isinstance(value, tuple) else value
