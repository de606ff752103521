"""Visuals and the paths that they claim → who owns which output: every one has a single owner.

Two visuals may claim one file. Then one that can be built owns it, and one that cannot does not.
On some systems names that differ only in case are one file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable

from pipeline.files.paths import one_file
from pipeline.model import Visual


class Owned:
    """The outputs of `visuals`; `outputs` gives the paths that one claims."""

    def __init__(
        self, visuals: Iterable[Visual], outputs: Callable[[Visual], Iterable[str]]
    ) -> None:
        self._outputs = outputs
        self._living: dict[str, tuple[str, str]] = {}
        self._claimed: set[str] = set()
        for visual in visuals:
            paths = outputs(visual)
            self._claimed.update(paths)
            if not visual.is_broken:
                self._living.update((one_file(path), (path, visual.id)) for path in paths)

    def is_stray(self, path: str) -> bool:
        """Whether a file at this path is no visual's output, nor what a broken one left."""
        if path in self._claimed:
            return False
        owner = self._living.get(one_file(path))
        return owner is None or not _is_same(path, owner[0])

    def of(self, visual: Visual) -> list[str]:
        """The outputs of a visual that are no other's."""
        return [path for path in self._outputs(visual) if self._is_own(path, visual)]

    def _is_own(self, path: str, visual: Visual) -> bool:
        owner = self._living.get(one_file(path))
        return owner is None or owner[1] == visual.id or not _is_same(path, owner[0])


def _is_same(path: str, other: str) -> bool:
    """Whether two paths lead to one file; that they differ in case says nothing on Linux."""
    with contextlib.suppress(OSError):
        return path == other or os.path.samefile(path, other)
    return False
