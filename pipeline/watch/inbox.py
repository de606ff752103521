"""What happens in other threads → one thing after another for the session's own."""

from __future__ import annotations

import contextlib
import queue
import time

from pipeline.watch.ahead import Drawn

Happened = frozenset[str] | Drawn
"""Paths that changed, or a visual that is drawn."""

LISTEN = 0.5
"""Seconds between two moments at which Ctrl-C is heard on Windows, where no wait ends by it."""


class Inbox:
    """Keeps what happens in its order, and says when it is time to look at everything."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Happened] = queue.SimpleQueue()
        self._waiting: list[Happened] = []
        self._due: float | None = 0.0

    def put(self, happened: Happened) -> None:
        """Something happened; any thread may say so."""
        self._queue.put(happened)

    def look_in(self, seconds: float) -> None:
        """Have everything looked at after that time, unless something happens before."""
        self._due = time.monotonic() + seconds

    def rest(self) -> None:
        """Wait for what happens, however long it takes."""
        self._due = None

    def next(self) -> Happened | None:
        """What happened next; None where everything is to be looked at."""
        if self._waiting:
            return self._waiting.pop(0)
        while True:
            left = LISTEN if self._due is None else max(0.0, self._due - time.monotonic())
            with contextlib.suppress(queue.Empty):
                return self._queue.get(timeout=min(left, LISTEN))
            if left < LISTEN:
                return None

    def also_drawn(self) -> list[Drawn]:
        """What else is drawn by now; what else has changed waits."""
        drawn: list[Drawn] = []
        while True:
            try:
                happened = self._queue.get_nowait()
            except queue.Empty:
                return drawn
            if isinstance(happened, Drawn):
                drawn.append(happened)
            else:
                self._waiting.append(happened)
