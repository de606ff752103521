"""What happens in a run → how far it is, what it does now, and how long the rest may take."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

TRUST = 2.0
"""Seconds of a run after which its own speed counts as much as what past timings promise."""


class Progress:
    """The visuals that a run is expected to build: those that are done, and those at work.

    `seconds` has what the render of each is expected to take; `cores` pieces of work are done at
    once, of the threads that `at_work` gives with the `time.monotonic()` of their start. What is
    built beyond expectation counts too.
    """

    def __init__(
        self,
        seconds: Mapping[str, float] | None = None,
        cores: int = 1,
        at_work: Callable[[], Mapping[int, float]] = dict,
    ) -> None:
        self._seconds = dict(seconds or {})
        self._cores, self._at_work = cores, at_work
        self._start = time.monotonic()
        self._by_thread: dict[int, str] = {}
        self._over: set[str] = set()
        self._failed: set[str] = set()

    def begin(self, visual: str) -> None:
        """A task of a visual starts, in this thread."""
        self._by_thread[threading.get_ident()] = visual
        self._seconds.setdefault(visual, 0.0)

    def end(self, visual: str, *, has_failed: bool = False) -> None:
        """Nothing more is to be done for a visual."""
        self._over.add(visual)
        if has_failed:
            self._failed.add(visual)

    @property
    def has_begun(self) -> bool:
        """Whether any visual has been at work."""
        return bool(self._by_thread)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are done, how many there are, and how many of those done have failed."""
        expected = self._seconds.copy()
        return len(self._over & expected.keys()), len(expected), len(self._failed)

    @property
    def running(self) -> list[tuple[str, float]]:
        """The visuals at work and for how many seconds they have been, the longest first."""
        now = time.monotonic()
        at_work = sorted(self._at_work().items(), key=lambda each: each[1])
        by_thread = self._by_thread.copy()
        return [
            (by_thread[thread], now - start) for thread, start in at_work if thread in by_thread
        ]

    @property
    def left(self) -> float:
        """Seconds until all is done: by past timings, and more and more by the speed of this run.

        0 where what is left takes longer than it ever did.
        """
        running, over, expected = dict(self.running), self._over.copy(), self._seconds.copy()
        rest = [
            max(0.0, seconds - running.get(visual, 0.0))
            for visual, seconds in expected.items()
            if visual not in over
        ]
        done = sum(expected.values()) - sum(rest)
        speed = (self._cores * TRUST + done) / (TRUST + time.monotonic() - self._start)
        return max(sum(rest) / speed, max(rest, default=0.0))
