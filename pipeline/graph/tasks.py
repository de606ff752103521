"""What doit needs beside the tasks: when one is fresh, and how to run them all."""

from __future__ import annotations

import contextlib
import functools
import inspect
import itertools
import queue
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from doit.control import TaskDispatcher
from doit.runner import MThreadRunner
from doit.task import Task as DoitTask

from pipeline.graph.actions import Action
from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast
from pipeline.graph.reporter import Reporter
from pipeline.graph.wanted import EVERYTHING
from pipeline.model import Visual
from pipeline.plan import DATABASE, THREADS
from pipeline.printing import printable

Task = dict[str, Any]
"""What a function in dodo.py gives doit for one task."""
Tasks = Iterator[Task | DoitTask]
"""What it gives for a group of them."""
LISTEN = 0.5
"""Seconds of the longest wait of a thread of doit's."""


class IsFresh:
    """What doit asks of a task: whether there is no reason to run it; printed, it lists them."""

    __slots__ = ("_of", "_reasons")

    # doit looks up the signature of each such callable, which takes longer than most answers.
    __signature__ = inspect.Signature()

    def __init__(self, reasons: Callable[..., Iterable[str]], *of: object) -> None:
        self._reasons, self._of = reasons, of

    def __call__(self) -> bool:
        """Whether the task is fresh."""
        return not any(self._reasons(*self._of))

    def __repr__(self) -> str:
        return printable("; ".join(self._reasons(*self._of))) or "fresh"


class Step(NamedTuple):
    """What is done with every visual, by functions of a visual.

    `name` is the task's group, `doc` what `doit list` shows, `after` names the tasks that come
    first. There are `reasons` to run one unless it is fresh.
    """

    name: str
    doc: Callable[[Visual], str]
    action: Callable[[Visual], Action]
    targets: Callable[[Visual], list[str]]
    reasons: Callable[[Visual], Iterator[str]]
    after: Callable[[Visual], list[str]] = lambda visual: []

    def tasks(self, visuals: Sequence[Visual], doc: str | None) -> Tasks:
        """The group, of which `doit list` shows `doc`, and a task for each visual."""
        names = [f"{self.name}:{visual.id}" for visual in visuals]
        yield {"name": None, "doc": doc, "task_dep": names}
        yield from map(VisualTask, itertools.repeat(self), names, visuals)


_USUAL = DoitTask("usual", None, clean=True)
"""What doit makes of a task of which nothing is said but that `clean` removes what it wrote."""
_USUAL.init_options()


class VisualTask(DoitTask):  # type: ignore[misc] # doit is untyped
    """A step for one visual; what doit asks of it is made when it asks, and most is the usual.

    doit's own tasks hold some forty values each: 60 MB more for ten thousand visuals.
    """

    __slots__ = (
        "_action", "_step", "_visual", "dep_changed", "executed", "name", "task_dep", "verbosity",
    )  # fmt: skip

    def __init__(self, step: Step, name: str, visual: Visual) -> None:
        self.name, self._step, self._visual = name, step, visual
        self.task_dep = step.after(visual)
        self._action: Action | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(_USUAL, name)

    @property
    def subtask_of(self) -> str:
        """The group."""
        return self._step.name

    @property
    def doc(self) -> str:
        """What `doit list` shows."""
        return printable(self._step.doc(self._visual))

    @property
    def targets(self) -> list[str]:
        """The files that it writes."""
        return self._step.targets(self._visual)

    @property
    def uptodate(self) -> list[tuple[IsFresh, list[object], dict[str, object]]]:
        """What doit calls to know whether it is fresh."""
        return [(IsFresh(self._step.reasons, self._visual), [], {})]

    @property
    def actions(self) -> list[Action]:
        """What knows how the work went, for those who report it."""
        if self._action is None:
            self._action = self._step.action(self._visual)
        return [self._action]

    def execute(self, stream: object) -> Any:
        """Do the work; the failure if it failed."""
        self.executed = True
        return self.actions[0].execute()

    @property
    def values(self) -> Any:
        """What doit is to remember: the record, in a fourth of the memory that a dict takes."""
        return self.actions[0].record

    @values.setter
    def values(self, remembered: object) -> None:
        """doit says what it remembers of a task that is fresh; who needs that asks for it."""

    def init_options(self, args: list[str] | None = None) -> list[str] | None:
        """What is left of a command's arguments: the task takes none."""
        return args

    def pickle_safe_dict(self) -> dict[str, Any]:
        """What doit copies from a thread that did the work to the one that reports it."""
        return {"name": self.name}

    def update_from_pickle(self, copied: object) -> None:
        """Both have the same task."""


class Dispatcher(TaskDispatcher):  # type: ignore[misc] # doit is untyped
    """doit's, of control.py; of a visual's task that is done it keeps how it ended."""

    def _update_waiting(self, processed: Any) -> None:
        super()._update_waiting(processed)
        if processed and processed.run_status != "run" and isinstance(processed.task, VisualTask):
            processed.generator = iter(())
            processed.wait_run = processed.wait_run_calc = processed.calc_dep = _NOTHING
            processed.waiting_me = _NOTHING


_NOTHING: frozenset[object] = frozenset()


@functools.lru_cache(maxsize=1)
def forecast(build: Build) -> Forecast:
    """What the next run would do, asked once; `forecast.cache_clear` forgets it."""
    wanted = build.wanted or EVERYTHING

    def expect(visual: Visual) -> None:
        if wanted.includes(visual):
            build.work.expect(visual)

    return Forecast(build, expect)


def is_settled(build: Build) -> bool:
    """Whether all is known to be as it was when nothing was left to do: no visual is asked."""
    return build.settled is not None and build.settled.visuals is not None


def fresh_alone(build: Build) -> int | None:
    """How many visuals are fresh, where there is nothing to do; None where there is.

    The next run is to know that at a look.
    """
    wanted, settled = build.wanted, build.settled
    if settled and is_settled(build):
        return settled.visuals
    if wanted is None or wanted.always or asked(build):
        return None
    if not others(build) and forecast(build).tasks:
        return None
    if settled:
        records = filter(None, map(build.rendered, build.visuals))
        settled.keep(len(build.visuals), [record.inputs for record in records])
    return sum(map(wanted.includes, build.visuals))


def others(build: Build) -> int:
    """How many visuals are stale that were not asked for: what lists all visuals waits for them."""
    wanted = build.wanted
    if wanted is None or wanted.ids is None:
        return 0
    return len(forecast(build).visuals - wanted.ids)


def asked(build: Build) -> Sequence[Visual]:
    """The visuals whose tasks doit is given: all of them, or of those that are wanted the stale.

    doit takes longer to define and ask a task than its answer takes.
    """
    wanted = build.wanted
    if is_settled(build):
        return ()
    if wanted is None:
        return build.visuals
    stale = None if wanted.always else forecast(build).visuals
    ids = stale if wanted.ids is None else wanted.ids if stale is None else wanted.ids & stale
    return build.visuals if ids is None else [each for each in build.visuals if each.id in ids]


class Heard(queue.Queue[Any]):
    """What doit's threads wait at; no wait is long, as on Windows Ctrl-C is heard between two."""

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """What was put in first; without a time limit, however long that takes."""
        while block and timeout is None:
            with contextlib.suppress(queue.Empty):
                return super().get(timeout=LISTEN)
        return super().get(block, timeout)


MThreadRunner.Queue = staticmethod(Heard)


def configuration() -> dict[str, Any]:
    """What dodo.py gives doit as DOIT_CONFIG."""
    return {
        "backend": "journal",
        "continue": True,
        "default_tasks": ["normalize", "manifest", "gallery", "prune"],
        "dep_file": DATABASE,
        "num_process": THREADS,
        "par_type": "thread",
        "reporter": Reporter,
        "sort": "definition",
        "verbosity": 0,
    }
