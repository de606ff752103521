"""Results by content: what was rendered or normalized once is not done again.

A result lies under the hash of all that went into it. Where more went into it than could be known
before (the files that a script read or looked for), several results lie under one key, each with
the states of those files; the one whose states still hold is the hit.

Entries are written whole, verified by their hash when read, and removed where that fails. Two
builds may use one store. What was used least recently goes first when the store grows too large.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from pipeline.files.deep import walk
from pipeline.files.outputs import write_whole
from pipeline.files.regular import CACHED, read_regular
from pipeline.files.saved.sealed import read_sealed, write_sealed
from pipeline.parcels import ParcelError, pack, unpack

ROOM_AFTER_SWEEP = 0.9
"""How full the store may be after it was swept, as a part of its limit."""


T = TypeVar("T")


class Store:
    """The results in `folder`, at most `limit` bytes of them. Threads may share it."""

    def __init__(self, folder: str, limit: int) -> None:
        self.folder, self.limit = folder, limit
        self.is_bypassed = False
        self._written = 0
        self._lock = threading.Lock()

    def find(self, key: str, kind: type[T], holds: Callable[[T], bool]) -> T | None:
        """The value of type `kind` under `key` of which `holds` says that it still holds."""
        if self.is_bypassed:
            return None
        for path in self._paths(key):
            value = _read(path, key, kind)
            if value is not None and holds(value):
                with contextlib.suppress(OSError):
                    os.utime(path)
                return value
        return None

    def keep(self, key: str, variant: str, value: object) -> None:
        """Keep a value under `key`, beside those of other variants and in place of its own."""
        entry = pack(value)
        with contextlib.suppress(OSError):  # a store that cannot be written is but slower
            write_sealed(f"{self._under(key)}/{key[2:]}-{variant}", key, entry)
            with self._lock:
                self._written += len(entry)

    def sweep(self) -> None:
        """Bring the store below its limit; cheap while it is known to be small enough."""
        if not self._written:
            return
        counter = f"{self.folder}/size"
        with contextlib.suppress(OSError):
            total = _counted(counter, self.folder) + self._written
            if total > self.limit:
                total = self._remove_oldest()
            write_whole(counter, b"%d\n" % total)
        self._written = 0

    def _under(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}"

    def _paths(self, key: str) -> list[str]:
        """The entries under `key`, the one used last first."""
        with contextlib.suppress(OSError), os.scandir(self._under(key)) as found:
            own = [each for each in found if each.name.startswith(f"{key[2:]}-")]
            own.sort(key=lambda each: (-each.stat().st_mtime_ns, each.name))
            return [each.path for each in own]
        return []

    def _remove_oldest(self) -> int:
        """Remove entries until there is room; the bytes that are left."""
        entries = sorted(_entries(self.folder))
        total = sum(size for _, _, size in entries)
        for _, path, size in entries:
            if total <= self.limit * ROOM_AFTER_SWEEP:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                total -= size
            with contextlib.suppress(OSError):
                os.rmdir(os.path.dirname(path))
        return total


def _read(path: str, key: str, kind: type[T]) -> T | None:
    """The value at `path`; None where it is gone, and where it is damaged, which removes it."""
    try:
        entry = read_sealed(path, key)
        if entry is not None:
            return unpack(kind, bytes(entry))
        os.unlink(path)
    except (OSError, ParcelError):
        pass
    return None


def _counted(counter: str, folder: str) -> int:
    """The bytes that lie in the store, as last counted, or counted now where nothing says."""
    try:
        return int(read_regular(counter, CACHED))
    except (OSError, ValueError):
        return sum(size for _, _, size in _entries(folder))


def _entries(folder: str) -> Iterator[tuple[int, str, int]]:
    """Time of last use, path and bytes of every file in the store but the counter."""
    for parent, _, names in walk(folder):
        for name in names if parent != folder else []:
            path = f"{parent}/{name}"
            with contextlib.suppress(OSError):
                status = os.stat(path)
                yield status.st_mtime_ns, path, status.st_size
