"""Places that may be read and a folder that may be written → the kernel refuses all others.

By Landlock (Linux 5.13 and later), which needs no rights. It does not see who asks for the status
of a file. What a version of it does not know is left out.
Source: linux/landlock.h of the kernel.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable

from pipeline.sandbox import kernel

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The same numbers on every machine."""
VERSION, PATH_BENEATH = 1, 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = (1 << bit for bit in range(4))
TRUNCATE = 1 << 14
SPECIAL = sum(1 << bit for bit in (6, 9, 11, 12))
"""To make devices, sockets and links."""
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
KNOWN = ((1, 13), (2, 14), (3, 15), (5, 16))
"""From a version on, so many rights can be held."""
TCP, SCOPES = 0b11, 0b11
"""To bind and to connect; abstract sockets and signals."""


def version() -> int:
    """The kernel's version of Landlock; 0 where there is none."""
    try:
        return kernel.call(CREATE_RULESET, None, 0, VERSION)
    except OSError:
        return 0


def confine_files(reads: Iterable[str], owns: Iterable[str], *, runs: bool) -> bool:
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
    try:
        ruleset = kernel.call(CREATE_RULESET, attributes, len(attributes), 0)
    except OSError:
        return False
    try:
        for place in reads:
            _allow(ruleset, place, READ_FILE | READ_DIR | EXECUTE * runs)
        _allow(ruleset, os.devnull, OF_FILES & handled & ~EXECUTE)
        for place in owns:
            _allow(ruleset, place, handled & ~(SPECIAL | EXECUTE))
        kernel.call(RESTRICT_SELF, ruleset, 0)
    except OSError:
        return False
    finally:
        os.close(ruleset)
    return True


def _allow(ruleset: int, place: str, rights: int) -> None:
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read either
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= OF_FILES
        kernel.call(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)
