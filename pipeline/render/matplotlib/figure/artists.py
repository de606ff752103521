"""An artist → whether it is seen, its colours, its name, and where its points are in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib._mathtext_data import tex2uni
from matplotlib.colors import to_hex, to_rgba

_COMMAND = re.compile(r"\\([A-Za-z]+) ?|\\(.)")


def is_seen(artist: Any) -> bool:
    """Whether an artist is drawn at all; its opacity may be one number or many."""
    alpha = artist.get_alpha()
    return bool(artist.get_visible()) and (alpha is None or bool(np.any(alpha)))


def name_of(artist: Any) -> str:
    """The label that an author gave; "" for those that matplotlib makes up."""
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else plain(label)


def plain(text: Any) -> str:
    """A text as it is read: line breaks as spaces, formulas without what only sets them."""
    words = " ".join(str(text).split())
    if words.count("$") - words.count(r"\$") > 1:
        words = _COMMAND.sub(_letter, words.replace("$", "")).translate({123: None, 125: None})
    return words.replace(r"\$", "$")


def _letter(command: re.Match[str]) -> str:
    """What a command of mathtext stands for; nothing for one that sets letters."""
    if command[2]:
        return "$" if command[2] == "$" else " " if command[2] in ",:; " else command[2]
    code = tex2uni.get(command[1])
    return "" if code is None else chr(code)


def colour(value: Any) -> str:
    """A colour as `#rrggbb`; "" for none or an invisible one."""
    return to_hex(value) if value is not None and to_rgba(value)[3] > 0 else ""


def colours(values: Any) -> tuple[str, ...]:
    """Different colours in order, the invisible ones left out."""
    return tuple(dict.fromkeys(filter(None, map(colour, values))))


class Space:
    """The data space of axes: places of artists that are given in it or in any other."""

    def __init__(self, axes: Any) -> None:
        self._data = axes.transData
        self._back = self._data.inverted()
        self._known: dict[int, tuple[bool, bool]] = {}

    def are_data(self, transform: Any) -> tuple[bool, bool]:
        """Whether x is given in data, and y; each transform is asked once, which takes long."""
        if transform is self._data:
            return True, True
        found = self._known.get(id(transform))
        if found is None:
            x, y = transform.contains_branch_separately(self._data)
            found = self._known[id(transform)] = bool(x), bool(y)
        return found

    def placed(self, points: Any, transform: Any) -> Any:
        """Points (n, 2) that `transform` takes to the canvas, as data; exact where they are."""
        if transform is self._data:
            return np.asarray(points, dtype=float)
        return self.of_canvas(transform.transform(points))

    def of_canvas(self, points: Any) -> Any:
        """Points (n, 2) on the canvas as data."""
        return self._back.transform(points)


def rounded(values: Iterable[Any]) -> tuple[float, ...]:
    """Plain numbers of what numpy has."""
    return tuple(map(float, values))
