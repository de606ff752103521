"""A source that cannot be read → the lines that git or a chat put into it, if that is why.

git leaves marks in a file that it could not merge, and a pointer where it left the content away.
Programs that write sources put them between the fences of Markdown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.positions import position_at

_MARKS = tuple(re.compile(mark, re.MULTILINE) for mark in ("^<{7} ", r"^={7}\r?$", "^>{7} "))
MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |\r?$)")
"""Any line of git's marks."""
POINTER = "version https://git-lfs.github.com/spec/"
"""How a file begins that stands for one in Git LFS."""
_FENCE = re.compile(r"^[ \t]*((?:`{3,}|~{3,})\w*)[\w \t.,#={}-]*\r?$", re.MULTILINE)
_BETWEEN = "keep what stands between the fences, and nothing else"


class Intruder(NamedTuple):
    """What does not belong into a source: what to say of it, the way out, and where it starts."""

    message: str
    hint: str
    line: int
    column: int


def intruder(text: str, line: int | None) -> Intruder | None:
    """What in a text with an error in `line` belongs into no source; None where all may.

    `line` is None where the parser names another place. Marks and fences may stand in a comment or
    a label: marks count with the error among them, a fence where the text starts with it, right
    before the error, and where the error is that the text starts with something else.
    """
    if text.startswith(POINTER):
        hint = "fetch the file by git lfs pull; in a job on GitHub, check out with lfs: true"
        return Intruder("Git LFS has the content of this file elsewhere", hint, 1, 1)
    start, end = _unmerged(text)
    is_among = line is None or position_at(text, start)[0] <= line <= position_at(text, end)[0] + 1
    if end and is_among:
        message = "git could not merge this file, and its marks are still there"
        hint = "keep one of the two versions, without the lines of <<<<<<<, ======= and >>>>>>>"
        return Intruder(message, hint, *position_at(text, start))
    first, _ = position_at(text, len(text) - len(text.lstrip()))
    for fence in _FENCE.finditer(text):
        at, column = position_at(text, fence.start(1))
        if at == first or line in (at, at + 1, first):
            message = f"{fence[1]} is a fence of Markdown around the source"
            is_one = len(_FENCE.findall(text)) == 1
            hint = "take this line out" if is_one else _BETWEEN
            return Intruder(message, hint, at, column)
    return None


def _unmerged(text: str) -> tuple[int, int]:
    """Where the first mark of a merge starts and the last, if all three follow; else 0 and 0."""
    starts = [0]
    for mark in _MARKS:
        found = mark.search(text, starts[-1])
        if not found:
            return 0, 0
        starts.append(found.start())
    return starts[1], starts[-1]
