"""A scheduler and workers on loopback, each a process as its users start it, to be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.conftest import wait_until

COMMAND = (sys.executable, "-m", "pipeline.remote")


class DaskCluster:
    """A scheduler with some workers, one a nanny, which run the package that lies in `package`.

    They work in `folder`; with TLS where there are `certificates`. `address` is the scheduler's.
    """

    def __init__(
        self, folder: Path, package: Path, certificates: Path | None = None, workers: int = 2
    ) -> None:
        self.folder, self._package, self._certificates = folder, package, certificates
        self._environment = {**os.environ, "PYTHONPATH": str(package)}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"{'tls' if certificates else 'tcp'}://127.0.0.1:{port}"
        self.log = folder / "cluster.log"
        self.scheduler = self._start("scheduler", "--port", str(port))
        self.nannies = [self.start_worker() for _ in range(workers)]

    def start_worker(self) -> subprocess.Popen[bytes]:
        """One more worker with its nanny."""
        return self._start("worker", self.address, "-n", "1")

    def wait(self, workers: int) -> None:
        """Wait until so many workers have been there."""
        registered = b"Register worker"
        wait_until(lambda: self.log.read_bytes().count(registered) >= workers, "no worker came")

    def worker_of(self, nanny: subprocess.Popen[bytes]) -> int:
        """The process id of the worker under a nanny."""
        found = [pid for pid in children(nanny.pid) if b"resource_tracker" not in command(pid)]
        return found[0]

    def close(self) -> None:
        """End all of it."""
        for process in (*self.nannies, self.scheduler):
            end_tree(process.pid)
            process.wait()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        tls = ["--certificates", str(self._certificates)] if self._certificates else []
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*COMMAND, *arguments, *tls],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=self._environment, start_new_session=True,
            )  # fmt: skip


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, thread.read_text().split())
    return found


def command(pid: int) -> bytes:
    """The command line of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def end_tree(pid: int) -> None:
    """Kill a process and all that it started."""
    below = children(pid)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    for each in below:
        end_tree(each)
