"""Temporary folders of a run: gone with it. What a killed run left goes with the next one.

Whoever uses a folder holds its lock. So it is known which are in use, also where every run has the
same process id, as in containers.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from typing import Self

from pipeline.files.deep import remove_folder
from pipeline.files.inputs import TEMPORARY

try:
    import fcntl
except ImportError:  # Windows, where what a killed run left stays for the system to remove
    fcntl = None  # type: ignore[assignment]

_NEW = f".{TEMPORARY}"
"""A folder's name begins so until its lock is held."""


class Scratch:
    """An empty folder of this run, at `path`; leaving it removes it with all that is in it."""

    def __init__(self) -> None:
        new = tempfile.mkdtemp(prefix=_NEW)
        self._lock = _locked(new)
        self.path = os.path.join(os.path.dirname(new), os.path.basename(new)[1:])
        os.rename(new, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove it."""
        with contextlib.suppress(OSError):
            remove_folder(self.path)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

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
        names = [each.path for each in found if each.name.startswith(TEMPORARY)]
        for path in names if fcntl else []:
            with contextlib.suppress(OSError), held(path) as is_free:
                if is_free:
                    remove_folder(path)


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
