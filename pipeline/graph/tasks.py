"""What dodo.py gives doit beside its tasks: when one is fresh, and how to run them all."""

from __future__ import annotations

import functools
import inspect
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast
from pipeline.graph.reporter import Reporter
from pipeline.model import Visual
from pipeline.plan import CORES, DATABASE

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
        return "; ".join(self._reasons(*self._of)) or "fresh"


@functools.lru_cache(maxsize=1)
def forecast(build: Build) -> Forecast:
    """What the next run would do, asked once; `forecast.cache_clear` forgets it."""
    return Forecast(build, build.work.expect)


def asked(build: Build) -> Iterable[Visual]:
    """The visuals whose tasks doit is given: all of them, or in a narrow run those to build.

    doit takes longer to define and ask a task than its answer takes.
    """
    if build.only is not None:
        return [visual for visual in build.visuals if visual.id in build.only]
    if not build.is_narrow:
        return build.visuals
    return [visual for visual in build.visuals if visual.id in forecast(build).visuals]


def configuration() -> dict[str, Any]:
    """What dodo.py gives doit as DOIT_CONFIG.

    Also keeps a terminal that cannot show a letter from ending the build.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
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
