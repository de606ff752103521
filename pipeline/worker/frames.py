"""Bytes ↔ a pipe: each message is its length, then itself."""

from __future__ import annotations

import struct
from typing import IO

HEADER = struct.Struct("<Q")


def write_frame(file: IO[bytes], data: bytes) -> None:
    """Write one message. Raises OSError when nobody reads any more."""
    file.write(HEADER.pack(len(data)))
    file.write(data)
    file.flush()


def read_frame(file: IO[bytes]) -> bytes | None:
    """Read one message, or None where the other side has ended."""
    header = file.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    data = file.read(length)
    return data if len(data) == length else None
