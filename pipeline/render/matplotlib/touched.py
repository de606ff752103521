"""What a render touches, line by line as it does → its inputs, also when it was killed.

Each line has a key, and the state and the mark (`inputs.py`) from before the file was touched. Who
reads the lines may have them from a process that ran anything: each is checked.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.files import inputs
from pipeline.files.regular import read_regular
from pipeline.model import ABSENT, CHANGED, MIB

MOST = 16 * MIB
"""Bytes of notes that are read."""

_MARK = re.compile(r"(\d+ ?)*", re.ASCII)

Line = tuple[str, str, str]
"""A key, a state and a mark."""


class Notes:
    """Writes lines to a new file; each is there when `add` returns. Threads may share it."""

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND)

    def add(self, line: Line) -> None:
        """Write a line. Raises OSError."""
        os.write(self._descriptor, json.dumps(line).encode() + b"\n")

    def close(self) -> None:
        """Write no more."""
        os.close(self._descriptor)


def settled(paths: Iterable[str], root: str, build: str) -> dict[str, str]:
    """The inputs that the notes in some files tell of, now that their render has ended.

    One that differs from what it was at the first touch, or was written to since, has the state
    CHANGED, which nothing ever has: nobody knows which of its versions was drawn.
    """
    found: dict[str, Line] = {}
    changed: set[str] = set()
    for line in chain.from_iterable(map(_lines, paths)):
        key = line[0]
        if inputs.is_input(key, build) and found.setdefault(key, line) != line:
            changed.add(key)
    return {
        key: CHANGED
        if key in changed or not _holds(line, root, build)
        else _known(line, root, build)
        for key, line in found.items()
    }


def _known(line: Line, root: str, build: str) -> str:
    """The state of a line. A file that is there, and that its render could only ask for, as a
    script may ask for any, is read now.
    """
    key, state, mark = line
    return inputs.state(key, root, build) if mark and state == ABSENT else state


def _holds(line: Line, root: str, build: str) -> bool:
    key, state, mark = line
    if mark:
        return inputs.mark(key, root) == mark
    return inputs.state(key, root, build) == state


def _lines(path: str) -> Iterator[Line]:
    """The lines of a file that are whole and can be true."""
    try:
        content = read_regular(path, MOST)
    except OSError:
        return
    for line in content.splitlines():
        try:
            key, state, mark = json.loads(line)
            is_right = inputs.is_key(key) and inputs.is_state(state) and _MARK.fullmatch(mark)
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue
        if is_right:
            yield key, state, mark
