"""Paths → states of files, hashed once for as long as their stat stays the same."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat

from pipeline.files import inputs
from pipeline.files.outputs import Outputs
from pipeline.files.stat_cache import StatCache, is_quiet, signature


class Hashes:
    """The states of files, kept between runs in the file `store`."""

    def __init__(self, store: str) -> None:
        self._kept = StatCache(store)

    def state(self, key: str) -> str:
        """The state of an input as renders record it (`inputs.py`), relative to the project.

        A key that ends in "/" stands for the listing of a folder.
        """
        if key.endswith("/"):
            return inputs.state(key)
        try:
            status = os.stat(key)
        except (OSError, ValueError):
            return inputs.state(key)
        if not stat.S_ISREG(status.st_mode):
            return inputs.state(key)
        return self._of(key, status) or inputs.state(key)

    def output(self, path: str, outputs: Outputs) -> str | None:
        """SHA-256 of a built file; None where no regular file stands there."""
        status = outputs.status(path)
        return self._of(path, status) if status else None

    def save(self) -> None:
        """Keep what was learnt."""
        self._kept.save()

    def _of(self, path: str, status: os.stat_result) -> str | None:
        """The hash of a file; a row is its signature, a space and its hash."""
        now = signature(status)
        known = self._kept.get(path)
        if isinstance(known, str) and known.startswith(f"{now} "):
            return known[len(now) + 1 :]
        with contextlib.suppress(OSError):
            is_trusted = is_quiet(status)
            with open(path, "rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if is_trusted:
                self._kept.set(path, f"{now} {digest}")
            return digest
        return None
