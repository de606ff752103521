"""A file in the cache ⇄ a mapping from paths to what is known of them."""

from __future__ import annotations

import contextlib
import json
import threading
from typing import Any

from pipeline.files.saved.sealed import read_sealed, write_sealed

PIECE = 500
"""Rows that are made JSON at a time."""


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
        """Write what was learnt.

        Files that this run did not ask for are dropped where they are more than half of all.
        """
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
    """The rows as JSON, made piece by piece: at once, it takes four times the memory."""
    content, paths = bytearray(b"{"), sorted(rows)
    for at in range(0, len(paths), PIECE):
        piece = json.dumps({path: rows[path] for path in paths[at : at + PIECE]})
        content += f"{', ' if at else ''}{piece[1:-1]}".encode()
    content += b"}"
    return content
