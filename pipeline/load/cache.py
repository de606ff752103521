"""Question files → what was read in them, kept for as long as they and what they name stay."""

from __future__ import annotations

import os
import stat
from typing import Any, NamedTuple

from pipeline.files.fingerprint import code_hash, digest
from pipeline.files.regular import signature
from pipeline.files.stat_cache import StatCache
from pipeline.model import Finding, Visual

CODE = ("load", "files/regular.py", "kinds.py", "model.py", "positions.py", "spelling.py")
"""What shapes a reading: files and folders of this package."""


class Reading(NamedTuple):
    """The visuals of one question file, and the paths on whose presence they depend.

    `is_lasting` is False where they depend on more than that.
    """

    visuals: tuple[Visual, ...] = ()
    looked_for: tuple[str, ...] = ()
    is_lasting: bool = True


class Readings:
    """Readings by file, kept between runs in the file `store`; `settings` shape them as well."""

    def __init__(self, store: str, settings: tuple[str | None, ...]) -> None:
        package = os.path.dirname(os.path.dirname(__file__))
        code = code_hash(f"{package}/{name}" for name in CODE)
        self._kept = StatCache(store, digest([code, *settings]))

    def find(self, file: str, status: os.stat_result) -> tuple[Visual, ...] | None:
        """The visuals read in a file of this stat, if all that they depend on is as it was."""
        row, now = self._kept.get(file), signature(status)
        if row == now:
            return ()
        try:
            then, visuals, presence = row
            if then == now and all(_is_file(path) is there for path, there in presence.items()):
                return tuple(map(_as_visual, visuals))
        except (TypeError, ValueError, AttributeError):
            pass  # nothing is known, or nothing that can be read
        return None

    def keep(self, file: str, status: os.stat_result, reading: Reading) -> None:
        """Remember what was read in a file; `status` was taken before that."""
        presence = {path: _is_file(path) for path in reading.looked_for}
        if not reading.is_lasting or None in presence.values():
            return
        visuals = list(reading.visuals)
        now = signature(status)
        self._kept.set(file, [now, visuals, presence] if visuals else now)

    def save(self) -> None:
        """Keep what was learnt."""
        self._kept.save()


def _is_file(path: str) -> bool | None:
    """Whether a regular file stands there; None for a link, which may lead elsewhere any time."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return False
    return None if stat.S_ISLNK(mode) else stat.S_ISREG(mode)


def _as_visual(row: list[Any]) -> Visual:
    *fields, findings = row
    return Visual(*[*fields, tuple(Finding(*each) for each in findings)])
