"""Axes ⇄ the `<metadata>` of a raw SVG, in which a figure's facts travel.

It is JSON in one line, the same on all machines: values have ten significant digits. Those
above 10^10 are whole numbers of up to 15 digits, except in curves, whose points are often
calculated. A script can write there what it likes, so only what has the shape of axes is taken.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.facts.model import Axes, Facts, Line
from pipeline.parcels import ParcelError, opened
from pipeline.parcels import read as read_parcel

MOST_BYTES = 256 * 1024
"""Of a figure's facts."""

_TOO_LARGE = "what the figure holds takes more than 256 KiB"
_ROOM = 100

_LARGE = 1e10
"""From it on a whole number has more than ten digits; of fifteen it is exact."""

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
        value, _ = opened(html.unescape(raw[start + len(_OPEN) : end].decode()).encode())
        figure = read_parcel(_Figure, value)
    except (ParcelError, ValueError) as error:
        reason = f"the facts that the drawing carries cannot be read: {str(error)[:200]}"
        return Facts(reason=reason)
    return Facts(axes=figure.axes, reason=figure.reason)


def packed(axes: tuple[Axes, ...], reason: str) -> bytes:
    """A figure's facts as they travel: of what is too large the longest lines lose their points.

    Raises ValueError where a fact is not finite, and TypeError where it is no plain value.
    """
    content = _written(_Figure(axes, reason))
    if len(content) > MOST_BYTES:
        shorter, count = _shortened(axes, len(content) - MOST_BYTES + _ROOM)
        lines = "the longest line is" if count == 1 else f"the {count} longest lines are"
        content = _written(_Figure(shorter, f"{_TOO_LARGE}: {lines} without points"))
    return content if len(content) <= MOST_BYTES else _written(_Figure((), _TOO_LARGE))


def _shortened(axes: tuple[Axes, ...], excess: int) -> tuple[tuple[Axes, ...], int]:
    """The same with as many of the longest lines without points as it takes, and their number."""
    every = [(len(_json(line.runs)), line) for each in axes for line in (*each.lines, *each.points)]
    gone: set[int] = set()
    for size, line in sorted(every, key=lambda sized: -sized[0]):
        if excess <= 0:
            break
        gone.add(id(line))
        excess -= size
    return tuple(
        each._replace(lines=_without(gone, each.lines), points=_without(gone, each.points))
        for each in axes
    ), len(gone)


def _without(gone: set[int], lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line._replace(runs=()) if id(line) in gone else line for line in lines)


def _written(figure: _Figure) -> bytes:
    return html.escape(_json(figure), quote=False).encode(errors="replace")


def _json(value: object) -> str:
    return json.dumps(
        _plain(value, _whole), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def _plain(value: Any, of_number: Callable[[float], float]) -> Any:
    """The same with floats of fewer digits: two processors may differ in the last of all."""
    if isinstance(value, float):
        return of_number(value)
    if isinstance(value, Line) and value.is_joined:
        of_number = _ten_digits
    return [_plain(each, of_number) for each in value] if isinstance(value, tuple) else value


def _ten_digits(number: float) -> float:
    return float(f"{number:.10g}")


def _whole(number: float) -> float:
    is_large = _LARGE <= abs(number) < math.inf
    return float(f"{round(number):.15g}") if is_large else _ten_digits(number)
