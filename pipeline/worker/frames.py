"""Bytes ↔ a pipe: each message is its length, then itself."""

from __future__ import annotations

import struct
import sys
from typing import IO

HEADER = struct.Struct("<Q")
DEADLINE = struct.Struct("<d")
"""What goes to a forking process with a piece of work: the seconds that it may take."""
STATUS = struct.Struct("<i?d")
"""What it reports of a child that has ended: its return code, whether it was killed for being late,
and the seconds that it took."""


def write_frame(file: IO[bytes], data: bytes) -> None:
    """Write one message. Raises OSError when nobody reads any more."""
    file.write(HEADER.pack(len(data)))
    file.write(data)
    file.flush()


class FrameError(Exception):
    """A message is longer than whoever reads it allows."""


def read_frame(file: IO[bytes], most: int = sys.maxsize) -> bytes | None:
    """Read one message, or None where the other side has ended.

    Raises FrameError for one of more than `most` bytes, of which nothing is read.
    """
    header = _read(file, HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    if length > most:
        raise FrameError(f"it has {length} bytes, more than are read")
    data = _read(file, length)
    return data if len(data) == length else None


def _read(file: IO[bytes], size: int) -> bytes:
    """Read `size` bytes, fewer only at the end: one read of a pipe returns 64 KiB at most."""
    pieces = []
    while size and (piece := file.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
