"""Processes as forks of a warm one: each as if it were started, and soon there.

Most of what a small process takes is that it starts Python, imports and warms up. A warm process
does this once and forks for each that asks; nothing that one fork does reaches the next.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import json
import os
import select
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

FRAME = 1 << 18

GoOn = Callable[[Any], object]
"""What a fork does with the request that it was made for; it ends with that."""

_NUMBERS = itertools.count()


class Process:
    """A fork, with what is used of `Popen`."""

    def __init__(self, place: str, request: object, descriptors: list[int]) -> None:
        self.stdin: IO[bytes] | None = None
        self.stdout: IO[bytes] | None = None
        self.returncode: int | None = None
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.connect(place)
        socket.send_fds(self._socket, [json.dumps(request).encode()], descriptors)
        self.pid = int(self._socket.recv(FRAME))

    def poll(self) -> int | None:
        """Its exit code once it has ended."""
        return self._ended(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code when it has ended; raises TimeoutExpired."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0.0)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._socket], [], [], timeout)[0]:
            self.returncode = int(self._socket.recv(FRAME, socket.MSG_PEEK))  # for each thread
        return self.returncode


class Warm:
    """A warm process, from the side of those who ask it; it ends when this process has."""

    def __init__(self, words: list[str], environment: Mapping[str, str]) -> None:
        self._place = f"\0warm {os.getpid()} {next(_NUMBERS)}"
        self._alive, theirs = socket.socketpair()
        with theirs, socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
            listening.bind(self._place)
            listening.listen(64)
            descriptors = listening.fileno(), theirs.fileno()
            subprocess.Popen(
                [sys.executable, *words, *map(str, descriptors)],
                cwd=Path(__file__).parents[1], stdin=subprocess.DEVNULL, env=environment,
                pass_fds=descriptors,
            )  # fmt: skip

    def fork(self, request: object, stdin: int, stdout: int, stderr: int) -> Process:
        """A fork that does what is asked, with these streams."""
        return Process(self._place, request, [stdin, stdout, stderr])


def serve(warm: Callable[[], GoOn], listening: int, alive: int) -> NoReturn:
    """Fork for each that asks and tell it how its fork ended, until `alive` is closed."""
    asked, poller = socket.socket(fileno=listening), select.epoll()
    ends: dict[int, tuple[int, socket.socket]] = {}
    go_on: GoOn | None = None
    for descriptor in (listening, alive):
        poller.register(descriptor, select.EPOLLIN)
    while True:
        (descriptor, _), *_ = poller.poll(None, 1)
        if descriptor == alive:
            os._exit(0)
        if descriptor == listening:
            asking, _ = asked.accept()
            go_on = go_on or _warmed(warm)
            pid = _fork(asking, go_on)
            pidfd = os.pidfd_open(pid)
            poller.register(pidfd, select.EPOLLIN)
            ends[pidfd] = pid, asking
        else:
            poller.unregister(descriptor)
            os.close(descriptor)
            pid, asking = ends.pop(descriptor)
            _, status = os.waitpid(pid, 0)
            _tell(asking, os.waitstatus_to_exitcode(status))
            asking.close()


def _warmed(warm: Callable[[], GoOn]) -> GoOn:
    go_on = warm()
    assert len(os.listdir("/proc/self/task")) == 1, "what has more threads cannot fork"
    gc.collect()
    gc.freeze()  # else each fork copies all of this when it looks for garbage
    return go_on


def _tell(asking: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # it has ended, too
        asking.send(str(number).encode())


def _fork(asking: socket.socket, go_on: GoOn) -> int:
    """Make a fork for one that asks; its process id."""
    request, descriptors, *_ = socket.recv_fds(asking, FRAME, 3)
    pid = os.fork()
    if pid == 0:
        try:
            for number, descriptor in enumerate(descriptors):
                os.dup2(descriptor, number)
            os.closerange(3, 1 << 16)
            go_on(json.loads(request))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    for descriptor in descriptors:
        os.close(descriptor)
    _tell(asking, pid)
    return pid
