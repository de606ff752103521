"""Paths → states of files, hashed once for as long as their stat stays the same.

A stat is trusted only with size, times and inode together, and only where the file was left alone
for a moment before it was hashed: clocks of file systems tick slowly, and a file that is written
twice within one tick looks unchanged.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time

from pipeline import inputs
from pipeline.outputs import Outputs, write_whole

QUIET = 100_000_000
"""Nanoseconds that a file must have been left alone before its stat says that it is unchanged."""

Signature = tuple[int, int, int, int]


class Hashes:
    """The states of files, kept between runs in the file `store`; damage there means empty."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._known: dict[str, tuple[Signature, str]] | None = None
        self._touched: set[str] = set()
        self._is_changed = False

    def state(self, key: str) -> str:
        """The state of an input as renders record it (`pipeline.inputs`), relative to the project.

        A key that ends in "/" stands for the listing of a folder.
        """
        if key.endswith("/"):
            return inputs.state(key)
        try:
            status = os.stat(key)
        except (OSError, ValueError):
            return inputs.state(key)
        if not stat.S_ISREG(status.st_mode):
            return inputs.state(key)
        return self._of(key, status) or inputs.state(key)

    def output(self, path: str, outputs: Outputs) -> str | None:
        """SHA-256 of a built file; None where no regular file stands there."""
        if not outputs.is_regular(path):
            return None
        with contextlib.suppress(OSError):
            return self._of(path, os.stat(path))
        return None

    def _of(self, path: str, status: os.stat_result) -> str | None:
        signature = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        known = self._entries().get(path)
        self._touched.add(path)
        if known and known[0] == signature:
            return known[1]
        now = time.time_ns()
        try:
            with open(path, "rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None
        if max(status.st_mtime_ns, status.st_ctime_ns) < now - QUIET:
            self._entries()[path] = (signature, digest)
            self._is_changed = True
        return digest

    def _entries(self) -> dict[str, tuple[Signature, str]]:
        if self._known is None:
            self._known = {}
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
                with open(self._store, encoding="utf-8") as stream:
                    rows = json.load(stream).items()
                self._known = {path: (_signature(row), str(row[4])) for path, row in rows}
        return self._known

    def save(self) -> None:
        """Keep what was learnt; files that this run did not ask for go once they are the most."""
        if not self._is_changed:
            return
        entries = self._entries()
        if len(entries) > 2 * len(self._touched) + 1000:
            entries = {path: entries[path] for path in self._touched & entries.keys()}
        rows = {path: [*signature, digest] for path, (signature, digest) in entries.items()}
        with contextlib.suppress(OSError):
            write_whole(self._store, json.dumps(rows, sort_keys=True).encode())
        self._is_changed = False


def _signature(row: list[int]) -> Signature:
    size, mtime, ctime, inode = row[:4]
    return size, mtime, ctime, inode
