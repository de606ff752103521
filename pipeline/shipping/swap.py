"""Files → a folder that holds just these, all at once: made beside it, then swapped with it.

Where the system can exchange two folders in one step (Linux, on most file systems), a reader finds
the old or the new one at every moment. Elsewhere the old one is renamed before the new one takes
its name: between the two a reader finds no folder for a moment, never a part of one. A run that is
killed in that moment leaves the old folder beside, and the next run puts it back first.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import glob
import os
from collections.abc import Callable, Iterable, Iterator

from pipeline.files.deep import remove_folder
from pipeline.files.outputs import beside, is_being_written, renamed
from pipeline.files.scratch import held

OLD = ".old"
"""The end of the name of an old folder while the new one takes its place, without an exchange."""
FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""The same whatever the umask is."""
_HERE = -100
"""AT_FDCWD: paths count from the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE (man 2 renameat2)."""
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""How systems and file systems say that they know no exchange."""


def swap_in(folder: str, files: Iterable[tuple[str, bytes]], check: Callable[[], None]) -> None:
    """Make `folder` hold just `files`, given by paths in it; what it held before is removed.

    `check` may raise to refuse what stands there, just before the swap. Raises OSError; then, and
    whatever else happens, the folder is as it was.
    """
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    new = beside(folder)
    try:
        with _made(new):
            for path, content in files:
                _write(new, path, content)
            check()
            _put(new, folder)
    finally:
        _clear(new)


def recover(folder: str) -> None:
    """Clear away what runs left beside `folder` that were killed, and put an old one back."""
    for old in sorted(_left(folder, OLD)):
        if not os.path.lexists(folder):
            renamed(old, folder)
        _clear(old)
    for new in _left(folder, ""):
        with contextlib.suppress(OSError), held(new) as is_free:
            if is_free:
                _clear(new)


def _clear(folder: str) -> None:
    """Remove a folder; what of it stays, the next run removes."""
    with contextlib.suppress(OSError):
        remove_folder(folder)


def _left(folder: str, ending: str) -> list[str]:
    found = glob.glob(f"{glob.escape(folder)}.*.tmp{ending}")
    return [path for path in found if is_being_written(path.removesuffix(ending))]


@contextlib.contextmanager
def _made(folder: str) -> Iterator[None]:
    """Make a folder, and hold its lock, by which other runs know that it is in use."""
    os.mkdir(folder)
    os.chmod(folder, FOLDER_MODE)
    with held(folder):
        yield


def _write(top: str, path: str, content: bytes) -> None:
    *folders, name = path.split("/")
    place = top
    for each in folders:
        place = f"{place}/{each}"
        with contextlib.suppress(FileExistsError):
            os.mkdir(place)
            os.chmod(place, FOLDER_MODE)
    with open(f"{place}/{name}", "xb") as stream:
        stream.write(content)
    os.chmod(f"{place}/{name}", FILE_MODE)


def _put(new: str, folder: str) -> None:
    """Give the new folder its name; the old one gets that of the new one, where it can."""
    if not os.path.lexists(folder):
        renamed(new, folder)
    elif not _exchange(new, folder):
        old = f"{new}{OLD}"
        renamed(folder, old)
        try:
            renamed(new, folder)
        except OSError:
            renamed(old, folder)
            raise
        _clear(old)


def _exchange(one: str, other: str) -> bool:
    """Exchange two folders in one step; whether the system can. Raises OSError."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # no Linux, or an old one
        return False
    if exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), other)
