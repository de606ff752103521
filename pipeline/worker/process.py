"""What a worker process does to itself: descriptors, limits, and ties to its parent."""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from pipeline.model import MIB, Limits

if sys.platform != "win32":
    import resource

FILE_LIMIT = 256 * MIB


def take_standard_streams() -> tuple[int, int]:
    """Keep what came as descriptors 0 and 1 for this process alone; return where they are now.

    Work then finds an empty standard input, and whatever it prints goes where errors go.
    """
    kept = os.dup(0), os.dup(1)
    silence = os.open(os.devnull, os.O_RDONLY)
    os.dup2(silence, 0)
    os.close(silence)
    os.dup2(2, 1)
    return kept


def limit_resources(limits: Limits, process: int = 0) -> None:
    """Bound memory and file sizes, and leave no core dump. Only the soft limits are lowered.

    They are those of this process or, on Linux, of the one with that id.

    RLIMIT_DATA counts what the work allocates, while RLIMIT_AS would count mapped libraries too,
    which differ from machine to machine and take a good part of a gigabyte.
    """
    if sys.platform == "win32":
        return
    for kind, bound in (
        (resource.RLIMIT_DATA, limits.memory * MIB),
        (resource.RLIMIT_FSIZE, FILE_LIMIT),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        soft = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        if sys.platform == "linux":
            resource.prlimit(process, kind, (soft, hard))
        else:
            with contextlib.suppress(OSError, ValueError):  # macOS sets some of them only
                resource.setrlimit(kind, (soft, hard))


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends (Linux); `parent` is its id.

    The signal comes when the parent's *thread* ends, so the parent must have one only.
    """
    if sys.platform == "linux":
        # With ctypes, which whoever only starts such a process does not need.
        from pipeline.sandbox.kernel import PR_SET_PDEATHSIG, prctl

        with contextlib.suppress(OSError):
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends (Linux)."""
    if sys.platform == "linux":
        from pipeline.sandbox.kernel import PR_SET_CHILD_SUBREAPER, prctl

        with contextlib.suppress(OSError):
            prctl(PR_SET_CHILD_SUBREAPER, 1)
