"""What a script reads and looks for → the states of those project files, at their first touch.

Opening and listing raise audit events; asking for a file's status raises none, so those functions
of `os` are wrapped.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.files import inputs

ASKING = ("stat", "lstat", "access")
SUPPORTS = ("dir_fd", "effective_ids", "fd", "follow_symlinks")

_PACKAGE = str(Path(__file__).absolute().parents[2])
PLACES = tuple(map(os.path.realpath, (_PACKAGE, sys.prefix, sys.base_prefix)))
"""Where code lies that is no project's."""


class Watch:
    """The inputs of one render, by their keys; `root` is the project's real path."""

    def __init__(self, root: str, known: dict[str, str]) -> None:
        self.inputs = known
        self.root = root
        self.is_on = False
        # A project may itself lie in one of them: in /usr/src, say.
        self._outside = tuple(place + os.sep for place in PLACES if place.startswith(root + os.sep))

    def key(self, path: object) -> str | None:
        """The key of a path in the project; None for any other, and for descriptors."""
        if isinstance(path, int):
            return None
        absolute = os.path.abspath(os.fsdecode(path))  # type: ignore[arg-type]  # may raise
        if not absolute.startswith(self.root + os.sep) or self._is_outside(absolute):
            return None
        return absolute[len(self.root) + 1 :].replace(os.sep, "/")

    def key_of_code(self, name: str) -> str | None:
        """The key of the file that code comes from; None for code that stands in no file."""
        return None if name.startswith("<") else self.key(name)

    def saw(self, path: object) -> None:
        """Note a file that was opened or asked for, with the state that it has now."""
        self._note(path, "")

    def listed(self, path: object) -> None:
        """Note a folder whose names were read."""
        self._note("." if path is None else path, "/")

    def wrap_os(self) -> None:
        """Have `os.stat` and its like note what they are asked for, from now on."""
        for name in ASKING:
            original = getattr(os, name)
            watched = self._watched(original)
            for module in (os, sys.modules[os.name if os.name == "nt" else "posix"]):
                setattr(module, name, watched)
            for supports in (getattr(os, f"supports_{what}") for what in SUPPORTS):
                if original in supports:
                    supports.add(watched)

    def _watched(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def watched(path: Any, *arguments: Any, **options: Any) -> Any:
            if options.get("dir_fd") is None:
                self.saw(path)
            return original(path, *arguments, **options)

        return watched

    def _note(self, path: object, suffix: str) -> None:
        if not self.is_on:
            return
        self.is_on = False
        try:
            key = self.key(path)
            if key is not None and key + suffix not in self.inputs:
                self.inputs[key + suffix] = inputs.state(key + suffix, self.root)
        except (TypeError, ValueError, OSError):
            # The call that is being watched says itself what is wrong with its path.
            return
        finally:
            self.is_on = True

    def _is_outside(self, absolute: str) -> bool:
        parts = absolute[len(self.root) + 1 :].split(os.sep)
        return (
            parts[0] in inputs.OUTSIDE
            or "__pycache__" in parts
            or "site-packages" in parts
            or absolute.startswith(self._outside)
        )
