"""Temporary folders of a run: gone with it. What a killed run left goes with the next one.

Whoever uses a folder holds its lock. So it is known which are in use, also where every run has the
same process id, as in containers. Which are ours is known by a file in them, made once the lock is
held: the name alone may be that of a folder with somebody's work.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from typing import Self

from pipeline.files.deep import remove_folder
from pipeline.files.inputs import TEMPORARY, is_temporary
from pipeline.files.outputs import remove

try:
    import fcntl
except ImportError:  # Windows, where what a killed run left stays for the system to remove
    fcntl = None  # type: ignore[assignment]

LEFT = 60.0
"""Seconds after which an empty folder is no new one that is about to be locked."""
_SIGN = ".made-by-visuals"
"""The file by which a folder is known as one of ours. Without it only an empty one is removed."""


class Scratch:
    """An empty folder of this run, at `path`; leaving it removes it with all that is in it."""

    def __init__(self) -> None:
        self.path = tempfile.mkdtemp(prefix=TEMPORARY)
        self._lock = _locked(self.path)
        try:
            with open(os.path.join(self.path, _SIGN), "xb"):
                pass
        except BaseException:  # an interrupt, or no room
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove it."""
        with contextlib.suppress(OSError):
            _remove(self.path)
        if self._lock is not None:
            lock, self._lock = self._lock, None
            os.close(lock)

    @contextlib.contextmanager
    def one(self) -> Iterator[str]:
        """A folder in it, for one piece of work."""
        path = tempfile.mkdtemp(dir=self.path)
        try:
            yield path
        finally:
            with contextlib.suppress(OSError):
                remove_folder(path)


def remove_abandoned() -> None:
    """Remove the folders of runs that were killed."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as found:
        paths = [each.path for each in found if is_temporary(each.name)]
        for path in paths if fcntl else []:
            with contextlib.suppress(OSError), held(path) as is_free:
                if is_free and os.path.isfile(os.path.join(path, _SIGN)):
                    _remove(path)
                elif is_free and os.stat(path).st_mtime < time.time() - LEFT:
                    os.rmdir(path)  # if it is empty: made by a process that outlived its run


def _remove(folder: str) -> None:
    """Remove a folder of ours; the file that tells so goes last, as this may end on the way."""
    for name in os.listdir(folder):
        if name != _SIGN:
            remove(os.path.join(folder, name))
    remove_folder(folder)


@contextlib.contextmanager
def held(folder: str) -> Iterator[bool]:
    """Hold the lock of a folder of this user; whether no other process is known to hold it.

    Raises OSError where it is no folder.
    """
    lock = _locked(folder)
    try:
        yield lock is not None or fcntl is None
    finally:
        if lock is not None:
            os.close(lock)


def _locked(folder: str) -> int | None:
    """A descriptor that holds the lock of a folder of this user; None where another process does.

    Raises OSError where it is no folder.
    """
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None
