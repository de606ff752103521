"""One build at a time in one tree: a lock file, and who holds it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.outputs import write_whole

POLL = 0.05
"""Seconds between two tries."""


@contextlib.contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold the lock of the tree; where another build has it, say which, and wait."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    holder = f"{path}.holder"
    with open(path, "ab") as file:  # closing it lets go of the lock, as does the process's end
        if not _take(file):
            with contextlib.suppress(OSError):
                who = Path(holder).read_text(encoding="utf-8").strip()
                print(f"waiting for another doit here (process {who})", file=sys.stderr)
            while not _take(file):
                time.sleep(POLL)
        write_whole(holder, f"{os.getpid()}\n".encode())
        yield


def _take(file: BinaryIO) -> bool:
    """Lock a file for this process unless another has it. The library for it takes 15 ms."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
