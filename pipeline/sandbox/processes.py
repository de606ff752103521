"""A process → one that the kernel lets start threads, and no other process (Linux).

A script that starts processes faster than they can be killed would outlive its time limit. So it
starts none: the calls fail as where there are too many processes already.
Source: linux/seccomp.h, linux/filter.h and linux/audit.h of the kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from typing import NamedTuple

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
CLONE_THREAD = 0x00010000

LOAD, IS, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Operations of the filter: load a word of the call, compare it, or end."""

NUMBER, ARCHITECTURE, FLAGS = 0, 4, 16
"""Where in a call its number lies, what it is made for, and its first argument."""


class Calls(NamedTuple):
    """The numbers of the calls that start a process; from `first_odd` on they are those
    of another ABI.
    """

    architecture: int
    forks: tuple[int, ...]
    clone: int
    clone3: int
    first_odd: int = 0x40000000


CALLS = {
    "x86_64": Calls(0xC000003E, (57, 58), 56, 435),
    "aarch64": Calls(0xC00000B7, (), 220, 435),
}


def refuse_processes() -> bool:
    """Have the kernel refuse to start any from now on; whether it can."""
    calls = CALLS.get(os.uname().machine) if sys.platform == "linux" else None
    if calls is None:
        return False
    program = b"".join(_filter(calls))
    held = ctypes.create_string_buffer(program, len(program))
    descriptor = struct.pack("HP", len(program) // 8, ctypes.addressof(held))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    done: int = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, descriptor, 0, 0)
    return done == 0


def _filter(calls: Calls) -> list[bytes]:
    """The program: each step is an operation, how far to jump if it is so or not, and a value."""
    again, missing = REFUSE | errno.EAGAIN, REFUSE | errno.ENOSYS
    forks = [_step(IS, number, 0, 1) + _step(RETURN, again) for number in calls.forks]
    return [
        _step(LOAD, ARCHITECTURE),
        _step(IS, calls.architecture, 1, 0),
        _step(RETURN, again),
        _step(LOAD, NUMBER),
        _step(AT_LEAST, calls.first_odd, 0, 1),
        _step(RETURN, again),
        *forks,
        # Its flags lie in memory, where no filter sees them; the C library then takes `clone`.
        _step(IS, calls.clone3, 0, 1),
        _step(RETURN, missing),
        _step(IS, calls.clone, 0, 3),
        _step(LOAD, FLAGS),
        _step(ANY_BIT, CLONE_THREAD, 1, 0),
        _step(RETURN, again),
        _step(RETURN, ALLOW),
    ]


def _step(operation: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("HBBI", operation, if_so, if_not, value)
