"""Paths as a user writes them → whether a file of the project is one of them.

Files may be gone, folders stand for all that lies in them, and links count as what they lead to.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence


class Named:
    """The files and folders that a user named, relative to `folder`, where the user stands."""

    def __init__(self, paths: Sequence[str], folder: str) -> None:
        self._files = {os.path.realpath(os.path.join(folder, path)) for path in paths}
        self._folders = tuple(
            f"{path.rstrip(os.sep)}{os.sep}" for path in self._files if os.path.isdir(path)
        )
        self._parents = {os.path.dirname(path) for path in self._files}
        self._real_folder = functools.cache(os.path.realpath)

    def __contains__(self, path: str) -> bool:
        """Whether a file of the project, which is the current folder, is named."""
        real = self._real(path)
        return real in self._files or real.startswith(self._folders)

    def have_one_in(self, folder: str) -> bool:
        """Whether a file is named that lies in this folder of the project itself."""
        return self._real_folder(folder) in self._parents

    def _real(self, path: str) -> str:
        """Where the file lies; most are no links, and share their folder with others."""
        if os.path.islink(path):
            return os.path.realpath(path)
        folder, name = os.path.split(path)
        return os.path.join(self._real_folder(folder), name)
