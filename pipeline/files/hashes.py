"""Paths → states of files, hashed once for as long as their stat stays the same."""

from __future__ import annotations

import contextlib
import os
import stat

from pipeline.files import inputs
from pipeline.files.outputs import Outputs
from pipeline.files.packages import state_of_module
from pipeline.files.regular import hash_of, is_quiet, open_regular, signature
from pipeline.files.saved.stat_cache import StatCache


class Hashes:
    """The states of files, kept between runs in the file `store`; `build` is the build folder."""

    def __init__(self, store: str, build: str = inputs.BUILD) -> None:
        self._kept, self._build = StatCache(store), build

    def state(self, key: str) -> str:
        """The state of an input as renders record it (`inputs.py`), relative to the project.

        A key that ends in "/" stands for the listing of a folder.
        """
        if key.endswith(inputs.MODULE):
            return state_of_module(key.removesuffix(inputs.MODULE), ".", self.state)
        if not key.endswith("/"):
            with contextlib.suppress(OSError, ValueError):
                status = os.stat(key)
                if stat.S_ISREG(status.st_mode) and (digest := self._of(key, status)):
                    return digest
        return inputs.state(key, build=self._build)

    def output(self, path: str, outputs: Outputs) -> str | None:
        """The hash of a built file; None where no regular file stands there."""
        status = outputs.status(path)
        return self._of(path, status) if status else None

    def save(self) -> None:
        """Keep what was learnt."""
        self._kept.save()

    def _of(self, path: str, status: os.stat_result) -> str | None:
        """The hash of a file; a row is its signature, a space and its hash.

        The hash is remembered for the file that was opened, and only if nobody wrote to it
        meanwhile: a link at the path may have led to another file for a moment.
        """
        now = signature(status)
        known = self._kept.get(path)
        if isinstance(known, str) and known.startswith(f"{now} "):
            return known[len(now) + 1 :]
        with contextlib.suppress(OSError), open_regular(path) as stream:
            before = os.fstat(stream.fileno())
            was_quiet = is_quiet(before)
            digest = hash_of(stream)
            if was_quiet and signature(os.fstat(stream.fileno())) == signature(before):
                self._kept.set(path, f"{signature(before)} {digest}")
            return digest
        return None
