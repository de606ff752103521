"""The lock of the tree: one run at a time writes. And what those left that were killed."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.files.outputs import BEING_WRITTEN, is_being_written, is_ours, write_whole
from pipeline.files.scratch import remove_abandoned


@contextlib.contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold the lock of the tree; where another build has it, say which, and wait.

    Where no file can be written beside it, the build goes on all the same, and says so.
    """
    from filelock import FileLock, Timeout  # 15 ms, while processes start

    holder = f"{path}.holder"
    lock = FileLock(path)
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            with contextlib.suppress(OSError):
                who = Path(holder).read_text(encoding="utf-8").strip()
                print(f"waiting for another doit here (process {who})", file=sys.stderr)
            lock.acquire()
        write_whole(holder, f"{os.getpid()}\n".encode())
    except (OSError, NotImplementedError) as error:  # some network file systems know no locks
        _say_unusable(os.path.dirname(path), getattr(error, "strerror", None) or str(error))
    try:
        yield
    finally:
        lock.release()


@functools.cache
def _say_unusable(folder: str, reason: str) -> None:
    print(f"{folder} cannot be used ({reason}), so the next build does more than it has to; "
          "mend that, and run one doit at a time until then", file=sys.stderr)  # fmt: skip


def remove_leftovers(lock: str) -> None:
    """Remove what runs were writing when they were killed, and their temporary folders.

    Nothing is done where another run holds the `lock`: it may be writing.
    """
    remove_abandoned()
    if not any(_left()):
        return
    from filelock import FileLock, Timeout

    lost = (Timeout, OSError, NotImplementedError)
    with contextlib.suppress(*lost), FileLock(lock).acquire(timeout=0):
        for path in _left():
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
