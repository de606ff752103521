"""The lock of the tree: one run at a time writes. And what those left that were killed."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.files.outputs import BEING_WRITTEN, is_being_written, is_ours, write_whole
from pipeline.files.scratch import remove_abandoned


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


def remove_leftovers(lock: str) -> None:
    """Remove what runs were writing when they were killed, and their temporary folders.

    Nothing is done where another run holds the `lock`: it may be writing.
    """
    remove_abandoned()
    if any(_left()):
        with locked_now(lock) as is_held:
            for path in _left() if is_held else ():
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _left() -> Iterator[str]:
    """Files at the top of the project and in the cache that no process of ours is writing."""
    for folder in (os.curdir, BEING_WRITTEN):
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            yield from [
                each.path
                for each in found
                if is_being_written(each.name) and not is_ours(each.name)
            ]
