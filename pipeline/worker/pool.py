"""A function's name and its argument → an Outcome; at most `cores` pieces of work at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from typing import Self

from pipeline.model import Limits
from pipeline.worker.cores import Cores
from pipeline.worker.fork_client import Forking, ServerEndedError
from pipeline.worker.launch import can_fork
from pipeline.worker.outcome import Outcome
from pipeline.worker.pipe_client import InPlace
from pipeline.worker.request import Request

WARM_UP_LIMITS = Limits(timeout=120.0)

WARY = 8
"""Calls that are refused after a process was given up: another costs as much as a few forks."""


MOST_CALLS = 2000
"""After which a process is given up: Graphviz keeps some 36 KB of each graph."""


class Workers:
    """The warm processes of one run; threads share it. Processes start when first needed.

    `settings` are environment variables that they have instead of the usual ones. `is_lasting`
    says that they serve for hours: a process that is given up is replaced at once.
    `cores` says what is at work.
    Leaving it as a context manager ends every process.
    """

    def __init__(
        self, cores: int, settings: Mapping[str, str] | None = None, *, is_lasting: bool = False
    ) -> None:
        self._settings, self._is_lasting = settings or {}, is_lasting
        self.cores = Cores(cores)
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._idle: list[InPlace] = []
        self._busy: set[InPlace] = set()
        self._forking: dict[str, Forking] = {}
        self._ending: list[InPlace | Forking] = []
        self._prepared: set[str] = set()
        self._preparing: set[str] = set()
        self._refusals, self._is_closed = 0, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self, warm_up: str) -> None:
        """Have a process run `warm_up` meanwhile, the first time; one that waits for a `call`."""
        with self._lock:
            if warm_up in self._prepared:
                return
            self._prepared.add(warm_up)
            self._preparing.add(warm_up)
        threading.Thread(target=self._prepare, args=[warm_up], daemon=True).start()

    def prepare_alone(self, warm_up: str) -> None:
        """Have the process run `warm_up` meanwhile that forks for each `call_alone`."""
        if can_fork():
            self._server(warm_up)

    def call(self, function: str, argument: object, limits: Limits, warm_up: str = "") -> Outcome:
        """Run `function(argument)` in a warm process, which other work has used and will use.

        One that has run `warm_up` is taken where there is one.
        """
        with self.cores.one():
            return self._call_in_place(Request(function, argument, limits), warm_up)

    def call_alone(
        self,
        function: str,
        argument: object,
        limits: Limits,
        warm_up: str = "pipeline.worker.request:nothing",
    ) -> Outcome:
        """Run `function(argument)` in a process that does nothing else and ends with it.

        `warm_up` names a function without arguments that prepares it, once where processes fork;
        what it returns, if anything, prepares it further for many pieces of work.
        """
        request = Request(function, argument, limits)
        with self.cores.one():
            return self._fork(request, warm_up) if can_fork() else self._start(request, warm_up)

    def try_in_place(
        self, function: str, argument: object, limits: Limits, warm_up: str
    ) -> Outcome | None:
        """Run `function(argument)` in a warm process that goes on for as long as it is silent.

        For work that leaves no trace in its process, unless it says something: such a process is
        given up after it. None where the process ended, and for some calls after one was given
        up: `call_alone` has to do those pieces.
        """
        with self._lock:
            if self._refusals:
                self._refusals -= 1
                return None
        with self.cores.one():
            outcome = self._call_in_place(
                Request(function, argument, limits), warm_up, is_wary=True
            )
        if outcome.is_silent or outcome.failure == "timeout":
            return outcome
        with self._lock:
            self._refusals = 0 if self._is_lasting else WARY
        return outcome if outcome.failure is None else None

    def end(self) -> None:
        """Have every process end at once; calls under way return as crashes."""
        with self._lock:
            self._is_closed = True
            self._ending += [*self._idle, *self._busy, *self._forking.values()]
            self._idle.clear()
            self._forking.clear()
        for process in self._ending:
            process.end()

    def close(self) -> None:
        """End every process and wait until it has."""
        self.end()
        for process in self._ending:
            process.close()

    def _call_in_place(self, request: Request, warm_up: str, *, is_wary: bool = False) -> Outcome:
        """Run a request; `is_wary`: in a process that is given up unless it is silent."""
        process = self._take(warm_up)
        if process is None:
            return Outcome(None, "fault", "the workers are closed")
        try:
            self._warm(process, warm_up)
            with self.cores.stop.ending(process.end):
                outcome = process.call(request)
            if is_wary and not outcome.is_silent:
                process.close()
            return outcome
        finally:
            self._put_back(process)

    def _prepare(self, warm_up: str) -> None:
        # One that cannot be started is reported by the call that needs it.
        with contextlib.suppress(OSError):
            if process := self._take(warm_up, fresh=True):
                try:
                    self._warm(process, warm_up)
                finally:
                    self._put_back(process)
        with self._changed:
            self._preparing.discard(warm_up)
            self._changed.notify_all()

    def _warm(self, process: InPlace, warm_up: str) -> None:
        if warm_up and warm_up not in process.warmed:
            process.call(Request("pipeline.worker.request:warm", warm_up, WARM_UP_LIMITS))
            process.warmed.add(warm_up)

    def _take(self, warm_up: str, *, fresh: bool = False) -> InPlace | None:
        with self._changed:
            if not fresh:  # one that is being prepared is ready sooner than another would be
                self._changed.wait_for(lambda: warm_up not in self._preparing)
            if self._is_closed:
                return None
            self._idle = [process for process in self._idle if process.is_running]
            fitting = [process for process in self._idle if warm_up in process.warmed]
            is_new = fresh or not self._idle
            process = InPlace(self._settings) if is_new else [*self._idle, *fitting][-1]
            if process in self._idle:
                self._idle.remove(process)
            self._busy.add(process)
            return process

    def _put_back(self, process: InPlace) -> None:
        with self._lock:
            self._busy.discard(process)
            is_usable = process.is_running and not self._is_closed and process.calls < MOST_CALLS
            if is_usable:
                self._idle.append(process)
            elif self._is_lasting and not self._is_closed:
                self._prepared -= process.warmed
        if not is_usable:
            process.close()
            for warm_up in process.warmed - self._prepared:
                self.prepare(warm_up)

    def _start(self, request: Request, warm_up: str) -> Outcome:
        """Run a request in a process started for it; its clock starts after the warm-up."""
        process = self._take(warm_up, fresh=True)
        if process is None:
            return Outcome(None, "fault", "the workers are closed")
        try:
            warmed = process.call(Request("pipeline.worker.request:warm", warm_up, WARM_UP_LIMITS))
            with self.cores.stop.ending(process.end):
                return process.call(request) if warmed.failure is None else warmed
        finally:
            with self._lock:
                self._busy.discard(process)
            process.close()

    def _fork(self, request: Request, warm_up: str) -> Outcome:
        """Run a request in a fork; twice at most, since another's work may end the warm process."""
        words = "the workers are closed"
        for _ in range(2):
            server = self._server(warm_up)
            if server is None:
                break
            try:
                return server.call(request, self.cores.stop)
            except ServerEndedError as error:
                words = f"the warm process ended: {error}"
                self._forget(warm_up, server)
        return Outcome(None, "fault", words)

    def _server(self, warm_up: str) -> Forking | None:
        with self._lock:
            if self._is_closed:
                return None
            if warm_up not in self._forking:
                self._forking[warm_up] = Forking(warm_up, self._settings)
            return self._forking[warm_up]

    def _forget(self, warm_up: str, server: Forking) -> None:
        with self._lock:
            if self._forking.get(warm_up) is server:
                del self._forking[warm_up]
        server.close()
