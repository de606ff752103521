"""Rows of the last page, by what they were made of: after one change one row is made anew.

A file of lines in the cache: the first has what the rest depends on and its checksum; each other
is a key, a space, and a row as the page has it.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.files.outputs import write_whole

KEY = 32
"""Letters of a key."""


class KeptRows:
    """The rows in the file `store`; none where it is damaged, or where other code made them.

    `code` is a SHA-256. Nothing is written but by `save`.
    """

    def __init__(self, store: str, code: str) -> None:
        self._store, self._code = store, code
        content = self._read()
        self._old = memoryview(content)
        self._places = dict(_lines(content))
        self._new = bytearray(self._head(b""))

    def find(self, key: str) -> memoryview | None:
        """The row of that key."""
        place = self._places.get(key)
        return self._old[place] if place else None

    def keep(self, key: str, row: bytes | memoryview) -> None:
        """Keep a row for the next page."""
        self._new += key.encode()
        self._new += b" "
        self._new += row
        self._new += b"\n"

    def save(self) -> None:
        """Write what was kept, in place of what was there."""
        head = len(self._head(b""))
        self._new[:head] = self._head(memoryview(self._new)[head:])
        with contextlib.suppress(OSError):  # rows that cannot be kept are made again
            write_whole(self._store, self._new)

    def _head(self, content: bytes | memoryview) -> bytes:
        return f"{self._code} {zlib.crc32(content):08x}\n".encode()

    def _read(self) -> bytes:
        with contextlib.suppress(OSError):
            content = Path(self._store).read_bytes()
            head = len(self._head(b""))
            if content.startswith(self._head(memoryview(content)[head:])):
                return content
        return b""


def _lines(content: bytes) -> Iterator[tuple[str, slice]]:
    """Each key with the place of its row."""
    at = content.find(b"\n") + 1
    while (end := content.find(b"\n", at)) >= 0:
        yield content[at : at + KEY].decode(), slice(at + KEY + 1, end)
        at = end + 1
