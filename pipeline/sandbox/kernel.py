"""The calls of Linux that Python has no function for, by their numbers.

Source: asm/unistd.h and linux/prctl.h of the kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import Any

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38

MACHINES = {"x86_64": 0, "aarch64": 1}
"""Which of the two numbers of a call a machine has."""

WHICH = MACHINES.get(os.uname().machine) if sys.platform == "linux" else None
"""That of this machine; None where its numbers are not known here."""

_LIBC: Any = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
if _LIBC is not None:
    _LIBC.syscall.restype = ctypes.c_long


def call(number: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Make a call. Raises OSError where it fails, also where there is no such call."""
    if _LIBC is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    typed = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    done: int = _LIBC.syscall(ctypes.c_long(number), *typed)
    if done < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return done


def prctl(option: int, value: int) -> None:
    """Set something of this process. Raises OSError."""
    if _LIBC is None or _LIBC.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
