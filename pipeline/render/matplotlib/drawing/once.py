"""What matplotlib does many times to save a figure → the same, done once where nothing changed.

A save draws into nothing, measures, and then draws: each axis finds its ticks a dozen times, and
each label is laid out four times. Where no line of a script runs meanwhile, that is idle.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from matplotlib import axis as axes
from matplotlib.cbook import CallbackRegistry
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter

_Function = Callable[..., Any]

_PLAIN = {axes.XAxis: axes.XTick, axes.YAxis: axes.YTick}
"""Those of other axes, such as polar ones, are moved by more than their places on the axis."""

_PARTS = ("tick1line", "tick2line", "gridline", "label1", "label2")


class _Known(threading.local):
    """What one thread knows while it saves a figure or lays it out."""

    def __init__(self) -> None:
        self.is_on = False
        self.ticks: dict[Any, tuple[object, Any]] = {}
        self.layouts: dict[object, Any] = {}


_KNOWN = _Known()


def remembering(save: _Function) -> _Function:
    """Around what saves a figure or lays it out: know until its end what was found in it."""

    def saved(saver: Any, *arguments: Any, **options: Any) -> Any:
        if _KNOWN.is_on or _is_heard(saver):
            return save(saver, *arguments, **options)
        _KNOWN.is_on = True
        try:
            return save(saver, *arguments, **options)
        finally:
            _KNOWN.is_on = False
            _KNOWN.ticks.clear()
            _KNOWN.layouts.clear()

    return saved


def _is_heard(saver: Any) -> bool:
    """Whether it is a canvas after each of whose drawings a function of a script is called."""
    callbacks = getattr(saver, "callbacks", None)
    return callbacks is not None and bool(callbacks.callbacks.get("draw_event"))


def finding_ticks(update: _Function) -> _Function:
    """Around what finds the ticks of an axis that show, and puts them in their places."""

    def updated(axis: Any) -> Any:
        if not _KNOWN.is_on or not is_plain(axis):
            return update(axis)
        room = *axis.axes.bbox.size, axis.get_figure(root=True).dpi
        state = (*_tickers(axis), *axis.get_view_interval(), *room)
        known = _KNOWN.ticks.get(axis)
        if known is None or known[0] != state:
            known = _KNOWN.ticks[axis] = state, update(axis)
        return known[1]

    return updated


def is_plain(axis: Any) -> bool:
    """Whether an axis is straight, and nothing of a script's own places or writes its ticks."""
    return type(axis) in _PLAIN and all(map(_is_pure, _tickers(axis)))


def _tickers(axis: Any) -> tuple[Any, ...]:
    return axis.major.locator, axis.major.formatter, axis.minor.locator, axis.minor.formatter


def _is_pure(ticker: Any) -> bool:
    """Whether what a locator or formatter says follows from its axis alone."""
    return type(ticker).__module__.startswith("matplotlib.") and type(ticker) is not FuncFormatter


def laying_out(lay_out: _Function) -> _Function:
    """Around what lays out a text, wherever it stands."""

    def laid_out(text: Any, renderer: Any) -> Any:
        if not _KNOWN.is_on or text.get_wrap():
            return lay_out(text, renderer)
        key = (
            type(renderer), text.get_figure(root=True).dpi, text.get_text(),
            hash(text.get_fontproperties()), text.get_usetex(), text.get_parse_math(),
            text._linespacing, text._multialignment, text.get_horizontalalignment(),
            text.get_verticalalignment(), text.get_rotation(), text.get_rotation_mode(),
        )  # fmt: skip
        if key not in _KNOWN.layouts:
            _KNOWN.layouts[key] = lay_out(text, renderer)
        return _KNOWN.layouts[key]

    return laid_out


def only_when_seen(is_idle: Callable[[Any], bool], draw: _Function) -> _Function:
    """Around what draws: leave it out where nobody sees it and measuring does all else it does."""

    def drawn(artist: Any, renderer: Any, *arguments: Any, **options: Any) -> None:
        is_seen = not (_KNOWN.is_on and getattr(renderer, "is_idle", False))
        if is_seen or not is_idle(artist):
            draw(artist, renderer, *arguments, **options)

    return drawn


def always(_: Any) -> bool:
    """Lines and patches have nothing to find out first."""
    return True


def is_bare(text: Any) -> bool:
    """Whether a text has neither a box, which is placed when it is drawn, nor an arrow to that."""
    return type(text) is Text and text.get_bbox_patch() is None


def making_ticks(name: str, get: _Function) -> _Function:
    """Around what adds ticks to the list `name` of an axis: one is made, the others are copies."""

    def got(axis: Any, numticks: int | None = None) -> Any:
        if numticks is not None and _PLAIN.get(type(axis)) is axis._tick_class:
            ticks = getattr(axis, name)
            if len(ticks) < numticks - 1:
                get(axis, len(ticks) + 1)
                ticks += [_copy(ticks[-1]) for _ in range(numticks - len(ticks))]
        return get(axis, numticks)

    return got


def _copy(artist: Any) -> Any:
    """An artist that was just made, once more, with all that is ever changed in place its own."""
    copy = object.__new__(type(artist))
    vars(copy).update(vars(artist))
    copy._callbacks = CallbackRegistry(signals=["pchanged"])
    copy._sticky_edges = deepcopy(artist._sticky_edges)
    if isinstance(artist, Text):
        copy.set_fontproperties(artist.get_fontproperties())
    for part in _PARTS if isinstance(artist, axes.Tick) else ():
        setattr(copy, part, _copy(getattr(artist, part)))
    return copy
