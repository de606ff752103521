"""Rows of the last page, by what they were made of: after one change one row is made anew.

A file of lines in the cache: what all of it depends on with a checksum; the keys of the rows; then
the rows as they stand in the page, each with the comma that follows it.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator

from pipeline.files.outputs import write_whole
from pipeline.files.regular import CACHED, read_regular


class KeptRows:
    """The rows in the file `store`; none where it is damaged, or where other code made them.

    `code` is a SHA-256. Nothing is written but by `save`.
    """

    def __init__(self, store: str, code: str) -> None:
        self._store, self._code = store, code
        content = self._read()
        self._rows = memoryview(content)
        self._places = dict(_places(content))

    def find(self, key: str) -> memoryview | None:
        """The row of that key."""
        place = self._places.get(key)
        return self._rows[place] if place else None

    def save(self, keys: list[str], rows: memoryview) -> None:
        """Keep these rows, in the order of their keys, in place of what was there."""
        listed = f"{' '.join(keys)}\n".encode()
        with contextlib.suppress(OSError):  # rows that cannot be kept are made again
            write_whole(self._store, self._head(listed, rows), listed, rows)

    def _head(self, *parts: bytes | memoryview) -> bytes:
        checksum = 0
        for part in parts:
            checksum = zlib.crc32(part, checksum)
        return f"{self._code} {checksum:08x}\n".encode()

    def _read(self) -> bytes:
        with contextlib.suppress(OSError):
            content = read_regular(self._store, CACHED)
            if content.startswith(self._head(memoryview(content)[len(self._head()) :])):
                return content
        return b""


def _places(content: bytes) -> Iterator[tuple[str, slice]]:
    """Each key with the place of its row, without the comma."""
    keys = content.find(b"\n") + 1
    at = content.find(b"\n", keys) + 1
    for key in content[keys:at].decode().split():
        end = content.find(b",\n", at)
        end = len(content) if end < 0 else end
        yield key, slice(at, end)
        at = end + 2
