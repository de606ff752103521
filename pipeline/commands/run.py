"""`doit` and `doit run`: doit's own, with ids, a lock, a clean end on signals, pages in failure."""

from __future__ import annotations

import contextlib
import functools
import gc
import signal
import threading
from collections.abc import Sequence
from typing import Any

from doit.cmd_base import tasks_and_deps_iter
from doit.cmd_run import Run as DoitRun

from pipeline.commands.command import refuse_taken
from pipeline.commands.main import CANNOT_RUN, SAID, be_interruptible, end_interrupted
from pipeline.commands.names import disk_errors
from pipeline.commands.words.options import Checked
from pipeline.commands.words.resolving import is_everything, load_named, visuals_named
from pipeline.files.lock import locked, remove_leftovers
from pipeline.glance import FIRST_LOOK
from pipeline.graph.build import Build
from pipeline.graph.forecast import Estimate, Forecast
from pipeline.graph.reporter import Reporter
from pipeline.graph.reporter.live import LiveLine, is_live
from pipeline.graph.reporter.progress import Progress
from pipeline.graph.tasks import Dispatcher, asked, configuration, forecast, fresh_alone, others
from pipeline.graph.wanted import EVERYTHING, Wanted
from pipeline.kinds import kind_of
from pipeline.model import Visual
from pipeline.printing import printable

PAGE_AFTER = 0.05
"""Seconds that the first render is left alone with the cores, before pages are prepared."""
PAGES = ["manifest", "gallery"]
FAILED = 2
"""The exit code where a visual failed (contract 8)."""


class Run(Checked, DoitRun):  # type: ignore[misc] # doit is untyped
    """Replaces doit's `run`; a project that is not ours gets doit's own behaviour."""

    lost_cluster = ""
    """Why a cluster that this run requires cannot be used."""
    doc_purpose = "build what is stale"
    doc_usage = "[ID or TASK ...]"
    doc_description = (
        "With ids, builds these visuals alone. An ID is that of a visual or of a question, or a "
        "pattern such as 'cloud-*'."
    )

    def execute(self, params: Any, args: Any) -> int:
        """Load the tasks and run them. SIGINT and SIGTERM end the run with one line."""
        be_interruptible()
        # doit reads dodo.py and makes the tasks in one go: in between, the build has to learn this.
        self.loader.load_tasks = functools.partial(_load, self.loader, params)
        gc.disable()  # the graph is built now and stays to the end: nothing of it is to be found
        try:
            result: int = super().execute(params, args)
        except KeyboardInterrupt:
            FIRST_LOOK.close()
            if self.lost_cluster:
                end_interrupted(printable(self.lost_cluster), CANNOT_RUN)
            end_interrupted(SAID)
        return result

    @functools.wraps(DoitRun._execute)
    def _execute(self, *args: Any, **kwargs: Any) -> int:
        gc.freeze()
        gc.enable()
        build = self.loader.namespace.get("BUILD")
        if not isinstance(build, Build):
            return super()._execute(*args, **kwargs)  # type: ignore[no-any-return] # doit is untyped
        if isinstance(kwargs["outfile"], str):
            refuse_taken(kwargs["outfile"], kwargs["outfile"], build.plan.config)
        try:
            self._widen(build, kwargs)
            if (fresh := fresh_alone(build)) is not None:
                Reporter(kwargs["outfile"], {}, fresh).complete_run()
                return 0
            with locked(build.plan.lock), disk_errors():
                build.read_reviews()  # `doit approve` may have waited, too
                build.outputs.probe(build.plan.manifest)
                if self.dep_manager.backend.refresh():
                    self._load_again()
                return self._build(build, args, kwargs)
        finally:
            build.close()
            remove_leftovers(build.plan.lock)

    @property
    def control(self) -> Any:
        """All tasks and those that are selected, as doit sets it."""
        return self._control

    @control.setter
    def control(self, control: Any) -> None:
        self._control = control
        control.task_dispatcher = lambda: Dispatcher(
            control.tasks, control.targets, control.selected_tasks
        )

    def _widen(self, build: Build, options: dict[str, Any]) -> None:
        """Give doit all tasks after all where another reporter is to report on them."""
        if build.wanted and not _is_ours(options):
            build.wanted = None
            self._load_again()

    def _load_again(self) -> None:
        self.loader.namespace["BUILD"].look_again()
        forecast.cache_clear()
        self.task_list: list[Any] = type(self.loader).load_tasks(self.loader, self, [])

    def _build(self, build: Build, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
        build.work.store.is_bypassed = bool(kwargs.get("always"))
        self._connect(build)
        fresh, waiting = self._select(build, build.wanted) if build.wanted else (0, 0)
        page = threading.Timer(PAGE_AFTER, _prepare_page)
        page.daemon = True
        page.start()
        is_ours, terminal = _is_ours(kwargs), kwargs["outfile"]
        with contextlib.ExitStack() as stack:
            if is_ours:
                progress = Progress()
                if is_live(terminal):
                    progress = _progress(build, self.sel_tasks)
                    terminal = stack.enter_context(LiveLine(terminal, progress))
                kwargs["reporter"] = Reporter(terminal, {}, fresh, waiting, progress)
            result: int = super()._execute(*args, **kwargs)
        page.cancel()
        if build.failed and self._includes_gallery():
            build.finish()
            if is_ours and build.no_manifest:
                print(build.no_manifest, file=kwargs["outfile"], flush=True)
        if not is_ours:
            return result
        for line in build.work.said():
            print(printable(line), file=kwargs["outfile"], flush=True)
        if build.failed:
            return FAILED
        own = {*configuration()["default_tasks"]}
        return CANNOT_RUN if own & kwargs["reporter"].failed_tasks else result

    def _connect(self, build: Build) -> None:
        """Connect to the cluster; a run that requires it ends as soon as it cannot be used."""
        if (cluster := build.work.cluster) is None:
            return
        if build.plan.config.engine_required:
            cluster.connection.on_lost = lambda: self._end(cluster.connection.lost)
            cluster.connection.wait()
        cluster.connection.start()

    def _end(self, reason: str) -> None:
        self.lost_cluster = f"{reason}; `engine_required` allows no drawing on this machine"
        signal.raise_signal(signal.SIGINT)

    def _select(self, build: Build, wanted: Wanted) -> tuple[int, int]:
        """Have doit build what is wanted; how many are fresh, and for how many the pages wait."""
        to_build, waiting = asked(build), others(build)
        # Each by name: of a group, doit runs every render before the first normalization.
        names = [f"normalize:{visual.id}" for visual in _in_order(to_build)]
        pages = self.sel_tasks if wanted.ids is None else PAGES if not waiting else []
        self.sel_tasks: list[str] = [*names, *pages]
        forecast.cache_clear()  # ten thousand reasons take memory, and nobody asks again
        return sum(map(wanted.includes, build.visuals)) - len(to_build), waiting

    def _includes_gallery(self) -> bool:
        """Whether this run was to write the gallery, asked for or as a dependency."""
        tasks = tasks_and_deps_iter(self.control.tasks, self.control.selected_tasks)
        return any(each.name == "gallery" for each in tasks)


def _load(loader: Any, params: Any, cmd: Any, pos_args: list[str]) -> Any:
    """Have doit's loader make the tasks, where it can only those of what is to be built."""
    build = loader.namespace.get("BUILD")
    if not isinstance(build, Build):
        return load_named(loader, cmd, pos_args)
    is_named = any(":" in name or visuals_named(build, name) for name in pos_args)
    build.fresh.late_work.is_bypassed = bool(params["always"]) or is_named
    if not params["single"]:
        build.wanted = _asked_for(loader, build, pos_args, bool(params["always"]))
        if build.wanted == EVERYTHING:
            seen = FIRST_LOOK.take(build.plan, build.reviews)
            build.settled = seen.settled
            if seen.workers:
                build.work.use(seen.workers)
    try:
        return load_named(loader, cmd, pos_args)
    except BaseException:  # what was started for it ends with it
        build.work.end()
        build.work.close()
        raise


def _asked_for(loader: Any, build: Build, names: list[str], always: bool) -> Wanted | None:
    """What a run with these arguments is to build; None where one of them names no visual."""
    if not names:
        usual = configuration()["default_tasks"]
        named = loader.namespace["DOIT_CONFIG"]["default_tasks"]
        return Wanted(None, always) if {*named} <= {*usual} else None
    groups = [name.removeprefix("task_") for name in loader.namespace if name.startswith("task_")]
    if any(name in groups or is_everything(name) for name in names):
        return None
    found = [visuals_named(build, name) for name in names]
    ids = frozenset(visual.id for visuals in found for visual in visuals)
    return Wanted(ids, always) if all(found) else None


def _is_ours(options: dict[str, Any]) -> bool:
    """Whether our reporter is to report, where doit's standard output leads."""
    return options["reporter"] is Reporter and not isinstance(options["outfile"], str)


def _progress(build: Build, names: list[str]) -> Progress:
    """What the live line shows of a run of these tasks; of a whole group, the stale visuals."""
    ids = {name.partition(":")[2] for name in names if ":" in name}
    if build.wanted is None and any(":" not in name for name in names):
        ids |= Forecast(build).visuals
    past = Estimate(build)
    expected = {each.id: past.seconds_of(each) for each in build.visuals if each.id in ids}
    return Progress(expected, build.plan.cores, lambda: build.work.at_work)


def _in_order(visuals: Sequence[Visual]) -> list[Visual]:
    """One script first, which has its process started; what needs none goes on meanwhile."""
    scripts = [visual for visual in visuals if kind_of(visual.kind).is_alone]
    others = [visual for visual in visuals if not kind_of(visual.kind).is_alone]
    return [*scripts[:1], *others, *scripts[1:]]


def _prepare_page() -> None:
    """Import what makes pages while this process waits for renders."""
    import pipeline.pages  # noqa: F401
