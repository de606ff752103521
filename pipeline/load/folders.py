"""A folder of questions → its question files, links followed, and what of it cannot be read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.files.paths import is_within

ENDINGS = (".yaml", ".yml")


class Files(NamedTuple):
    """Paths relative to the project, POSIX.

    `questions` are sorted by folder and name. `loops` are links to a folder that they lie in,
    `dangling` links that lead nowhere, `closed` the folders that cannot be read, each with the
    reason. `linked` are links to other folders.
    """

    questions: list[str]
    loops: list[str]
    dangling: list[str]
    closed: list[tuple[str, str]]
    linked: list[str]


def question_files(folder: str) -> Files:
    """The question files below `folder`; what is hidden is skipped.

    A folder is read once, however many links lead to it, and at its own place if that lies below
    `folder`.
    """
    walk = _Walk(os.path.realpath(folder))
    walk.read(folder)
    return walk.found


def stem(file: str) -> str:
    """The name of a question file without its ending: the id that it must have."""
    return file.rpartition("/")[2].rpartition(".")[0]


def question_of(file: str) -> str:
    """The id of the question whose visual has a file of that name by default."""
    return stem(file).partition("--")[0]


_Place = tuple[str, str | None]
"""A folder by its path, and where it really lies if a link led there."""


class _Walk:
    def __init__(self, top: str) -> None:
        self.found = Files([], [], [], [], [])
        self._top = top
        self._linked: set[str] = set()

    def read(self, top: str) -> None:
        """Note the files of `top` and of all folders in it."""
        waiting: list[_Place] = [(top, None)]
        while waiting:
            waiting += reversed(list(self._inner(*waiting.pop())))

    def _inner(self, folder: str, real: str | None) -> Iterator[_Place]:
        """Note the files of `folder`; its folders, and those that its links lead to."""
        if real is not None:
            if real in self._linked or is_within(real, self._top):
                return
            self._linked.add(real)
        files, folders, links = self._list(folder)
        self.found.questions.extend(f"{folder}/{name}" for name in sorted(files))
        for name in sorted([*folders, *links]):
            path = f"{folder}/{name}"
            if name not in links:
                yield path, real and f"{real}/{name}"
            elif (target := self._target(path)) is not None:
                self.found.linked.append(path)
                yield path, target

    def _list(self, folder: str) -> tuple[list[str], list[str], set[str]]:
        """The names of its question files, of its folders, and of its links to other folders."""
        files: list[str] = []
        folders: list[str] = []
        links: set[str] = set()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                    elif name.lower().endswith(ENDINGS) and not _is_link_to_folder(entry):
                        files.append(name)
                    elif entry.is_symlink():
                        links.add(name)
            if not os.access(folder, os.X_OK):  # its names can be read, and nothing else
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except FileNotFoundError:
            pass  # gone since it was listed
        except OSError as error:
            self.found.closed.append((folder, error.strerror or str(error)))
            return [], [], set()
        return files, folders, links

    def _target(self, link: str) -> str | None:
        """The folder that a link leads to, unless the link lies in it; None for a file, too."""
        try:
            is_folder = stat.S_ISDIR(os.stat(link).st_mode)
            target = os.path.realpath(link)  # not before: a long chain of links ends in no folder
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ELOOP):
                self.found.dangling.append(link)
            else:
                self.found.closed.append((link, error.strerror or str(error)))
            return None
        if is_folder and is_within(os.path.realpath(os.path.dirname(link)), target):
            self.found.loops.append(link)
            return None
        return target if is_folder else None


def _is_link_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False
