"""A folder → what lies in it, and its removal, however deep: nothing here calls itself."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator


def walk(top: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder below `top` with the names of the folders in it, and all other names.

    Links are not followed: they are among the other names. What is taken out of the list of folders
    is not looked into, and what cannot be read is skipped.
    """
    waiting = [top]
    while waiting:
        parent = waiting.pop()
        folders: list[str] = []
        names: list[str] = []
        with contextlib.suppress(OSError), os.scandir(parent) as entries:
            for entry in entries:
                (folders if entry.is_dir(follow_symlinks=False) else names).append(entry.name)
        yield parent, folders, names
        waiting += [f"{parent}/{name}" for name in reversed(folders)]


def remove_folder(top: str) -> None:
    """Remove a folder with all that is in it. Raises OSError for what cannot be removed.

    What lies deeper than in a folder of `top` is moved up to there first: so no path gets too long,
    and no file descriptor is held for each level.
    """
    mark, moved, waiting = secrets.token_hex(4), 0, [top]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(folder):
            with contextlib.suppress(FileNotFoundError):  # another may be removing it, too
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
                elif folder == top:
                    waiting.append(entry.path)
                else:
                    moved += 1
                    _allow(entry.path)  # one that cannot be written cannot be moved
                    os.rename(entry.path, f"{top}/{mark}-{moved}")
                    waiting.append(f"{top}/{mark}-{moved}")
        if folder != top:
            with contextlib.suppress(FileNotFoundError):
                os.rmdir(folder)
    os.rmdir(top)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    _allow(folder)
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        return list(entries)
    return []


def _allow(folder: str) -> None:
    """Have its owner read and write a folder, which may be another's."""
    with contextlib.suppress(OSError):
        os.chmod(folder, 0o700)
