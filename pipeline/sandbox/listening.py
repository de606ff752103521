"""What a confined process asks the kernel for → each call, and its answer, in its parent.

Source: linux/seccomp.h of the kernel.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.sandbox import kernel

NOTIFICATION, ANSWER = struct.Struct("QIIiIQ6Q"), struct.Struct("QqiI")
RECEIVE, SEND = 0xC0502100, 0xC0182101
GO_ON = 1
LONGEST_PATH = 4096
TGKILL = (234, 131)

MARK = getattr(signal, "SIGRTMAX", 0)
"""The signal by which a process is made to say where it is; who is not ready for it ends by it."""


class Call(NamedTuple):
    """A call that waits for its answer: who makes it, its number, and its arguments."""

    id: int
    thread: int
    number: int
    arguments: tuple[int, ...]


class Listener:
    """Where the calls of the process `pid`, and its threads, arrive; threads do not share it.

    `owns` are folders that may be disks of its own. Raises OSError where it cannot be looked at.
    """

    def __init__(self, descriptor: int, pid: int, owns: Iterable[str]) -> None:
        self._descriptor, self._pid = descriptor, pid
        self._memory: int | None = None
        disks = {os.stat(f"/proc/{pid}/root{place}").st_dev: place for place in owns}
        self._disks = {disk: at for disk, at in disks.items() if disk != os.stat(at).st_dev}

    def fileno(self) -> int:
        """The descriptor that can be read when there is a call."""
        return self._descriptor

    def next(self) -> Call | None:
        """The next call; None where who made it has ended meanwhile."""
        import fcntl

        message = bytearray(NOTIFICATION.size)
        try:
            fcntl.ioctl(self._descriptor, RECEIVE, message, True)
        except OSError:
            return None
        id_, thread, _, number, _, _, *arguments = NOTIFICATION.unpack(message)
        return Call(id_, thread, number, tuple(arguments))

    def go_on(self, call: Call) -> None:
        """Have the kernel do what was asked for."""
        self._answer(call, 0, GO_ON)

    def pretend(self, call: Call) -> None:
        """Have the kernel do nothing, and say that it did."""
        self._answer(call, 0, 0)

    def refuse(self, call: Call, number: int) -> None:
        """Have the call fail with an error of this number."""
        self._answer(call, -number, 0)

    def text(self, address: int) -> bytes:
        """What stands in the caller's memory up to the first zero. Raises OSError."""
        if self._memory is None:
            self._memory = os.open(f"/proc/{self._pid}/mem", os.O_RDONLY | os.O_CLOEXEC)
        return os.pread(self._memory, LONGEST_PATH, address).partition(b"\0")[0]

    def folder(self, call: Call, descriptor: int | None) -> str:
        """The folder that a descriptor of the caller stands for; None for where it works.

        Raises OSError.
        """
        at = f"/proc/{call.thread}/" + ("cwd" if descriptor is None else f"fd/{descriptor}")
        disk = self._disks.get(os.stat(at).st_dev, "")
        return disk + os.readlink(at)  # on a disk of the caller's own, it is the path there

    def threads(self) -> int:
        """How many threads the process has. Raises OSError."""
        return len(os.listdir(f"/proc/{self._pid}/task"))

    def mark(self, call: Call) -> None:
        """Have the caller say where it is, as soon as it goes on."""
        with contextlib.suppress(OSError):
            kernel.call(TGKILL[kernel.WHICH or 0], self._pid, call.thread, MARK)

    def close(self) -> None:
        """Stop listening. A call that still waits fails, as one that the kernel does not know."""
        os.close(self._descriptor)
        if self._memory is not None:
            os.close(self._memory)

    def _answer(self, call: Call, error: int, flags: int) -> None:
        import fcntl

        with contextlib.suppress(OSError):  # the caller has ended meanwhile
            fcntl.ioctl(self._descriptor, SEND, ANSWER.pack(call.id, 0, error, flags))
