"""A path → the lock of the tree: one run at a time writes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.files.outputs import write_whole


@contextlib.contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold the lock of the tree; where another build has it, say which, and wait."""
    from filelock import FileLock, Timeout  # 15 ms, while processes start

    Path(path).parent.mkdir(parents=True, exist_ok=True)
    holder = f"{path}.holder"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with contextlib.suppress(OSError):
            who = Path(holder).read_text(encoding="utf-8").strip()
            print(f"waiting for another doit here (process {who})", file=sys.stderr)
        lock.acquire()
    try:
        with contextlib.suppress(OSError):  # a full disk: nobody learns who has it
            write_whole(holder, f"{os.getpid()}\n".encode())
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def locked_now(path: str) -> Iterator[bool]:
    """Hold the lock of the tree if nobody else has it; whether it is held."""
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
