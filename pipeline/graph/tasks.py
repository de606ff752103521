"""What doit needs beside the tasks: when one is fresh, and how to run them all."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast
from pipeline.graph.reporter import Reporter
from pipeline.graph.wanted import EVERYTHING
from pipeline.model import Visual
from pipeline.plan import CORES, DATABASE
from pipeline.printing import printable

Task = dict[str, Any]
"""What a generator in dodo.py gives doit."""
Tasks = Iterator[Task]


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


def configuration() -> dict[str, Any]:
    """What dodo.py gives doit as DOIT_CONFIG."""
    return {
        "backend": "journal",
        "continue": True,
        "default_tasks": ["normalize", "manifest", "gallery", "prune"],
        "dep_file": DATABASE,
        "num_process": CORES,
        "par_type": "thread",
        "reporter": Reporter,
        "sort": "definition",
        "verbosity": 0,
    }
