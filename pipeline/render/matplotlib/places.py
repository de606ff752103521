"""A path as a script writes it → the key of that file in the project, if it is one of its inputs.

A key is the path by which the project reaches the file. Where a folder of the project is a link,
the system names its files by where they really lie: such places are known by their real paths.
"""

from __future__ import annotations

import os
import sys

from pipeline.files.inputs import is_input
from pipeline.model import Job
from pipeline.sandbox.permits import PACKAGE

INSTALLED = tuple(map(os.path.realpath, (PACKAGE, sys.prefix, sys.base_prefix)))
"""Where code lies that is no project's."""


class Places:
    """The folders of a project whose real path is `root`; `aside` is our temporary folder."""

    def __init__(self, root: str, job: Job, aside: str) -> None:
        self.root, self._build = root, job.layout.build
        self._places: list[tuple[str, str]] = [(root, "")]
        for folder in (*job.layout.folders, os.path.dirname(job.source)):
            self._add(os.path.realpath(os.path.join(root, folder)), folder)
        installed = tuple(place + os.sep for place in INSTALLED)
        self._installed = installed
        # A project may itself lie in one of them: in /usr/src, say.
        inside = [place for place in installed if place.startswith(root + os.sep)]
        self._outside = (*inside, aside + os.sep)

    def key(self, path: object, folder: int | None = None) -> str | None:
        """The key of a path, relative to the folder that a descriptor stands for if one is given.

        None for what is no input, "" for the project itself. Raises OSError, TypeError, ValueError.
        """
        absolute = _absolute(os.fsdecode(path), folder)  # type: ignore[arg-type]  # may raise
        key = self._key(absolute)
        if key is None and not absolute.startswith(self._installed):
            absolute = os.path.realpath(absolute)
            key = self._key(absolute)
        if not key:
            return key
        is_outside = f"{absolute}{os.sep}".startswith(self._outside)
        is_outside |= "site-packages" in key.split("/")
        return key if is_input(key, self._build) and not is_outside else None

    def shown(self, real: str, text: str) -> str:
        """How a file is named in messages: by its path in the project, else as it was written."""
        for path in (real, text):
            if path.startswith(self.root + os.sep):
                return self.key(path) or path[len(self.root) + 1 :].replace(os.sep, "/")
        return text

    def learn(self, key: str) -> None:
        """Know a file or folder again by where it really lies, if links lead to it."""
        real = os.path.realpath(os.path.join(self.root, key))
        if self._key(real) is None:
            self._add(real, key)

    def _add(self, real: str, key: str) -> None:
        """The longest path first, which says more than those above it."""
        if self._key(real) != key:
            places = [*self._places, (real, key)]
            self._places = sorted(places, key=lambda place: -len(place[0]))

    def _key(self, absolute: str) -> str | None:
        for real, key in self._places:
            if absolute == real:
                return key
            if absolute.startswith(real + os.sep):
                rest = absolute[len(real) + 1 :].replace(os.sep, "/")
                return f"{key}/{rest}" if key else rest
        return None


def _absolute(text: str, folder: int | None) -> str:
    """A path from the root; as the system does, ".." leads up from where a link led."""
    if folder is not None:
        text = os.path.join(folder_of(folder), text)
    if os.pardir not in text:
        return os.path.abspath(text)
    parts = os.path.join(os.getcwd(), text).split(os.sep)
    if os.pardir not in parts:
        return os.path.abspath(text)
    after = len(parts) - parts[::-1].index(os.pardir)
    return os.path.normpath(
        os.path.join(os.path.realpath(os.sep.join(parts[:after])), *parts[after:])
    )


def folder_of(descriptor: int | None) -> str:
    """The folder that a descriptor stands for; -1 and None stand for the working directory."""
    if descriptor is None or descriptor == -1:
        return ""
    if sys.platform == "darwin":
        import fcntl

        return fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0").decode()
    return os.readlink(f"/proc/self/fd/{descriptor}")
