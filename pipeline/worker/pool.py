"""A function's name and its argument → an Outcome; about as many at a time as there are cores."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from types import NoneType
from typing import Self

from pipeline.files.scratch import Scratch
from pipeline.model import Limits
from pipeline.worker.cores import Cores
from pipeline.worker.fork_client import Forking
from pipeline.worker.in_place.crew import CLOSED, Crew, warming
from pipeline.worker.in_place.pipe_client import InPlace
from pipeline.worker.launch import LostError, can_fork
from pipeline.worker.outcome import Outcome, V
from pipeline.worker.request import Request

WARY = 8
"""Calls that are refused after a process was given up: another costs as much as a few forks."""


class Workers:
    """The warm processes of one run; threads share it. Processes start when first needed.

    `settings` are environment variables that they have instead of the usual ones. `is_lasting`
    says that they serve for hours: a process that is given up is replaced at once.
    As many pieces are done alone at a time as there are `cores`, whose time limits count on one.
    With those in place it is one more, so that no core is idle while a result is taken in.
    `cores` says what is at work, `scratch` has temporary folders for it.
    Leaving it as a context manager ends every process.
    """

    def __init__(
        self, cores: int, settings: Mapping[str, str] | None = None, *, is_lasting: bool = False
    ) -> None:
        self.scratch, self._is_lasting = Scratch(), is_lasting
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self.scratch.path)
        self._settings = {**temporary, **(settings or {})}
        self.cores = Cores(cores + 1)
        self._alone = threading.Semaphore(cores)
        self._crew = Crew(self._settings, is_lasting=is_lasting)
        self._lock = threading.Lock()
        self._forking: dict[str, Forking] = {}
        self._ending: list[InPlace | Forking] = []
        self._refusals, self._is_closed = 0, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self, warm_up: str) -> None:
        """Have a process run `warm_up` meanwhile, the first time; one that waits for a `call`."""
        self._crew.prepare(warm_up)

    def prepare_alone(self, warm_up: str) -> None:
        """Have the process run `warm_up` meanwhile that forks for each `call_alone`."""
        if can_fork():
            self._server(warm_up)

    def call(
        self, function: str, argument: object, limits: Limits, kind: type[V], warm_up: str = ""
    ) -> Outcome[V]:
        """Run `function(argument)` in a warm process, which other work has used and will use.

        It can read what is installed and do no more, where the kernel closes processes. Its value
        must be a `kind`, or None. A process that has run `warm_up` is taken where there is one.
        """
        with self.cores.one():
            return self._call_in_place(Request(function, argument, limits, True), kind, warm_up)

    def call_alone(
        self,
        function: str,
        argument: object,
        limits: Limits,
        kind: type[V],
        warm_up: str = "pipeline.worker.request:nothing",
        *,
        is_closed: bool = False,
    ) -> Outcome[V]:
        """Run `function(argument)` in a process that does nothing else and ends with it.

        `warm_up` names a function without arguments that prepares it, once where processes fork;
        what it returns, if anything, prepares it further for many pieces of work. `is_closed`: it
        is closed as for a `call`, else the function does what is to be done for that.
        """
        request = Request(function, argument, limits, is_closed)
        with self._alone, self.cores.one():
            run = self._fork if can_fork() else self._start
            return run(request, kind, warm_up)

    def try_in_place(
        self, function: str, argument: object, limits: Limits, kind: type[V], warm_up: str
    ) -> Outcome[V] | None:
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
                Request(function, argument, limits, True), kind, warm_up, is_wary=True
            )
        if outcome.is_silent or outcome.failure in ("timeout", "open"):
            return outcome
        with self._lock:
            self._refusals = 0 if self._is_lasting else WARY
        return outcome if outcome.failure is None else None

    def end(self) -> None:
        """Have every process end at once; calls under way return as crashes."""
        with self._lock:
            self._is_closed = True
            forking = [*self._forking.values()]
            self._forking.clear()
        self._ending += [*self._crew.end(), *forking]
        for server in forking:
            server.end()

    def close(self) -> None:
        """End every process and wait until it has."""
        self.end()
        for process in self._ending:
            process.close()
        self.scratch.close()

    def _call_in_place(
        self, request: Request, kind: type[V], warm_up: str, *, is_wary: bool = False
    ) -> Outcome[V]:
        """Run a request; `is_wary`: in a process that is given up unless it is silent."""

        def attempt() -> Outcome[V]:
            with self._crew.one(warm_up) as process:
                with self.cores.stop.ending(process.end):
                    outcome = process.call(request, kind)
                if is_wary and not outcome.is_silent:
                    process.close()
                return outcome

        return _twice(attempt)

    def _start(self, request: Request, kind: type[V], warm_up: str) -> Outcome[V]:
        """Run a request in a process started for it; its clock starts after the warm-up."""

        def attempt() -> Outcome[V]:
            with self._crew.fresh() as process:
                warmed = process.call(warming(warm_up), NoneType)
                if warmed.failure is not None:
                    return Outcome(None, *warmed[1:])
                with self.cores.stop.ending(process.end):
                    return process.call(request, kind)

        return _twice(attempt)

    def _fork(self, request: Request, kind: type[V], warm_up: str) -> Outcome[V]:
        """Run a request in a fork of the warm process, which another's work may end."""

        def attempt() -> Outcome[V]:
            server = self._server(warm_up)
            if server is None:
                raise LostError(CLOSED)
            try:
                return server.call(request, kind, self.cores.stop)
            except LostError:
                self._forget(warm_up, server)
                raise

        return _twice(attempt)

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


def _twice(attempt: Callable[[], Outcome[V]]) -> Outcome[V]:
    """Do a piece of work, once more where its process was lost through no fault of it."""
    words = ""
    for _ in range(2):
        try:
            return attempt()
        except LostError as error:
            words = f"the warm process was lost: {error}"
    return Outcome(None, "fault", words)
