"""The client's side of one warm process: a Request → an Outcome, one after another."""

from __future__ import annotations

import contextlib
import itertools
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from pipeline.worker.frames import FrameError, read_frame, write_frame
from pipeline.worker.launch import LostError, is_stopped, kill_group, launch
from pipeline.worker.outcome import (
    Outcome,
    V,
    describe_exit,
    outcome_of,
    read_output,
    too_large,
)
from pipeline.worker.process import limit_resources
from pipeline.worker.request import Request

TICK = 0.1
"""Seconds between two looks at the clock; to wake the thread for each piece would take longer."""

TICKS = 10
"""Between two looks at whether the process was stopped."""

LEAP = 1.0
"""Seconds beyond a tick after which this process was stopped itself, by Ctrl-Z say."""


class InPlace:
    """The client's side of one warm process. One thread at a time may use it."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.warmed: set[str] = set()
        self.calls = 0
        self._is_ended = False
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._process = process = launch(
            "pipeline.worker.in_place.pipe_process",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            log=self._log,
            settings=settings,
        )
        self._watchdog = Watchdog(  # which does not know us: our files close as we are forgotten
            bite=lambda: kill_group(process), is_lost=lambda: is_stopped(process)
        )

    @property
    def is_running(self) -> bool:
        """Whether the process can take another request; one that was killed may yet be there."""
        return not self._is_ended and self._process.poll() is None

    def call(self, request: Request, kind: type[V]) -> Outcome[V]:
        """Run a request. A process that had to be killed or crashed is of no more use.

        Raises LostError where someone stopped the process.
        """
        self.calls += 1
        start, most = time.monotonic(), request.limits.result
        # A closed process cannot do it. The id of one that was waited for may be another's.
        if sys.platform == "linux" and self._process.returncode is None:
            limit_resources(request.limits, self._process.pid)
        with self._watchdog.until(start + request.limits.timeout):
            try:
                reply = self._exchange(pickle.dumps(request, pickle.HIGHEST_PROTOCOL), most)
            except FrameError as error:
                self.end()
                return too_large(error, self._said(), time.monotonic() - start)
        seconds, reason = time.monotonic() - start, self._watchdog.reason
        if reply is not None and not reason:
            return outcome_of(kind, reply, most, self._said(), seconds)
        kill_group(self._process)
        code = self._process.wait()
        if reason == "lost":
            raise LostError("someone stopped its process")
        if reason == "late":
            return Outcome(None, "timeout", "", self._said(), seconds)
        return Outcome(None, "crash", describe_exit(code), self._said(), seconds)

    def end(self) -> None:
        """Have the process end and whatever it started; work under way ends as a crash."""
        self._is_ended = True
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

    def _exchange(self, request: bytes, most: int) -> bytes | None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            write_frame(stdin, request)
            return read_frame(stdout, most)
        except OSError:
            with contextlib.suppress(OSError):
                stdin.close()  # from 3.13 on, Python shows a traceback where it has to
            return None


class Watchdog:
    """Calls `bite` when a piece of work is late, or its process `is_lost`; `reason` says which."""

    def __init__(self, bite: Callable[[], None], is_lost: Callable[[], bool]) -> None:
        self._bite, self._is_lost = bite, is_lost
        self._deadline = float("inf")
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self.reason: Literal["", "late", "lost"] = ""
        threading.Thread(target=self._watch, daemon=True).start()

    @contextlib.contextmanager
    def until(self, deadline: float) -> Iterator[None]:
        """Watch what is done in this context; `deadline` is on the monotonic clock."""
        self.reason, self._deadline = "", deadline
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
        for tick in itertools.count(1):
            start = time.monotonic()
            if self._closed.wait(TICK):
                return
            with self._lock:
                if self._deadline == float("inf"):
                    continue
                passed = time.monotonic() - start
                self._deadline += passed if passed > LEAP else 0.0
                is_lost = tick % TICKS == 0 and self._is_lost()
                if is_lost or time.monotonic() > self._deadline:
                    self.reason, self._deadline = "lost" if is_lost else "late", float("inf")
                    self._bite()
