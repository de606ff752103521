"""The client's side of a warm process that forks: a Request → an Outcome, each in a fresh child."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping

from pipeline.worker.cores import Stop
from pipeline.worker.frames import DEADLINE, STATUS
from pipeline.worker.launch import LostError, is_stopped, kill_group, launch
from pipeline.worker.outcome import (
    Outcome,
    V,
    describe_exit,
    outcome_of,
    read_output,
    too_large,
)
from pipeline.worker.request import Request

CLOSING = 0.5

LOOK = 1.0
"""Seconds between two looks at whether the warm process was stopped."""

PATIENCE = 150.0
"""Seconds that it may take beyond the time limit of its work: it may have to warm up first."""


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

    def call(self, request: Request, kind: type[V], stop: Stop) -> Outcome[V]:
        """Run a request in a fresh child, which `stop` ends.

        Raises LostError when the warm process ends or does not answer.
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
            output, size = read_output(log), os.fstat(reply.fileno()).st_size
            if is_late:
                return Outcome(None, "timeout", "", output, seconds)
            if code != 0 or not size:
                return Outcome(None, "crash", describe_exit(code), output, seconds)
            most = request.limits.result
            if size > most:
                return too_large(f"it has {size} bytes, more than are read", output, seconds)
            reply.seek(0)
            return outcome_of(kind, reply.read(most), most, output, seconds)

    def end(self) -> None:
        """Have the process end, its children and theirs; work under way raises LostError."""
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
                status = self._status(ours, timeout + PATIENCE)
        if stop.is_called:
            return -signal.SIGKILL, False, 0.0
        if not status:
            raise LostError(self._last_words())
        code, is_late, seconds = STATUS.unpack(status)
        return code, is_late, seconds

    def _status(self, ours: socket.socket, patience: float) -> bytes:
        """What the warm process reports of a child; nothing where it ended.

        One that does not answer is killed: others that wait for it learn that it ended.
        """
        ours.settimeout(LOOK)
        deadline = time.monotonic() + patience
        while True:
            try:
                return ours.recv(STATUS.size)
            except TimeoutError:
                if is_stopped(self._process) or time.monotonic() > deadline:
                    kill_group(self._process)

    def _send(self, message: bytes, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._control, [message], descriptors)
        except OSError as error:
            raise LostError(self._last_words()) from error

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(CLOSING)
            size = os.fstat(self._log.fileno()).st_size
            log = os.pread(self._log.fileno(), 4096, max(0, size - 4096)).decode(errors="replace")
            return f"{describe_exit(code)}\n{log}".strip()
        return "the warm process does not answer"
