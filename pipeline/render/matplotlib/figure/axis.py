"""An axis of matplotlib's → Axis: its label, its unit, where it ends, the ticks that show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from matplotlib.category import StrCategoryConverter

from pipeline.facts.model import Axis
from pipeline.render.matplotlib.figure.artists import plain

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNIT = re.compile(r"[^\W\d_]{0,8}[%‰°]?[^\W\d_]{0,8}(?: ?[/·×*] ?[^\W\d_]{1,8}\d?)*")
_LONGEST_LABEL = 10
"""A label that is a unit and nothing else is no longer, `tokens/s`."""


def axis_of(axis: Any, start: float, end: float) -> Axis:
    """The axis as it was drawn, from `start` to `end`, which lie as the author set them."""
    label = plain(axis.label.get_text()) if axis.label.get_visible() else ""
    ticks = sorted(dict.fromkeys(_ticks(axis))) if axis.get_visible() else ()
    is_named = isinstance(axis.get_converter(), StrCategoryConverter)
    return Axis(label, unit_in(label), str(axis.get_scale()), start, end, tuple(ticks), is_named)


def unit_in(label: str) -> str:
    """What looks like a unit in a label: the last brackets that do, or the label itself."""
    for inside in reversed(_BRACKETS.findall(label)):
        first = str(inside).partition(",")[0].strip()
        if first and _UNIT.fullmatch(first):
            return first
    return label if len(label) <= _LONGEST_LABEL and _UNIT.fullmatch(label) else ""


def _ticks(axis: Any) -> Iterator[tuple[float, str]]:
    """Ticks that were drawn and bear a text."""
    for tick in DRAWN.get(axis, ()):
        label = tick.label1 if tick.label1.get_visible() else tick.label2
        text = plain(label.get_text()) if label.get_visible() else ""
        if text:
            yield float(tick.get_loc()), text


def keeping_ticks(update: Callable[..., Any]) -> Callable[..., Any]:
    """Around what finds the ticks to draw: to find them again takes a quarter of all reading."""

    def updated(axis: Any) -> Any:
        found = DRAWN[axis] = update(axis)
        return found

    return updated


DRAWN: WeakKeyDictionary[Any, Sequence[Any]] = WeakKeyDictionary()
"""The ticks of each axis that its last drawing showed."""
