"""Two paths → whether one lies in the other, the way between them, whether both are one file."""

from __future__ import annotations

import contextlib
import os
import unicodedata


def is_within(path: str, folder: str) -> bool:
    """Whether a path is that of a folder or of something below it; both are absolute and real."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def way_to(path: str, start: str = os.curdir) -> str:
    """The relative path, POSIX. On Windows no way leads to another drive: the path as it is."""
    with contextlib.suppress(ValueError):
        path = os.path.relpath(path, start)
    return path.replace(os.sep, "/")


def leads_out(way: str) -> bool:
    """Whether a POSIX path without needless parts leads out of the folder where it starts."""
    return way == ".." or way.startswith("../") or os.path.isabs(way)


def one_file(path: str) -> str:
    """What is the same for two paths that lead to one file on some system.

    On macOS and Windows case does not count, on macOS neither does the Unicode form.
    """
    if not path.isascii():
        return unicodedata.normalize("NFC", path).casefold()
    lower = path.lower()
    return path if lower == path else lower  # of ten thousand paths, each is in memory once then
