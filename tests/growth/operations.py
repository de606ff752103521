"""A function → how many operations it takes: the same on every machine under one Python."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_LETTERS = 10
"""So many letters or items that a method goes through count as one line of Python."""

_SCANNING = frozenset(
    ("decode", "encode", "expandtabs", "lower", "lstrip", "partition", "remove", "replace",
     "rpartition", "rsplit", "rstrip", "split", "splitlines", "strip", "translate", "upper")
)  # fmt: skip
"""What goes through all of a text or list, wherever it begins."""


def operations(act: Callable[[], object]) -> int:
    """Lines of Python that run, and what methods of texts and lists go through in C."""
    count = 0

    def line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(_: FrameType, event: str, called: Any) -> None:
        nonlocal count
        if event == "c_call" and called.__name__ in _SCANNING:
            whole = called.__self__
            count += len(whole) // _LETTERS if isinstance(whole, str | bytes | list) else 0

    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(call)
    sys.settrace(line)
    try:
        act()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count
