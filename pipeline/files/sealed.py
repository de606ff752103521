"""Bytes ⇄ a file whose first line says what they depend on and that they are whole.

No other file has that line, nor the same bytes under another `key`: a file that was damaged, or
put in the place of another, reads as nothing.
"""

from __future__ import annotations

import hashlib

from pipeline.files.outputs import write_whole

SEAL = 65
"""Bytes of the first line."""


def write_sealed(path: str, key: str, *content: bytes | bytearray | memoryview) -> None:
    """Write a file whole, in place of what was there. Raises OSError."""
    write_whole(path, _seal(key, *content), *content)


def read_sealed(path: str, key: str) -> memoryview | None:
    """What was written under `key`; None where the file holds something else. Raises OSError."""
    with open(path, "rb") as stream:
        whole = memoryview(stream.read())
    content = whole[SEAL:]
    return content if whole[:SEAL] == _seal(key, content) else None


def _seal(key: str, *content: bytes | bytearray | memoryview) -> bytes:
    total = hashlib.sha256(f"{key}\n".encode())
    for part in content:
        total.update(part)
    return total.hexdigest().encode() + b"\n"
