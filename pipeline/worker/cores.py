"""How much works at a time, for how long each piece has, and how one of them is ended."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator


class Stop:
    """Called, it ends a piece of work, at once or as soon as it begins; then it `is_called`."""

    def __init__(self) -> None:
        self.is_called = False
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None

    def __call__(self) -> None:
        """End the work."""
        with self._lock:
            self.is_called = True
            if self._end:
                self._end()

    @contextlib.contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Have `end` called for as long as this context lasts."""
        with self._lock:
            self._end = end
            if self.is_called:
                end()
        try:
            yield
        finally:
            with self._lock:
                self._end = None


class Cores:
    """Lets at most `count` threads work at a time.

    `at_work` has those that do, each with the `time.monotonic()` of its start.
    """

    def __init__(self, count: int) -> None:
        self.at_work: dict[int, float] = {}
        self._free = threading.BoundedSemaphore(count)
        self._of_thread = threading.local()

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """A core, for a piece of work."""
        thread = threading.get_ident()
        with self._free:
            self.at_work[thread] = time.monotonic()
            try:
                yield
            finally:
                del self.at_work[thread]

    @contextlib.contextmanager
    def stopped_by(self, stop: Stop) -> Iterator[None]:
        """Have `stop` end what this thread does meanwhile."""
        self._of_thread.stop = stop
        try:
            yield
        finally:
            del self._of_thread.stop

    @property
    def stop(self) -> Stop:
        """What ends the work of this thread."""
        stop: Stop = getattr(self._of_thread, "stop", None) or Stop()
        return stop
