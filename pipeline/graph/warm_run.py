"""Some visuals or tasks → doit's run of them, again and again in one process."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from doit.control import TaskControl
from doit.loader import generate_tasks
from doit.runner import SUCCESS, Runner

from pipeline.graph.build import Build
from pipeline.graph.journal import is_ignored
from pipeline.graph.reporter import Reporter
from pipeline.graph.wanted import Wanted
from pipeline.plan import PAGES, TASKS


class WarmRun:
    """doit's runner on the tasks that the project's dodo.py makes, as the command `run` has it.

    `command` is the doit command that the process serves: its loader and database are used.
    """

    def __init__(self, command: Any, build: Build) -> None:
        self._command, self._build = command, build

    def refresh(self) -> bool:
        """Learn what another process has built since, with the lock held; whether there is any."""
        is_new: bool = self._command.dep_manager.backend.refresh()
        return is_new

    def is_ignored(self, name: str) -> bool:
        """Whether `doit ignore` put a visual aside, so that no run builds it."""
        return any(is_ignored(f"{kind}:{name}") for kind in ("render", "normalize"))

    def visuals(self, ids: Collection[str], reporter: Reporter) -> None:
        """Build these visuals and nothing else."""
        self._run(ids, [f"normalize:{name}" for name in ids], reporter)

    def pages(self, reporter: Reporter) -> bool:
        """Remove what no visual owns, write manifest and gallery; whether all of it was done."""
        build = self._build
        if not build.failed:
            return self._run((), PAGES, reporter)
        is_pruned = self._run((), PAGES[:1], reporter)
        for failed in [*build.failed.values()]:  # after doit clean, or a build folder put back
            build.fail(failed)
        build.finish()
        return is_pruned

    def _run(self, ids: Collection[str], names: Iterable[str], reporter: Reporter) -> bool:
        self._build.wanted = Wanted(frozenset(ids), always=True)
        control = TaskControl([task for group in TASKS for task in self._tasks(group)])
        control.process([*names])
        database = self._command.dep_manager
        runner = Runner(database, reporter, continue_=True)
        runner.run_tasks(control.task_dispatcher())
        return bool(runner.final_result == SUCCESS)

    def _tasks(self, group: str) -> list[Any]:
        """What doit makes of a generator in dodo.py; its own way there reads the file each time."""
        made: list[Any] = generate_tasks(group, self._command.loader.namespace[f"task_{group}"]())
        return made
