"""An artist → whether it is seen, its colours, its name, and where its points are in the data."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from matplotlib._mathtext import Parser
from matplotlib._mathtext_data import tex2uni
from matplotlib.colors import to_hex, to_rgba

from pipeline.facts.raised import raised

_COMMAND = re.compile(r"\\([A-Za-z]+)( ?)|\\(.)")
_PART = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_FRACTION = re.compile(rf"\\d?frac{_PART}{_PART}")
_ABOVE = re.compile(r"\^(?:\{([^{}]*)\}|(\w))")
_ACCENT = re.compile(r"([\u0300-\u036f\u20d0-\u20ff])\{*(\w)")
"""A sign above a letter: it stands before it in a formula, and behind it in a text."""

_UNSEEN = str.maketrans("", "", "{}_")
_DOLLAR = "\0"
_SPACED = frozenset("=<>+-")
"""Signs of a formula with room before them, whatever its author wrote there."""

_NOTCHED = [0, 1, 5, 6, 10]
"""The corners of a box among the points of one with notches, as `boxplot` draws it."""


def is_seen(artist: Any) -> bool:
    """Whether an artist is drawn at all; its opacity may be one number or many."""
    alpha = artist.get_alpha()
    is_many = alpha is not None and not isinstance(alpha, int | float)
    return bool(artist.get_visible()) and (bool(np.any(alpha)) if is_many else alpha != 0)


def name_of(artist: Any) -> str:
    """The label that an author gave; "" for those that matplotlib makes up."""
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else plain(label)


@lru_cache(1024)
def plain(text: str) -> str:
    """A text as it is read: line breaks as spaces, formulas without what only sets them.

    Dollar signs of an odd number start no formula: matplotlib draws them.
    """
    words = " ".join(text.split()).replace(r"\$", _DOLLAR)
    if words.count("$") % 2 == 0:
        parts = words.split("$")
        parts[1::2] = map(_formula, parts[1::2])
        words = "".join(parts)
    return words.replace(_DOLLAR, "$")


def _formula(text: str) -> str:
    words = _COMMAND.sub(_letter, _FRACTION.sub(r"\1/\2", text))
    words = unicodedata.normalize("NFC", _ACCENT.sub(r"\2\1", words))
    return _ABOVE.sub(lambda above: raised(above[1] or above[2]), words).translate(_UNSEEN)


def _letter(command: re.Match[str]) -> str:
    """What a command of mathtext stands for; nothing for one that sets letters."""
    name, space, sign = command.groups()
    before, after = command.string[: command.start()][-1:], command.string[command.end() :][:1]
    if name in Parser._function_names:
        return f"{' ' if before.isalnum() else ''}{name}{space}"
    if name:
        code = ord("√") if name == "sqrt" else tex2uni.get(name)
        return "" if code is None else chr(code) + (space if after in _SPACED else "")
    return " " if sign in ",:; " else sign


def colour(value: Any) -> str:
    """A colour as `#rrggbb`; "" for none or an invisible one."""
    if value is None:
        return ""
    return _hex(value if isinstance(value, str) else tuple(value))


@lru_cache(1024)
def _hex(value: Any) -> str:
    return to_hex(value) if to_rgba(value)[3] > 0 else ""


def colours(values: Any) -> tuple[str, ...]:
    """Different colours in order, the invisible ones left out."""
    return tuple(dict.fromkeys(filter(None, map(colour, values))))


def is_box(corners: Any) -> bool:
    """Whether points (n, 2) go once around an upright rectangle; the first may end them, too."""
    first = corners[:4]
    is_round = 4 <= len(corners) <= 6 and all((first[1:] == first[:-1]).any(axis=1))
    return is_round and len({*corners[:, 0]}) == 2 == len({*corners[:, 1]})


def unnotched(points: Any) -> Any:
    """The box of points (n, 2) that go around one with notches; any others as they are."""
    if len(points) not in (11, 12) or not is_box(points[_NOTCHED]):
        return points
    sides = points[[1, 2, 4, 5]], points[[6, 7, 9, 10]]
    is_notched = all((side == side[0]).all(axis=0).any() for side in sides)
    return points[_NOTCHED] if is_notched else points


def is_outline(line: Any) -> bool:
    """Whether a line is drawn around an upright rectangle, as the boxes of a box plot are."""
    points = unnotched(line.get_xydata())
    is_closed = len(points) == 5 and bool((points[0] == points[-1]).all())
    return is_closed and is_box(points)


class Space:
    """The data space of axes: places of artists that are given in it or in any other."""

    def __init__(self, axes: Any) -> None:
        self.data = axes.transData
        self._known: dict[int, tuple[bool, bool]] = {}

    @cached_property
    def _back(self) -> Any:
        return self.data.inverted()

    def are_data(self, transform: Any) -> tuple[bool, bool]:
        """Whether x is given in data, and y; each transform is asked once, which takes long."""
        if transform is self.data:
            return True, True
        found = self._known.get(id(transform))
        if found is None:
            x, y = transform.contains_branch_separately(self.data)
            found = self._known[id(transform)] = bool(x), bool(y)
        return found

    def placed(self, points: Any, transform: Any) -> Any:
        """Points (n, 2) that `transform` takes to the canvas, as data; exact where they are."""
        if transform is self.data:
            return np.asarray(points, dtype=float)
        found = self.of_canvas(transform.transform(points))
        for along, part in enumerate(
            (getattr(transform, "_x", None), getattr(transform, "_y", None))
        ):
            if part is self.data:  # a line across the axes lies at 0, not at 1e-16
                found[:, along] = np.asarray(points, dtype=float)[:, along]
        return found

    def of_canvas(self, points: Any) -> Any:
        """Points (n, 2) on the canvas as data."""
        return self._back.transform(points)
