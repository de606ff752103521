"""Pieces that a cluster was given, and what it says that it works on → which of them are late."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

IDLE = 8.0
"""Seconds without any worker at work, after which none is waited for."""
SPARE = 5.0
"""Seconds beside its time limits that a piece may take on a worker."""


class _Pending(NamedTuple):
    task: asyncio.Task[Any]
    limit: float


class UnderWay:
    """The pieces that were given away and did not come back, in one event loop."""

    def __init__(self) -> None:
        self._pending: dict[str, _Pending] = {}
        self._began: dict[str, float] = {}
        self._last = time.monotonic()

    def __bool__(self) -> bool:
        return bool(self._pending)

    @contextlib.contextmanager
    def piece(self, key: str, limit: float) -> Iterator[None]:
        """A piece that this task waits for, and on which a worker needs `limit` seconds at most."""
        task = asyncio.current_task()
        assert task is not None
        self._pending[key] = _Pending(task, limit)
        try:
            yield
            self._last = time.monotonic()
        finally:
            del self._pending[key]
            self._began.pop(key, None)

    def is_stuck(self, at_work: Mapping[str, Any]) -> bool:
        """Whether nobody has worked on anything for some time, though there are pieces to do."""
        now = time.monotonic()
        if any(at_work.values()) or not self._pending:
            self._last = now
        return now - self._last > IDLE

    def end_late(self, at_work: Mapping[str, Any]) -> Iterator[str]:
        """Have the tasks cancelled whose pieces are late; the workers that are late with them."""
        now = time.monotonic()
        for worker, keys in at_work.items():
            for key in map(str, keys):
                pending = self._pending.get(key)
                if pending and now - self._began.setdefault(key, now) > pending.limit + SPARE:
                    pending.task.cancel()
                    yield worker

    def give_up(self) -> None:
        """Cancel the task of each piece."""
        for pending in [*self._pending.values()]:
            pending.task.cancel()
