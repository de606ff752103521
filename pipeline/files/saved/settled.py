"""A project in which nothing is left to do → known again by the stats of all that was looked at.

A run that finds nothing to do saves what stands for every file that shapes an output, and for the
outputs. The next run compares them before it asks anything of a single visual.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.files.fingerprint import code_hash
from pipeline.files.outputs import remove
from pipeline.files.regular import is_long_ago, signature
from pipeline.files.saved.sealed import read_sealed, write_sealed
from pipeline.parcels import ParcelError, pack, unpack


class Known(NamedTuple):
    """What was seen in a run that found nothing to do with so many `visuals`.

    `seen` has what stands for each folder, and for the files beside them. `inputs` are the states
    of what renders read elsewhere.
    """

    visuals: int
    seen: Mapping[str, str]
    inputs: Mapping[str, str]


class Settled:
    """Whether a project is as it was when nothing was left to do, as the file `store` has it.

    Looked at are `files` (folders of code too), those `beside` them that may be missing, all that
    lies in `folders`, and by `state` the inputs that lie elsewhere. `settings` stands for what a
    run has read before it looks. `visuals` is the number of visuals that are fresh, None where
    anything differs. `edited` is a guess then: what was touched last, "" unless that was after the
    first of the files, which a build writes last.
    """

    def __init__(
        self,
        store: str,
        settings: str,
        files: Sequence[str],
        beside: Sequence[str],
        folders: Sequence[str],
        state: Callable[[str], str],
    ) -> None:
        self._store, self._key = store, settings
        self._files, self._beside, self._folders, self._state = files, beside, folders, state
        self._start, self._newest, self._newest_at = time.time_ns(), 0, ""
        self._seen: dict[str, str] = {}
        self.visuals = self._look()
        self.edited = self._newest_at if self._newest > self._finished() else ""

    def keep(self, visuals: int, inputs: Iterable[Mapping[str, str]]) -> None:
        """Save what was seen before this run asked each visual; `inputs` are those of all renders.

        Nothing is saved of files that were touched a moment before, which may change again without
        a sign, and where there are links: what they lead to may lie anywhere.
        """
        if not self._seen or not is_long_ago(self._newest, self._start):
            return
        states = {key: state for each in inputs for key, state in each.items()}
        elsewhere = {key: state for key, state in states.items() if not self._is_within(key)}
        known = Known(visuals, self._seen, elsewhere)
        with contextlib.suppress(OSError):
            write_sealed(self._store, self._key, pack(known))

    def _look(self) -> int | None:
        """Compare up to the first difference; where nothing is known, see all for `keep`."""
        known = self._read()
        try:
            for place, seen in self._all():
                self._seen[place] = seen
                if known and known.seen.get(place) != seen:
                    raise _DiffersError
            if known and any(self._state(key) != then for key, then in known.inputs.items()):
                raise _DiffersError
        except (OSError, _DiffersError):
            self._seen.clear()
            with contextlib.suppress(OSError):
                remove(self._store)
            return None
        return known.visuals if known else None

    def _finished(self) -> int:
        """When the last build wrote last."""
        with contextlib.suppress(OSError):
            return _touched(os.stat(self._files[0]))
        return self._newest

    def _read(self) -> Known | None:
        with contextlib.suppress(OSError, ParcelError):
            if (content := read_sealed(self._store, self._key)) is not None:
                return unpack(Known, bytes(content))
        return None

    def _all(self) -> Iterator[tuple[str, str]]:
        yield "", code_hash(self._files, self._of)
        for path in self._beside:
            yield path, self._of(path) if os.path.lexists(path) else ""
        for folder in self._folders:
            yield folder, self._below(folder)

    def _below(self, top: str) -> str:
        """What stands for all names below a folder, and for the stats of the files."""
        total, waiting, newest = hashlib.sha256(), [top], self._newest
        newest_at = self._newest_at
        while waiting:
            folder = waiting.pop()
            lines: list[str] = []
            with os.scandir(folder) as found:
                for entry in found:
                    if entry.is_symlink():
                        raise _DiffersError
                    if entry.is_dir():
                        waiting.append(entry.path)
                        continue
                    status = os.stat(entry.path)  # as in `_of`, without calls: there are many
                    written, changed = status.st_mtime_ns, status.st_ctime_ns
                    if written > newest or changed > newest:
                        newest, newest_at = max(written, changed), entry.path
                    own = f"{status.st_size} {written} {changed} {status.st_ino}"
                    lines.append(f"{entry.name}/{own}")
            lines.sort()
            waiting.sort()
            total.update("\0".join((folder, *lines, "")).encode(errors="surrogateescape"))
        self._newest, self._newest_at = newest, newest_at
        return total.hexdigest()

    def _of(self, path: str) -> str:
        """What stays the same for as long as a file is not touched. Raises OSError."""
        status = os.stat(path)
        if (touched := _touched(status)) > self._newest:
            self._newest, self._newest_at = touched, path
        return signature(status)

    def _is_within(self, key: str) -> bool:
        """Whether an input was seen in one of the folders, in which there are no links."""
        is_below = key.startswith(tuple(f"{top}/" for top in self._folders))
        return is_below and key[:-2] not in self._folders


def _touched(status: os.stat_result) -> int:
    """When a file was written, renamed or linked last, in nanoseconds."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


class _DiffersError(Exception):
    """Something is not as it was, or nobody can tell by a look."""
