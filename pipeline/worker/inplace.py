"""One warm process, from both sides: a Request → an Outcome, one after another."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.worker.frames import read_frame, write_frame
from pipeline.worker.launch import kill_group, launch
from pipeline.worker.outcome import Outcome, describe_exit, read_output
from pipeline.worker.process import limit_resources, take_standard_streams
from pipeline.worker.watchdog import Watchdog
from pipeline.worker.work import Request, outcome_of, perform

GRACE = 5.0


class InPlace:
    """The client's side of one warm process. One thread at a time may use it."""

    def __init__(self) -> None:
        self.warmed: set[str] = set()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._process = launch(
            __name__, stdin=subprocess.PIPE, stdout=subprocess.PIPE, log=self._log
        )
        self._watchdog = Watchdog(lambda: kill_group(self._process))

    @property
    def is_running(self) -> bool:
        """Whether the process can take another request."""
        return self._process.poll() is None

    def call(self, request: Request) -> Outcome:
        """Run a request. A process that had to be killed or crashed is of no more use."""
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

    def close(self) -> None:
        """End the process and whatever it started; work under way ends as a crash."""
        self._watchdog.close()
        kill_group(self._process)
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


def main() -> None:
    """Serve requests until the pipe is closed: the process's side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stdin, stdout = take_standard_streams()
    with os.fdopen(stdin, "rb", buffering=0) as requests, os.fdopen(stdout, "wb") as replies:
        _die_at_hang_up(stdin)
        while (data := read_frame(requests)) is not None:
            request: Request = pickle.loads(data)
            limit_resources(request.limits)
            with _mortal(request.limits.timeout + GRACE):
                reply = perform(request)
            write_frame(replies, reply)


def _die_at_hang_up(descriptor: int) -> None:
    """Ask for SIGIO when the pipe's other end closes, so that work in a C library ends too."""
    if sys.platform == "linux":
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_IGN)
        fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)


@contextmanager
def _mortal(seconds: float) -> Iterator[None]:
    """Let the kernel end this process when its client is gone, or after `seconds` at the latest."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGIO, signal.SIG_IGN)
