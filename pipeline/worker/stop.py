"""A way to end one piece of work from another thread, also before it has begun."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator


class Stop:
    """Called, it ends the work, now or as soon as it begins; afterwards it `is_called`."""

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
