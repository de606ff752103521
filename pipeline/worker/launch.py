"""The name of a worker module → a running process with a small environment of our making."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

START_METHOD = "VISUALS_START_METHOD"

# What a process needs to find its programs and its libraries.
PASSED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")

FIXED = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "0",
    # A process that forks must have one thread, and numpy's BLAS starts its own unless these say 1.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
}


def environment() -> dict[str, str]:
    """The same environment for every worker, whoever runs the build and wherever."""
    return {name: os.environ[name] for name in PASSED if name in os.environ} | FIXED


def launch(
    module: str,
    *arguments: str,
    stdin: IO[bytes] | int,
    stdout: IO[bytes] | int,
    log: IO[bytes],
    settings: Mapping[str, str],
) -> subprocess.Popen[bytes]:
    """Start `module`'s `main(*arguments)` in a session of its own, its messages going to `log`.

    `settings` are variables that replace those of `environment`.
    """
    boot = str(Path(__file__).with_name("boot.py"))
    # The next process imports in half the time what this one compiles, if that may be kept.
    flags = ["-P", "-B"] if sys.dont_write_bytecode else ["-P"]
    return subprocess.Popen(
        [sys.executable, *flags, boot, module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=log,
        env=environment() | dict(settings),
        start_new_session=True,
    )


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its group, unless it has been waited for: its id may be another's then."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    # macOS refuses where all that is left of a group is a process that has ended.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def is_stopped(process: subprocess.Popen[bytes]) -> bool:
    """Whether someone has stopped a process (SIGSTOP), so that it will not answer (Linux)."""
    try:
        return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


class LostError(Exception):
    """A process was lost through no fault of its work; `args[0]` is what is known of its end."""


def can_fork() -> bool:
    """Whether a fresh child is a fork here, as on Linux unless START_METHOD says spawn."""
    if sys.platform != "linux" or os.environ.get(START_METHOD) == "spawn":
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True
