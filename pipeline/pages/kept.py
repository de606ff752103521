"""What the last page was made of: after one change one row is made anew, and nothing around it.

A file in the cache, sealed under the code that made the rows: a line with their keys, then the rows
as they stand in the page, each with the comma that follows it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from pipeline.files.saved.sealed import read_sealed, write_sealed

Shell = tuple[bytes, bytes]
"""A page before and after its data."""


def kept_shell(store: str, code: str, make: Callable[[], Shell]) -> Shell:
    """The shell in the file `store`, made and kept where none of this `code` is there."""
    with contextlib.suppress(OSError):
        if (known := read_sealed(store, code)) is not None:
            head, _, tail = bytes(known).partition(_DATA)
            return head, tail
    head, tail = make()
    with contextlib.suppress(OSError):
        write_sealed(store, code, head, _DATA, tail)
    return head, tail


_DATA = b"\0"


class KeptRows:
    """The rows in the file `store`; none where it is damaged, or where other code made them.

    `code` is a SHA-256. Nothing is written but by `save`.
    """

    def __init__(self, store: str, code: str) -> None:
        self._store, self._code = store, code
        self._rows = self._read()
        self._places = dict(_places(bytes(self._rows)))

    def find(self, key: str) -> memoryview | None:
        """The row of that key."""
        place = self._places.get(key)
        return self._rows[place] if place else None

    def save(self, keys: list[str], rows: memoryview) -> None:
        """Keep these rows, in the order of their keys, in place of what was there."""
        listed = f"{' '.join(keys)}\n".encode()
        with contextlib.suppress(OSError):  # rows that cannot be kept are made again
            write_sealed(self._store, self._code, listed, rows)

    def _read(self) -> memoryview:
        with contextlib.suppress(OSError):
            return read_sealed(self._store, self._code) or memoryview(b"")
        return memoryview(b"")


def _places(content: bytes) -> Iterator[tuple[str, slice]]:
    """Each key with the place of its row, without the comma."""
    at = content.find(b"\n") + 1
    for key in content[:at].decode().split():
        end = content.find(b",\n", at)
        end = len(content) if end < 0 else end
        yield key, slice(at, end)
        at = end + 2
