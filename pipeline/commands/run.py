"""`doit` and `doit run`: doit's own, with a lock, a clean end on signals, and pages in failure."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

from doit.cmd_base import tasks_and_deps_iter
from doit.cmd_run import Run as DoitRun

from pipeline.graph.build import Build
from pipeline.graph.journal import locked
from pipeline.graph.reporter import Reporter
from pipeline.graph.tasks import asked, forecast
from pipeline.kinds import kind_of
from pipeline.model import Visual

INTERRUPTED = 130
PAGE_AFTER = 0.05
"""Seconds that the first render is left alone with the cores, before pages are prepared."""


class Run(DoitRun):  # type: ignore[misc] # doit is untyped
    """Replaces doit's `run`; a project that is not ours gets doit's own behaviour."""

    def execute(self, params: Any, args: Any) -> int:
        """Load the tasks and run them. SIGINT and SIGTERM end the run with one line."""
        with contextlib.suppress(ValueError):  # not in the main thread: signals are not ours
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, _interrupt)
        is_plain = not (args or params["always"] or params["single"])
        # doit reads dodo.py and makes the tasks in one go: in between, the build has to learn this.
        self.loader.load_tasks = functools.partial(_load, self.loader, is_plain)
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
        gc.freeze()
        gc.enable()
        build = self.loader.namespace.get("BUILD")
        if not isinstance(build, Build):
            return super()._execute(*args, **kwargs)  # type: ignore[no-any-return] # doit is untyped
        try:
            self._widen(build, kwargs)
            if build.is_narrow and not forecast(build).tasks:
                Reporter(kwargs["outfile"], {}, fresh=len(build.visuals)).complete_run()
                return 0
            with locked(build.plan.lock):
                if self.dep_manager.backend.refresh():
                    self._load_again()
                return self._build(build, args, kwargs)
        finally:
            build.close()

    def _widen(self, build: Build, options: dict[str, Any]) -> None:
        """Give doit all tasks after all where another reporter is to report on them."""
        is_ours = options["reporter"] is Reporter and not isinstance(options["outfile"], str)
        if build.is_narrow and not is_ours:
            build.is_narrow = False
            self._load_again()

    def _load_again(self) -> None:
        forecast.cache_clear()
        self.task_list: list[Any] = type(self.loader).load_tasks(self.loader, self, [])

    def _build(self, build: Build, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
        build.work.store.is_bypassed = bool(kwargs.get("always"))
        if build.is_narrow:
            to_build = list(asked(build))
            forecast.cache_clear()  # ten thousand reasons take memory, and nobody asks again
            fresh = len(build.visuals) - len(to_build)
            kwargs["reporter"] = Reporter(kwargs["outfile"], {}, fresh)
            # Each by name: of a group, doit runs every render before the first normalization.
            names = [f"normalize:{visual.id}" for visual in _in_order(to_build)]
            self.sel_tasks: list[str] = [*names, *self.sel_tasks]
        page = threading.Timer(PAGE_AFTER, _prepare_page)
        page.daemon = True
        page.start()
        result: int = super()._execute(*args, **kwargs)
        page.cancel()
        if build.failed and self._includes("gallery"):
            build.finish()
        return result

    def _includes(self, task: str) -> bool:
        """Whether this run was to do `task`, asked for or as a dependency."""
        control = self.control
        return any(
            each.name == task for each in tasks_and_deps_iter(control.tasks, control.selected_tasks)
        )


def _load(loader: Any, is_plain: bool, cmd: Any, pos_args: list[str]) -> Any:
    """Have doit's loader make the tasks; in a plain run only those that the forecast names."""
    build = loader.namespace.get("BUILD")
    if isinstance(build, Build):
        build.is_narrow = is_plain
    return type(loader).load_tasks(loader, cmd=cmd, pos_args=pos_args)


def _in_order(visuals: list[Visual]) -> list[Visual]:
    """One script first, which has its process started; what needs none goes on meanwhile."""
    scripts = [visual for visual in visuals if kind_of(visual.kind).is_alone]
    others = [visual for visual in visuals if not kind_of(visual.kind).is_alone]
    return [*scripts[:1], *others, *scripts[1:]]


def _prepare_page() -> None:
    """Import what makes pages while this process waits for renders."""
    import pipeline.pages  # noqa: F401


def _interrupt(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
