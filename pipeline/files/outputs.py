"""Bytes → files, each whole or not at all, and nothing written through a link (contract 4)."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import stat
import threading
import time
from collections.abc import Iterable
from pathlib import PurePath
from typing import BinaryIO

from pipeline.files.deep import remove_folder
from pipeline.files.regular import CACHE, CACHED, read_regular

BEING_WRITTEN = f"{CACHE}/tmp"
"""Where files of the cache lie while they are written: what a killed run left is found at once.
Others lie beside the file that they are to become, on the same disk."""

WAITS = tuple(0.01 * 2**turn for turn in range(7)) if os.name == "nt" else ()
"""Seconds between tries to rename. On Windows what another process has open stays where it is, and
scanners for viruses open each new file for a moment."""

_NAME = re.compile(r"\.\d+-[0-9a-f]{8}~\d+\.tmp$")


def write_whole(
    path: str, *content: bytes | bytearray | memoryview, mode: int | None = None
) -> None:
    """Write all of `content` beside `path`, then rename it into place. Raises OSError.

    `mode` is the permissions that the file gets; by default those of any new file.
    """
    new = beside(path)
    try:
        with _create(new) as stream:
            stream.writelines(content)
        if mode is not None:
            os.chmod(new, mode)
        _rename(new, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(new)
        if isinstance(error, OSError) and error.filename in (None, new):
            error.filename = path  # a disk that is full names none
        raise


def replace_whole(path: str, content: bytes) -> None:
    """Write a file that belongs to authors, or replace it whole; its permissions stay.

    Raises OSError, also where a link, a folder or a read-only file stands there.
    """
    write_whole(path, content, mode=mode_to_replace(path))


def mode_to_replace(path: str) -> int | None:
    """The permissions of a file that may be replaced; None where there is none. Raises OSError.

    `path` is relative to the project.
    """
    links = [each for each in (PurePath(path), *PurePath(path).parents) if os.path.islink(each)]
    if links:
        raise OSError(errno.EINVAL, f"{links[-1]} is a link, through which nothing is written")
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, "it is read-only")
    return stat.S_IMODE(mode)


def is_being_written(path: str) -> bool:
    """Whether a run makes, or made, a file of this name only to rename it."""
    return _NAME.search(path) is not None


def is_ours(path: str) -> bool:
    """Whether this process is writing the file."""
    return _mark(os.getpid()) in path


def beside(path: str) -> str:
    """A new name for what is to become `path`, which `is_being_written` knows."""
    place = path
    if path.startswith(f"{CACHE}/"):
        place = f"{BEING_WRITTEN}/{path.rpartition('/')[2]}"
    return f"{place}{_mark(os.getpid())}{threading.get_ident()}.tmp"


@functools.cache
def _mark(process: int) -> str:
    """What stands in the name of every file that this process writes: ids come again."""
    return f".{process}-{os.urandom(4).hex()}~"


def _create(path: str) -> BinaryIO:
    """Open a new file; folders on the way to it are mostly there."""
    try:
        return open(path, "xb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        return open(path, "xb")


def _rename(old: str, new: str) -> None:
    try:
        renamed(old, new)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(new) or ".", exist_ok=True)
        renamed(old, new)


def renamed(old: str, new: str) -> None:
    """Rename a file or a folder, as soon as others let it go. Raises OSError."""
    for wait in WAITS:
        try:
            os.replace(old, new)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(old, new)


def remove(path: str) -> None:
    """Remove whatever stands at `path`; a link is removed, not what it leads to."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if os.path.isdir(path) and not os.path.islink(path):
            remove_folder(path)
        else:
            os.unlink(path)


def remove_each(paths: Iterable[str]) -> None:
    """Remove all of these, also where one of them cannot be removed; then raises OSError."""
    with contextlib.ExitStack() as removals:
        for path in paths:
            removals.callback(remove, path)


class Outputs:
    """The build folder `top`: paths below it are ours, whatever stands there now.

    Links and folders in an output's place are replaced; `top` itself may be a link.
    """

    def __init__(self, top: str) -> None:
        self.top = top
        self._real: set[str] = set()
        self._lock = threading.Lock()

    def write(self, path: str, content: bytes | bytearray) -> None:
        """Make `path` hold `content`; where it already does, it is left as it is."""
        if self.read(path) == content:
            return
        self._make_folder(os.path.dirname(path))
        if os.path.isdir(path) and not os.path.islink(path):
            remove(path)
        write_whole(path, content)

    def probe(self, path: str) -> None:
        """Raise OSError, with the folder's name, where nothing can be written to that of `path`."""
        try:
            if os.path.lexists(self.top) and not os.path.isdir(self.top):
                raise OSError(errno.ENOTDIR, "it is no folder")
            self._make_folder(os.path.dirname(path))
            new = beside(path)
            try:
                with _create(new) as stream:
                    stream.write(bytes(4096))
            finally:
                remove(new)  # else the next probe finds it in its way
        except OSError as error:
            raise OSError(error.errno, error.strerror, self.top) from error

    def read(self, path: str) -> bytes | None:
        """The bytes of the regular file at `path`; None where there is none, or but a link."""
        if not self.is_regular(path):
            return None
        with contextlib.suppress(OSError):
            return read_regular(path, CACHED)
        return None

    def is_regular(self, path: str) -> bool:
        """Whether a regular file stands at `path`, reached through no link below `top`."""
        return self.status(path) is not None

    def status(self, path: str) -> os.stat_result | None:
        """The stat of the regular file at `path`, reached through no link below `top`, or None."""
        try:
            status = os.lstat(path)
        except (OSError, ValueError):
            return None
        is_ours = stat.S_ISREG(status.st_mode) and self._is_real(path.rpartition("/")[0])
        return status if is_ours else None

    def forget(self) -> None:
        """Look anew at which folders are links."""
        self._real.clear()

    def _make_folder(self, folder: str) -> None:
        if folder == self.top:
            os.makedirs(folder, exist_ok=True)
            return
        self._make_folder(os.path.dirname(folder))
        with self._lock:
            try:
                is_folder = stat.S_ISDIR(os.lstat(folder).st_mode)
            except FileNotFoundError:
                is_folder = False
            if not is_folder:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(folder)
                os.makedirs(folder, exist_ok=True)

    def _is_real(self, folder: str) -> bool:
        """Whether no link leads to `folder` from `top`; one that was real is not looked at again.

        That holds for reading alone: before something is written, its folder is looked at anew.
        """
        if folder == self.top or folder in self._real:
            return True
        if os.path.islink(folder) or not self._is_real(os.path.dirname(folder)):
            return False
        self._real.add(folder)
        return True
