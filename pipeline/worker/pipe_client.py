"""The client's side of one warm process: a Request → an Outcome, one after another."""

from __future__ import annotations

import os
import pickle
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from pipeline.worker.frames import read_frame, write_frame
from pipeline.worker.launch import kill_group, launch
from pipeline.worker.outcome import Outcome, describe_exit, outcome_of, read_output
from pipeline.worker.request import Request

TICK = 0.1
"""Seconds between two looks at the clock; to wake the thread for each piece would take longer."""


class InPlace:
    """The client's side of one warm process. One thread at a time may use it."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.warmed: set[str] = set()
        self.calls = 0
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._process = launch(
            "pipeline.worker.pipe_process",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            log=self._log,
            settings=settings,
        )
        self._watchdog = Watchdog(lambda: kill_group(self._process))

    @property
    def is_running(self) -> bool:
        """Whether the process can take another request."""
        return self._process.poll() is None

    def call(self, request: Request) -> Outcome:
        """Run a request. A process that had to be killed or crashed is of no more use."""
        self.calls += 1
        start = time.monotonic()
        with self._watchdog.until(start + request.limits.timeout):
            reply = self._exchange(pickle.dumps(request, pickle.HIGHEST_PROTOCOL))
        seconds = time.monotonic() - start
        if reply is not None and not self._watchdog.has_bitten:
            return outcome_of(reply, self._said(), seconds)
        kill_group(self._process)
        code = self._process.wait()
        if self._watchdog.has_bitten:
            return Outcome(None, "timeout", "", self._said(), seconds)
        return Outcome(None, "crash", describe_exit(code), self._said(), seconds)

    def end(self) -> None:
        """Have the process end and whatever it started; work under way ends as a crash."""
        self._watchdog.close()
        kill_group(self._process)

    def close(self) -> None:
        """End it and wait until it has."""
        self.end()
        self._process.wait()

    def _said(self) -> str:
        """What the process wrote since the last request; mostly nothing."""
        if not os.fstat(self._log.fileno()).st_size:
            return ""
        output = read_output(self._log)
        self._log.truncate(0)
        self._log.seek(0)
        return output

    def _exchange(self, request: bytes) -> bytes | None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            write_frame(stdin, request)
            return read_frame(stdout)
        except OSError:
            return None


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
