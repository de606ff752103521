"""A call that may never answer → its value in time, or none: a run waits two seconds in all.

Everything is asked in a thread of its own, since nothing can end a lookup of a name,
or a read from a mount, that does not end by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from pipeline.remote.places import PlaceError

PATIENCE = 2.0
"""Seconds that a run loses at most to a place that is slow or does not answer."""
USUAL = 0.1
"""Seconds of a call that count as work, not as waiting."""
MOST_ERRORS = 3
"""After so many the place is not asked again in this run."""

T = TypeVar("T")


class OffError(Exception):
    """The place is not asked any more."""


class Patience:
    """What is left of a run's patience with one place; `off` says that it is used up.

    `reason` is why, or what went wrong last, "" where nothing did.
    """

    def __init__(self) -> None:
        self.off, self.reason, self.errors = False, "", 0
        self._left = PATIENCE
        self._pending: list[float] = []
        self._lock = threading.Lock()

    def ask(self, call: Callable[[], T]) -> T:
        """The value of `call`. Raises PlaceError where it fails, OffError where it is given up."""
        answers: SimpleQueue[T | PlaceError] = SimpleQueue()
        start, deadline = self._begin()
        threading.Thread(target=_answer, args=(call, answers), daemon=True).start()
        answer: T | PlaceError | OffError
        try:
            answer = answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            answer = OffError()
        self._end(start, answer)
        if isinstance(answer, PlaceError | OffError):
            raise answer
        return answer

    def _begin(self) -> tuple[float, float]:
        """When a call starts, and until when it may take: threads that wait do so together."""
        with self._lock:
            if self.off:
                raise OffError
            start = time.monotonic()
            self._pending.append(start)
            return start, self._pending[0] + USUAL + self._left

    def _end(self, start: float, answer: object) -> None:
        with self._lock:
            self._pending.remove(start)
            self._left -= max(0.0, time.monotonic() - start - USUAL)
            if self._left <= 0 and not self.off:
                self.off, self.reason = True, f"it took more than {PATIENCE:g} s to answer"
        if isinstance(answer, PlaceError):
            self.object(str(answer))

    def object(self, reason: str) -> None:
        """Count an error, such as an answer that cannot be right."""
        with self._lock:
            if not self.off:
                self.errors += 1
                self.off, self.reason = self.errors >= MOST_ERRORS, reason


def _answer(call: Callable[[], T], answers: SimpleQueue[T | PlaceError]) -> None:
    try:
        answers.put(call())
    except PlaceError as error:
        answers.put(error)
    except Exception as error:  # whatever a server may send
        answers.put(PlaceError(f"{type(error).__name__}: {error}"))
