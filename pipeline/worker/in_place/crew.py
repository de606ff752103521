"""Warm processes that work in place: taken for a piece of work, put back, prepared meanwhile."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from types import NoneType

from pipeline.model import Limits
from pipeline.worker.in_place.pipe_client import InPlace
from pipeline.worker.launch import LostError
from pipeline.worker.request import Request

CLOSED = "the workers are closed"
WARM_UP_LIMITS = Limits(timeout=120.0)

MOST_CALLS = 2000
"""After which a process is given up: Graphviz keeps some 36 KB of each graph."""


class Crew:
    """The processes that work in place; threads share it.

    `settings` are environment variables of theirs. `is_lasting`: one that is given up is replaced
    at once, where no other has run what it had.
    """

    def __init__(self, settings: Mapping[str, str], *, is_lasting: bool) -> None:
        self._settings, self._is_lasting = settings, is_lasting
        self._changed = threading.Condition()
        self._idle: list[InPlace] = []
        self._busy: set[InPlace] = set()
        self._prepared: set[str] = set()
        self._preparing: set[str] = set()
        self._is_closed = False

    def prepare(self, warm_up: str) -> None:
        """Have a process run `warm_up` meanwhile, the first time; one that waits for work."""
        with self._changed:
            if warm_up in self._prepared:
                return
            self._prepared.add(warm_up)
            self._preparing.add(warm_up)
        try:
            threading.Thread(target=self._prepare, args=[warm_up], daemon=True).start()
        except RuntimeError:  # no more threads: who needs it warms it up
            self._is_over(warm_up)

    @contextlib.contextmanager
    def one(self, warm_up: str) -> Iterator[InPlace]:
        """A process for a piece of work, if there is one a process that has run `warm_up`.

        Raises LostError where the crew is closed.
        """
        process = self._take(warm_up)
        try:
            self._warm(process, warm_up)
            yield process
        finally:
            self._put_back(process)

    @contextlib.contextmanager
    def fresh(self) -> Iterator[InPlace]:
        """A process that nothing used before, and nothing will use again."""
        process = self._take("", fresh=True)
        try:
            yield process
        finally:
            with self._changed:
                self._busy.discard(process)
            process.close()

    def end(self) -> list[InPlace]:
        """Have every process end at once; they are yet to be closed."""
        with self._changed:
            self._is_closed = True
            ending = [*self._idle, *self._busy]
            self._idle.clear()
        for process in ending:
            process.end()
        return ending

    def _prepare(self, warm_up: str) -> None:
        # One that cannot be started is reported by the call that needs it.
        with contextlib.suppress(OSError, LostError, RuntimeError):
            process = self._take(warm_up, fresh=True)
            try:
                self._warm(process, warm_up)
            finally:
                self._put_back(process)
        self._is_over(warm_up)

    def _is_over(self, warm_up: str) -> None:
        with self._changed:
            self._preparing.discard(warm_up)
            self._changed.notify_all()

    def _warm(self, process: InPlace, warm_up: str) -> None:
        if warm_up and warm_up not in process.warmed:
            process.call(warming(warm_up), NoneType)
            process.warmed.add(warm_up)

    def _take(self, warm_up: str, *, fresh: bool = False) -> InPlace:
        with self._changed:
            if not fresh:  # one that is being prepared is ready sooner than another would be
                self._changed.wait_for(lambda: warm_up not in self._preparing)
            if self._is_closed:
                raise LostError(CLOSED)
            for process in [each for each in self._idle if not each.is_running]:
                self._idle.remove(process)
                process.close()
            fitting = [process for process in self._idle if warm_up in process.warmed]
            is_new = fresh or not self._idle
            process = InPlace(self._settings) if is_new else [*self._idle, *fitting][-1]
            if process in self._idle:
                self._idle.remove(process)
            self._busy.add(process)
            return process

    def _put_back(self, process: InPlace) -> None:
        with self._changed:
            self._busy.discard(process)
            is_usable = process.is_running and not self._is_closed and process.calls < MOST_CALLS
            if is_usable:
                self._idle.append(process)
            elif self._is_lasting and not self._is_closed:
                others = set[str]().union(*(each.warmed for each in (*self._idle, *self._busy)))
                self._prepared -= process.warmed - others - self._preparing
        if not is_usable:
            process.close()
            for warm_up in process.warmed - self._prepared:
                self.prepare(warm_up)


def warming(warm_up: str) -> Request:
    """The request to run a warm-up."""
    return Request("pipeline.worker.request:warm", warm_up, WARM_UP_LIMITS)
