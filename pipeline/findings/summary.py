"""The last line of a run: how many visuals were built, are fresh and failed, and the seconds."""

from __future__ import annotations

import os
import time

IMPORTED = time.monotonic()
"""Where a system does not say when a process started, this is as early as is known."""


def summary(built: int, fresh: int, failed: int) -> str:
    """The line; its seconds count from the start of the process."""
    seconds = time.monotonic() - _start_of_process()
    return f"{built} built · {fresh} fresh · {failed} failed · {seconds:.1f} s"


def _start_of_process() -> float:
    """When this process started, as `time.monotonic()` would have had it: see proc(5)."""
    try:
        with open("/proc/self/stat", encoding="utf-8", errors="replace") as file:
            ticks = int(file.read().rpartition(")")[2].split()[19])
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return IMPORTED
    return time.monotonic() - age
