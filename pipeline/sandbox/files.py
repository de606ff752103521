"""Places that may be read and a folder that may be written → the kernel refuses all others.

By Landlock (Linux 5.13 and later), which needs no rights. It does not see who asks for the status
of a file. What a version of it does not know is left out.
Source: linux/landlock.h of the kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from functools import cache

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The same numbers on every machine."""
VERSION, PATH_BENEATH = 1, 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = (1 << bit for bit in range(4))
MAKE_CHAR, MAKE_BLOCK, TRUNCATE = (1 << bit for bit in (6, 11, 14))
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
KNOWN = ((1, 13), (2, 14), (3, 15), (5, 16))
"""From a version on, so many rights can be held."""
TCP, SCOPES = 0b11, 0b11
"""To bind and to connect; abstract sockets and signals."""


def version() -> int:
    """The kernel's version of Landlock; 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(CREATE_RULESET, None, 0, VERSION))


def confine_files(reads: Iterable[str], own: str, *, runs: bool) -> bool:
    """Have this thread and those that it starts open nothing else from now on; whether it worked.

    `runs`: what may be read may be run as well. Expects `gain_no_rights`.
    TCP, and signals and abstract sockets of others, are closed where Landlock knows them.
    """
    known = version()
    if known == 0:
        return False
    handled = (1 << max(bits for since, bits in KNOWN if since <= known)) - 1
    words = [handled, *[TCP] * (known >= 4), *[SCOPES] * (known >= 6)]
    attributes = struct.pack(f"{len(words)}Q", *words)
    ruleset = _call(CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for place in reads:
            _allow(ruleset, place, READ_FILE | READ_DIR | EXECUTE * runs)
        _allow(ruleset, os.devnull, OF_FILES & handled & ~EXECUTE)
        _allow(ruleset, own, handled & ~(MAKE_CHAR | MAKE_BLOCK | EXECUTE))
        return _call(RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, place: str, rights: int) -> None:
    with contextlib.suppress(OSError):  # what is not there cannot be read either
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
                rights &= OF_FILES
            _call(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
        finally:
            os.close(descriptor)


def _call(number: int, *arguments: int | bytes | None) -> int:
    typed = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    done: int = _library().syscall(ctypes.c_long(number), *typed)
    return done


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library
