"""A source that cannot be read → the lines that git or a chat put into it, if that is why.

git leaves marks in a file that it could not merge. Programs that write sources put them between
the fences of Markdown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.positions import position_at

_MARKS = tuple(re.compile(mark, re.MULTILINE) for mark in ("^<{7} ", r"^={7}\r?$", "^>{7} "))
_FENCE = re.compile(r"^[ \t]*((?:```|~~~)\w*)[ \t]*\r?$", re.MULTILINE)


class Intruder(NamedTuple):
    """What does not belong into a source: what to say of it, the way out, and where it starts."""

    message: str
    hint: str
    line: int
    column: int


def intruder(text: str, line: int | None) -> Intruder | None:
    """What in a text that is an error in `line` belongs into no source; None where all may.

    A fence may stand in a comment: it counts where the text starts with it, right before the
    error, and where the error is that the text starts with something else.
    """
    if (start := _unmerged(text)) is not None:
        message = "git could not merge this file, and its marks are still there"
        hint = "keep one of the two versions, without the lines of <<<<<<<, ======= and >>>>>>>"
        return Intruder(message, hint, *position_at(text, start))
    first, _ = position_at(text, len(text) - len(text.lstrip()))
    for fence in _FENCE.finditer(text):
        at, column = position_at(text, fence.start(1))
        if at == first or line in (at, at + 1, first):
            message = f"{fence[1]} is a fence of Markdown around the source"
            hint = "keep what stands between the fences, and nothing else"
            return Intruder(message, hint, at, column)
    return None


def _unmerged(text: str) -> int | None:
    """Where the first mark of a merge starts, if all three follow one another."""
    starts = [0]
    for mark in _MARKS:
        found = mark.search(text, starts[-1])
        if not found:
            return None
        starts.append(found.start())
    return starts[1]
