"""A command → how long its process took and how much memory it held, seen from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.model import Run, UnexpectedError

RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`: see getrusage(2)."""


def _environment() -> dict[str, str]:
    """The environment as users have it: Python keeps the bytecode of what it imports."""
    return {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], root: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command in the folder `root` until its process ends.

    Linux counts towards the peak what this process held when the other was started: keep it small.
    Raises UnexpectedError with arguments, exit code and output when it fails.
    """
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=root,
            env={**_environment(), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        output = log.read().decode(errors="replace")
    if process.returncode:
        raise UnexpectedError(f"{' '.join(command)} ended with {process.returncode}:\n{output}")
    return Run(seconds, usage.ru_maxrss * RSS_UNIT / 1e6, output)
