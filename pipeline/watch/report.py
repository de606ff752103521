"""What `doit watch` builds → lines on the terminal, timed from the change that caused them."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from typing import Any, TextIO

from pipeline.graph.actions import way_out
from pipeline.graph.reporter import Reporter
from pipeline.model import VisualsError


class Report:
    """Gives each run of doit a reporter, and sums up what many runs for one change did."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._start = time.monotonic()
        self._runs: list[_Timed] = []
        self._said: set[str] = set()
        self._troubles: set[str] = set()
        self._failures: dict[str, str] = {}

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

    def say_trouble(self, text: str) -> None:
        """Print what keeps a build from going on: once, until all is done again."""
        if text not in self._troubles:
            self._troubles.add(text)
            self.say(text)

    def say_error(self, error: Exception) -> None:
        """Say of an error what keeps a build from going on: a full disk, say.

        Raises any other error again.
        """
        if isinstance(error, OSError):
            said = f"{error.filename or 'a file here'}: {error.strerror}; {way_out(error)}"
        elif isinstance(error.__cause__, VisualsError):
            said = str(error)
        else:
            raise error
        self.say_trouble(f"{said}; trying again")

    def reporter(self, again: Iterable[str]) -> Reporter:
        """The reporter of one run; of what is only tried `again`, it repeats no failure."""
        self._runs.append(_Timed(self._out, self._start, frozenset(again), self._failures))
        return self._runs[-1]

    def say_mended(self, fresh: Collection[str]) -> None:
        """Say which of these another doit has built since they failed here."""
        for name in sorted(self._failures.keys() & fresh):
            del self._failures[name]
            self.say(f"built {name} by another doit")

    def end(self, visuals: int) -> None:
        """All that had to be done is done: a summary, unless it was one visual."""
        built: set[str] = set()
        failed: set[str] = set()
        for run in self._runs:  # what was tried again counts as it is now
            built, failed = built - run.failed | run.built, failed - run.built | run.failed
        is_news = any(run.has_written for run in self._runs)
        self._runs.clear()
        self._troubles.clear()
        count = len(built | failed)
        if count > 1 and is_news:
            seconds = time.monotonic() - self._start
            counts = f"{len(built)} built · {visuals - count} fresh · {len(failed)} failed"
            self.say(f"{counts} · {seconds:.1f} s")


class _Timed(Reporter):
    """Times each visual from the change on; `failures` are what was written of each last."""

    def __init__(
        self, out: TextIO, start: float, again: Collection[str], failures: dict[str, str]
    ) -> None:
        super().__init__(out, {})
        self._since, self._again, self._failures = start, again, failures
        self.has_written = False

    @property
    def built(self) -> set[str]:
        return self._built

    @property
    def failed(self) -> set[str]:
        return self._failed

    def add_success(self, task: Any) -> None:
        kind, _, name = task.name.rpartition(":")
        if kind != "render":  # of a visual, the normal form may fail still
            self._failures.pop(name, None)
        super().add_success(task)

    def _report_built(self, task: Any) -> None:
        self._failures.pop(task.name.rpartition(":")[2], None)
        super()._report_built(task)

    def _write_failure(self, name: str, *lines: str) -> None:
        text, before = "\n".join(lines), self._failures.get(name)
        self._failures[name] = text
        if name not in self._again or text != before:
            super()._write_failure(name, *lines)

    def _write(self, *lines: str) -> None:
        self.has_written = True
        super()._write(*lines)

    def execute_task(self, task: Any) -> None:
        self._ran.setdefault(task.name, self._since)
