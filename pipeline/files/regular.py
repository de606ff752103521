"""A path that anybody may have put there → its bytes, if it is a regular file of a usual size.

Opening a named pipe waits for a writer, reading /dev/zero never ends, and looking at some devices
does something to them: only regular files are opened.

A file counts as unchanged by size, times and inode together, and only where it was left alone for a
moment before it was read: clocks of file systems tick slowly, and a file that is written twice
within one tick looks unchanged.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from io import BufferedReader
from typing import NamedTuple

from pipeline.model import MIB

CACHE = ".cache"
"""The folder in which a build saves what the next one can use. It can be deleted at any time."""

SETTINGS = 4 * MIB
"""The most bytes of a file of settings."""
QUESTION = 16 * MIB
"""The most bytes of a question."""
SOURCE = 64 * MIB
"""The most bytes of a source: what becomes an SVG that browsers show is far smaller."""
CACHED = 1024 * MIB
"""The most bytes of a file that the build itself wrote."""

HASHED = 1024 * MIB
"""The most bytes of a file of which a hash is taken."""
LARGE = "large"
"""How that begins which stands for what a larger file holds."""

PIECE = MIB // 4
"""Bytes that are read at once."""

QUIET = 100_000_000
"""Nanoseconds that a file must have been left alone before its stat says that it is unchanged."""
SECOND = 1_000_000_000
COARSE = 2 * SECOND
"""The same where a file system counts whole seconds, or every other one (FAT, sshfs, ext3)."""

_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
)
_KINDS = {
    stat.S_IFIFO: "a named pipe (FIFO)",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NotRegularError(OSError):
    """There is something that is neither a file nor a folder."""


class TooLargeError(OSError):
    """The file has more bytes than are read."""


class Content(NamedTuple):
    """The bytes of a file; `status` is that of the very file that was read.

    `is_settled` says that the bytes are what this status stands for: nobody wrote meanwhile.
    """

    data: bytes
    status: os.stat_result
    is_settled: bool


def signature(status: os.stat_result) -> str:
    """What stays the same for as long as a file is not touched."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def is_quiet(status: os.stat_result) -> bool:
    """Whether a file of this stat, taken before it was read, had been left alone for a moment."""
    return is_long_ago(max(status.st_mtime_ns, status.st_ctime_ns), time.time_ns())


def is_long_ago(touched: int, now: int) -> bool:
    """Whether a file that was touched last at a time, in nanoseconds, was left alone for a moment.

    A clock that shows whole seconds is taken for one that ticks slowly.
    """
    return touched < now - (QUIET if touched % SECOND else COARSE)


def open_regular(path: str) -> BufferedReader:
    """Open a regular file, or a link to one, to read its bytes; never waits.

    Raises OSError: IsADirectoryError for a folder, NotRegularError for anything else.
    """
    _refuse_special(path, os.stat(path))
    descriptor = os.open(path, _FLAGS)
    try:
        _refuse_special(path, os.fstat(descriptor))  # something else may stand there by now
    except BaseException:
        os.close(descriptor)
        raise
    # Not in the try: an interrupt in here may come when the stream has closed it already.
    return os.fdopen(descriptor, "rb")


def read_regular(path: str, most: int) -> bytes:
    """The bytes of a regular file, at most `most` of them.

    Raises OSError as `open_regular` does, and TooLargeError.
    """
    return read_settled(path, most).data


def read_settled(path: str, most: int) -> Content:
    """The same with what is needed to know the file again."""
    with open_regular(path) as stream:
        before = os.fstat(stream.fileno())
        was_quiet = is_quiet(before)
        data = b"".join(_pieces(stream, most + 1)) if before.st_size <= most else b""
        if len(data) > most or before.st_size > most:
            words = f"it is larger than {most // MIB} MiB, the most that is read"
            raise TooLargeError(errno.EFBIG, words, path)
        after = os.fstat(stream.fileno())
    return Content(data, before, was_quiet and signature(before) == signature(after))


def hash_of(stream: BufferedReader) -> str:
    """SHA-256 of an open file; of one too large to be read, what a write to it makes another."""
    status, total, size = os.fstat(stream.fileno()), hashlib.sha256(), 0
    if status.st_size <= HASHED:
        for piece in _pieces(stream, HASHED + 1):
            total.update(piece)
            size += len(piece)
    is_large = max(size, status.st_size) > HASHED
    return f"{LARGE} {signature(status)}" if is_large else total.hexdigest()


def _pieces(stream: BufferedReader, most: int) -> Iterator[bytes]:
    """What a file holds, `most` bytes at most: some name no size, and have no end.

    A read takes the memory that it asks for, so no read asks for `most`.
    """
    while most > 0 and (piece := stream.read(min(most, PIECE))):
        yield piece
        most -= len(piece)


def _refuse_special(path: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
        raise NotRegularError(errno.EINVAL, f"it is no regular file but {kind}", path)
