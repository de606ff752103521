"""`doit` and `doit run`: doit's own, with a lock, a clean end on signals, and pages in failure."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from doit.cmd_base import tasks_and_deps_iter
from doit.cmd_run import Run as DoitRun
from filelock import FileLock, Timeout

from pipeline.build import Build
from pipeline.outputs import write_whole

INTERRUPTED = 130


class Run(DoitRun):  # type: ignore[misc] # doit is untyped
    """Replaces doit's `run`; a project that is not ours gets doit's own behaviour."""

    def execute(self, params: Any, args: Any) -> int:
        """Load the tasks and run them. SIGINT and SIGTERM end the run with one line."""
        with contextlib.suppress(ValueError):  # not in the main thread: signals are not ours
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, _interrupt)
        gc.disable()  # the graph is built now and stays to the end: nothing of it is to be found
        try:
            result: int = super().execute(params, args)
        except KeyboardInterrupt:
            sys.stdout.flush()
            print("interrupted; what is built stays, doit builds the rest", file=sys.stderr)
            sys.stderr.flush()
            os._exit(INTERRUPTED)  # threads that wait for a worker that is gone end here too
        return result

    @functools.wraps(DoitRun._execute)
    def _execute(self, *args: Any, **kwargs: Any) -> int:
        build = self.loader.namespace.get("BUILD")
        if not isinstance(build, Build):
            return super()._execute(*args, **kwargs)  # type: ignore[no-any-return] # doit is untyped
        gc.freeze()
        gc.enable()
        with _locked(build.plan.lock):
            build.results.store.is_bypassed = bool(kwargs.get("always"))
            try:
                result: int = super()._execute(*args, **kwargs)
                if build.failed and self._includes("gallery"):
                    build.finish()
                return result
            finally:
                build.close()

    def _includes(self, task: str) -> bool:
        """Whether this run was to do `task`, asked for or as a dependency."""
        control = self.control
        return any(
            each.name == task for each in tasks_and_deps_iter(control.tasks, control.selected_tasks)
        )


def _interrupt(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextlib.contextmanager
def _locked(path: str) -> Iterator[None]:
    """Hold the lock of the tree; where another build has it, say which, and wait."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    holder = f"{path}.holder"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with contextlib.suppress(OSError):
            who = Path(holder).read_text(encoding="utf-8").strip()
            print(f"waiting for another doit here (process {who})", file=sys.stderr)
        lock.acquire()
    try:
        write_whole(holder, f"{os.getpid()}\n".encode())
        yield
    finally:
        lock.release()
