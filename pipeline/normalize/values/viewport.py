"""A `viewBox`, and the root's size as its author wrote it → CSS px (SVG 2, sections 8.2, 8.9)."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from pipeline.normalize.context import Box
from pipeline.normalize.values.lengths import NUMBER, ONE_NUMBER, USUAL_SIZE, px
from pipeline.normalize.values.transform import Function

VIEW_BOX = re.compile(rf"\s*+(?>{NUMBER})(?:(?>\s*+,?\s*+{NUMBER})){{3}}\s*+", re.ASCII)
"""How browsers want it: four numbers without a unit, at most one comma between two."""

_LARGEST = 1e9
_ALIGN = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)")
_SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


@lru_cache(maxsize=64)  # asked several times of each drawing, by one pass after the other
def view_box(value: str | None) -> Box | None:
    """A `viewBox` that can be drawn on."""
    if not VIEW_BOX.fullmatch(value or ""):
        return None
    numbers = [float(number) for number in ONE_NUMBER.findall(value or "")]
    if not all(abs(n) < _LARGEST for n in numbers) or min(numbers[2:]) <= 0:
        return None
    return Box(*numbers)


def placement(box: Box, width: float, height: float, aspect: str | None) -> list[Function]:
    """From a `viewBox` to a viewport of that size (SVG 2, section 8.2)."""
    x, y = width / box.width, height / box.height
    aspect = aspect or "xMidYMid"
    left = top = 0.0
    if "none" not in aspect:
        x = y = max(x, y) if "slice" in aspect else min(x, y)
        align = _ALIGN.search(aspect)
        across, down = align.groups() if align else ("Mid", "Mid")
        left = (width - box.width * x) * _SHARES[across]
        top = (height - box.height * y) * _SHARES[down]
    return [("translate", (left - box.x * x, top - box.y * y)), ("scale", (x, y))]


def authored_size(root: etree._Element) -> tuple[float, float] | None:
    """Width and height in CSS px; None where the root has none to draw on.

    A side that is missing, or a share of a page that nobody knows, follows from the other by the
    aspect ratio.
    """
    box = view_box(root.get("viewBox"))
    em = px(root.get("font-size")) or USUAL_SIZE
    width, height = _side(root.get("width"), em), _side(root.get("height"), em)
    if width == 0 or height == 0:
        return None
    if box is None:
        return (width, height) if width and height else None
    if width is None and height is None:
        share = min(_share(root.get("width")), _share(root.get("height")))
        return (box.width * share, box.height * share) if share else None
    if width is None:
        width = (height or 0.0) * box.width / box.height
    return width, height or width * box.height / box.width


def _side(value: str | None, em: float) -> float | None:
    """A length in px; 0 where nothing can be drawn, None where it is left to the page."""
    length = px(value, em)
    return None if length is None else length if 0 < length < _LARGEST else 0.0


def _share(value: str | None) -> float:
    """What share of the page a side takes; all of it unless it says otherwise."""
    text = (value or "").strip()
    if text.endswith("%") and ONE_NUMBER.fullmatch(text[:-1]):
        return max(0.0, min(float(text[:-1]) / 100, _LARGEST))
    return 1.0
