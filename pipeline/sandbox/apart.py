"""A process → one with a disk of its own, no rights of root and no way to more memory (Linux).

Its temporary folder becomes a file system of bounded size, which nobody else sees and which is
gone when it ends. That takes a namespace: root makes one, and any user where the kernel allows it.
Source: linux/sched.h, linux/mount.h and linux/capability.h of the kernel.
"""

from __future__ import annotations

import contextlib
import os
import struct
from pathlib import Path

from pipeline.model import MIB
from pipeline.sandbox import kernel
from pipeline.sandbox.kernel import PR_SET_DUMPABLE

UNSHARE, MOUNT, CAPSET = (272, 97), (165, 40), (126, 91)
NEW_MOUNTS, NEW_IPC, NEW_USER = 0x00020000, 0x08000000, 0x10000000
NO_SUID, NO_DEVICES, NO_PROGRAMS, PRIVATE_EVERYWHERE = 2, 4, 8, 0x40000 | 0x4000

DISK = 256 * MIB
"""Bytes that all temporary files of a script may take together."""
FILES = 10_000
SHARED, LOCKS = "/dev/shm", MIB
"""Where locks between processes lie, which libraries make for one process, too."""
OPEN_FILES = 1024
MORE = 4096 * MIB
"""Bytes of addresses beyond what there are already and the memory that a script may use: threads
and the C library set some aside that they never use."""

CAPABILITIES_3 = 0x20080522
TO_READ_ALL = 0b110
"""The right of root to read and write files of others. Scripts of a project that is not root's
need it, and Landlock and the mounts hold it."""


def stand_apart(own: str, memory: int) -> tuple[str, ...]:
    """Do both, as far as the kernel allows; which folders are its own then.

    `memory` is what may be used, in bytes. Expects that this process has one thread and does
    nothing else afterwards.
    """
    has_disk = own_disk(own)
    give_up_rights(memory)
    return (own, SHARED) if has_disk and os.path.isdir(SHARED) else (own,)


def own_disk(own: str) -> bool:
    """Put a file system of bounded size in the place of the folder `own`; whether that worked."""
    user, group = os.geteuid(), os.getegid()
    spaces = NEW_MOUNTS | NEW_IPC | (NEW_USER if user else 0)
    try:
        _call(UNSHARE, spaces)
        if user:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        _call(MOUNT, b"none", b"/", None, PRIVATE_EVERYWHERE, None)
        flags = NO_SUID | NO_DEVICES | NO_PROGRAMS
        for place, size in ((own, DISK), (SHARED, LOCKS)):
            if os.path.isdir(place):
                options = f"size={size},nr_inodes={FILES},mode=700".encode()
                _call(MOUNT, b"tmpfs", os.fsencode(place), b"tmpfs", flags, options)
    except OSError:
        return False
    return True


def give_up_rights(memory: int) -> None:
    """Keep no right of root but to read, and have limits that cannot be raised."""
    rights = TO_READ_ALL if os.geteuid() == 0 else 0
    with contextlib.suppress(OSError):
        words = struct.pack("6I", rights, rights, 0, 0, 0, 0)
        _call(CAPSET, struct.pack("Ii", CAPABILITIES_3, 0), words)
    with contextlib.suppress(OSError):
        # With its rights, the kernel took from others of its user that they may look at it.
        kernel.prctl(PR_SET_DUMPABLE, 1)
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    bounds = {resource.RLIMIT_AS: pages * resource.getpagesize() + memory + MORE}
    bounds[resource.RLIMIT_NOFILE] = OPEN_FILES
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_FSIZE,
                 resource.RLIMIT_CORE, resource.RLIMIT_NOFILE):  # fmt: skip
        soft, hard = resource.getrlimit(kind)
        limits = [each for each in (bounds.get(kind, soft), soft, hard)
                  if each != resource.RLIM_INFINITY]  # fmt: skip
        least = min(limits, default=resource.RLIM_INFINITY)
        resource.setrlimit(kind, (least, least))


def _call(numbers: tuple[int, int], *arguments: int | bytes | None) -> None:
    kernel.call(numbers[kernel.WHICH or 0], *arguments)
