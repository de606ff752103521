"""A JSON file in the cache ⇄ a mapping from paths to what is known of them."""

from __future__ import annotations

import contextlib
import json
import threading
from typing import Any

from pipeline.files.outputs import write_whole
from pipeline.files.regular import CACHED, read_regular


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
            write_whole(self._store, _encoded(self._key, rows))
        self._is_changed = False

    def _known(self) -> dict[str, Any]:
        if self._rows is None:
            with self._lock:  # what one thread has learnt, another's reading must not replace
                if self._rows is None:
                    self._rows = self._read()
        return self._rows

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            content = json.loads(read_regular(self._store, CACHED))
            if content["key"] == self._key:
                return dict(content["rows"])
        return {}


def _encoded(key: str, rows: dict[str, Any]) -> bytearray:
    """The file's content, made row by row: at once, it takes four times the memory."""
    content = bytearray(f'{{"key": {json.dumps(key)}, "rows": {{'.encode())
    for number, path in enumerate(sorted(rows)):
        comma = ", " if number else ""
        content += f"{comma}{json.dumps(path)}: {json.dumps(rows[path])}".encode()
    content += b"}}"
    return content
