"""What `doit watch` builds → lines on the terminal, timed from the change that caused them."""

from __future__ import annotations

import time
from typing import Any, TextIO

from pipeline.graph.reporter import Reporter


class Report:
    """Gives each run of doit a reporter, and sums up what many runs for one change did."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._start = time.monotonic()
        self._runs: list[_Timed] = []
        self._said: set[str] = set()

    def begin(self) -> None:
        """Something changed: what is built next is for that, unless work is under way."""
        if not self._runs:
            self._start = time.monotonic()

    def say(self, text: str) -> None:
        """Print a text of our own."""
        print(text, file=self._out, flush=True)

    def say_once(self, text: str) -> None:
        """Print a text of our own, unless it was printed before."""
        if text not in self._said:
            self._said.add(text)
            self.say(text)

    def reporter(self) -> Reporter:
        """The reporter of one run."""
        self._runs.append(_Timed(self._out, self._start))
        return self._runs[-1]

    def end(self, visuals: int) -> None:
        """All that had to be done is done: a summary, unless it was one visual."""
        built = {name for run in self._runs for name in run.built}
        failed = {name for run in self._runs for name in run.failed}
        self._runs.clear()
        count = len(built | failed)
        if count > 1:
            seconds = time.monotonic() - self._start
            counts = f"{len(built)} built · {visuals - count} fresh · {len(failed)} failed"
            self.say(f"{counts} · {seconds:.1f} s")


class _Timed(Reporter):
    """Times each visual from the change on."""

    def __init__(self, out: TextIO, start: float) -> None:
        super().__init__(out, {})
        self._since = start

    @property
    def built(self) -> set[str]:
        return self._built

    @property
    def failed(self) -> set[str]:
        return self._failed

    def execute_task(self, task: Any) -> None:
        self._ran.setdefault(task.name, self._since)
