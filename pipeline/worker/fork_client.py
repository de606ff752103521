"""The client's side of a warm process that forks: a Request → an Outcome, each in a fresh child."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping

from pipeline.worker.cores import Stop
from pipeline.worker.frames import DEADLINE, STATUS
from pipeline.worker.launch import kill_group, launch
from pipeline.worker.outcome import Outcome, describe_exit, outcome_of, read_output
from pipeline.worker.request import Request

CLOSING = 0.5


class ServerEndedError(Exception):
    """The warm process ended before the work did; `args[0]` is what it last said."""


class Forking:
    """One warm process that has run `warm_up` and forks a child for each call; threads share it."""

    def __init__(self, warm_up: str, settings: Mapping[str, str]) -> None:
        self._has_worked = False
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = launch(
                "pipeline.worker.fork_process",
                warm_up,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                log=self._log,
                settings=settings,
            )

    def call(self, request: Request, stop: Stop) -> Outcome:
        """Run a request in a fresh child, which `stop` ends.

        Raises ServerEndedError when the warm process ends.
        """
        self._has_worked = True
        with (
            tempfile.TemporaryFile() as work,
            tempfile.TemporaryFile() as reply,
            tempfile.TemporaryFile() as log,
        ):
            pickle.dump(request, work, pickle.HIGHEST_PROTOCOL)
            work.seek(0)
            descriptors = [work.fileno(), reply.fileno(), log.fileno()]
            code, is_late, seconds = self._run(request.limits.timeout, descriptors, stop)
            output = read_output(log)
            reply.seek(0)
            data = reply.read()
        if is_late:
            return Outcome(None, "timeout", "", output, seconds)
        if code != 0 or not data:
            return Outcome(None, "crash", describe_exit(code), output, seconds)
        return outcome_of(data, output, seconds)

    def end(self) -> None:
        """Have the process end, its children and theirs; work under way raises ServerEndedError."""
        if not self._has_worked:  # it has no children, and may take long to see that it is closed
            kill_group(self._process)
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """End it and wait until it has; its end of the socket closes then."""
        self.end()
        with contextlib.suppress(OSError):
            self._control.settimeout(CLOSING)
            self._control.recv(1)
        kill_group(self._process)
        self._process.wait()

    def _run(self, timeout: float, descriptors: list[int], stop: Stop) -> tuple[int, bool, float]:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._send(DEADLINE.pack(timeout), [theirs.fileno(), *descriptors])
            with stop.ending(lambda: ours.shutdown(socket.SHUT_RDWR)):
                status = ours.recv(STATUS.size)
        if stop.is_called:
            return -signal.SIGKILL, False, 0.0
        if not status:
            raise ServerEndedError(self._last_words())
        code, is_late, seconds = STATUS.unpack(status)
        return code, is_late, seconds

    def _send(self, message: bytes, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._control, [message], descriptors)
        except OSError as error:
            raise ServerEndedError(self._last_words()) from error

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(CLOSING)
            size = os.fstat(self._log.fileno()).st_size
            log = os.pread(self._log.fileno(), 4096, max(0, size - 4096)).decode(errors="replace")
            return f"{describe_exit(code)}\n{log}".strip()
        return "the warm process does not answer"
