"""A file in the cache ⇄ a mapping, and the stats by which a file counts as unchanged.

A stat is trusted only with size, times and inode together, and only where the file was left alone
for a moment before it was read: clocks of file systems tick slowly, and a file that is written
twice within one tick looks unchanged.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from typing import Any

from pipeline.files.sealed import read_sealed, write_sealed

QUIET = 100_000_000
"""Nanoseconds that a file must have been left alone before its stat says that it is unchanged."""


def signature(status: os.stat_result) -> str:
    """What stays the same for as long as a file is not touched."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def is_quiet(status: os.stat_result) -> bool:
    """Whether a file of this stat, taken before it was read, had been left alone for a moment."""
    return max(status.st_mtime_ns, status.st_ctime_ns) < time.time_ns() - QUIET


class StatCache:
    """What a run learns about files, by path, kept for the next in the file `store`.

    `key` stands for whatever else it depends on: under another one, and in a damaged file, there
    is nothing. Nothing is read before it is asked for, nor written but by `save`.
    """

    def __init__(self, store: str, key: str = "") -> None:
        self._store, self._key = store, key
        self._rows: dict[str, Any] | None = None
        self._asked: set[str] = set()
        self._is_changed = False
        self._lock = threading.Lock()

    def get(self, path: str) -> Any:
        """What is known of `path`, or None."""
        self._asked.add(path)
        rows = self._known() if self._rows is None else self._rows
        return rows.get(path)

    def set(self, path: str, row: Any) -> None:
        """Remember a JSON value for `path`."""
        self._known()[path] = row
        self._is_changed = True

    def save(self) -> None:
        """Write what was learnt; what this run did not ask for goes once it is the most."""
        if not self._is_changed:
            return
        rows = self._known()
        if len(rows) > 2 * len(self._asked) + 1000:
            rows = {path: rows[path] for path in self._asked & rows.keys()}
        with contextlib.suppress(OSError):
            write_sealed(self._store, self._key, _encoded(rows))
        self._is_changed = False

    def _known(self) -> dict[str, Any]:
        if self._rows is None:
            with self._lock:  # what one thread has learnt, another's reading must not replace
                if self._rows is None:
                    self._rows = self._read()
        return self._rows

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            if content := read_sealed(self._store, self._key):
                return dict(json.loads(bytes(content)))
        return {}


def _encoded(rows: dict[str, Any]) -> bytearray:
    """The rows as JSON, made row by row: at once, it takes four times the memory."""
    content = bytearray(b"{")
    for number, path in enumerate(sorted(rows)):
        comma = ", " if number else ""
        content += f"{comma}{json.dumps(path)}: {json.dumps(rows[path])}".encode()
    content += b"}"
    return content
