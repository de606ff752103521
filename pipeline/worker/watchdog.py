"""A deadline and what to do at it: one thread for many pieces of work, one after another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TICK = 0.1
"""Seconds between two looks at the clock; to wake the thread for each piece would take longer."""


class Watchdog:
    """Calls `bite` when a piece of work is not done by its deadline."""

    def __init__(self, bite: Callable[[], None]) -> None:
        self._bite = bite
        self._deadline = float("inf")
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self.has_bitten = False
        threading.Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def until(self, deadline: float) -> Iterator[None]:
        """Watch what is done in this context; `deadline` is on the monotonic clock."""
        self.has_bitten, self._deadline = False, deadline
        try:
            yield
        finally:
            # A bite that has begun must not hit the next piece.
            with self._lock:
                self._deadline = float("inf")

    def close(self) -> None:
        """End the thread."""
        self._closed.set()

    def _watch(self) -> None:
        while not self._closed.wait(TICK):
            with self._lock:
                if time.monotonic() > self._deadline:
                    self.has_bitten, self._deadline = True, float("inf")
                    self._bite()
