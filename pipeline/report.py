"""What doit's run tells → lines for a person: each visual built or failed, and a summary."""

from __future__ import annotations

import linecache
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from pipeline.model import Finding


class Reporter:
    """A reporter for doit (`doit.reporter`): silent about what is fresh.

    A visual is built when one of its tasks ran and none failed. Lines are written by doit's main
    thread alone, each visual's at once.
    """

    desc = "one line for each visual that was built, its findings, and a summary"

    def __init__(self, outstream: TextIO, options: object) -> None:
        self._out = outstream
        self._start = time.monotonic()
        self._ran: dict[str, float] = {}
        self._built: set[str] = set()
        self._failed: set[str] = set()
        self._kept: set[str] = set()
        self._asked: set[str] = set()
        self._errors: list[str] = []

    def initialize(self, tasks: object, selected: object) -> None:
        """doit is about to start."""

    def get_status(self, task: Any) -> None:
        """doit asks whether a task is fresh."""
        if visual := _visual_of(task):
            self._asked.add(visual)

    def execute_task(self, task: Any) -> None:
        """A task starts, in a thread of its own."""
        self._ran.setdefault(task.name, time.monotonic())

    def add_success(self, task: Any) -> None:
        """A task succeeded."""
        if task.name.startswith("normalize:"):
            self._tell_built(task)
        elif any(getattr(action, "is_kept", False) for action in task.actions):
            self._kept.add(_visual_of(task))

    def skip_uptodate(self, task: Any) -> None:
        """A task is fresh; its visual may have been rendered anew with the same result."""
        if task.name.startswith("normalize:") and f"render:{_visual_of(task)}" in self._ran:
            self._tell_built(task)

    def add_failure(self, task: Any, failure: Any) -> None:
        """A task failed, or could not run since another failed before it."""
        visual = _visual_of(task)
        if failure.get_name() == "UnmetDependency":
            return
        if visual:
            self._failed.add(visual)
        findings = [finding for action in task.actions for finding in _findings(action)]
        if findings:
            self._write(f"failed {visual}", *show(findings))
        else:
            self._write(f"failed {task.name}", failure.get_msg().rstrip())

    def skip_ignore(self, task: Any) -> None:
        """A task that `doit ignore` put aside."""
        self._write(f"ignored {task.name}")

    def cleanup_error(self, exception: Any) -> None:
        """A teardown failed."""
        self._write(exception.get_msg())

    def runtime_error(self, msg: str) -> None:
        """doit itself cannot go on; told at the end."""
        self._errors.append(msg)

    def teardown_task(self, task: object) -> None:
        """A teardown starts."""

    def complete_run(self) -> None:
        """The run is over: what was but rendered, doit's own errors, and the summary."""
        if sys.exc_info()[0] is KeyboardInterrupt:  # told by the command, in one line
            return
        rendered = {name.partition(":")[2] for name in self._ran if name.startswith("render:")}
        for visual in sorted(rendered - self._built - self._failed):
            self._built.add(visual)
            self._write(f"built {visual}")
        if self._errors:
            self._write("cannot go on:", *self._errors)
        built, failed = len(self._built), len(self._failed)
        fresh = len(self._asked - self._built - self._failed)
        seconds = time.monotonic() - self._start
        self._write(f"{built} built · {fresh} fresh · {failed} failed · {seconds:.1f} s")

    def _tell_built(self, task: Any) -> None:
        visual = _visual_of(task)
        start = self._ran.get(f"render:{visual}") or self._ran[task.name]
        self._built.add(visual)
        findings = [finding for action in task.actions for finding in _findings(action)]
        how = f"{time.monotonic() - start:.2f} s"
        if f"render:{visual}" not in self._ran:
            how += ", not rendered"
        elif visual in self._kept:
            how += ", from the store"
        self._write(f"built {visual} ({how})", *show(findings))

    def _write(self, *lines: str) -> None:
        self._out.write("\n".join(lines) + "\n")
        self._out.flush()


def show(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as text, each with its line of the source, a caret and the hint (contract 7)."""
    for finding in findings:
        place = finding.file
        if finding.line is not None:
            place += f":{finding.line}:{finding.column or 1}"
        yield f"{place}: {finding.severity} {finding.code}: {finding.message}"
        yield from _excerpt(finding)
        if finding.hint:
            yield f"    hint: {finding.hint}"


def _excerpt(finding: Finding) -> Iterator[str]:
    """The line itself with a caret under its column; long lines are cut round the column."""
    if finding.line is None:
        return
    line = linecache.getline(finding.file, finding.line).rstrip("\n").replace("\t", " ")
    column = finding.column or 1
    first = max(0, column - 60)
    shown = "".join(letter if letter.isprintable() else "�" for letter in line[first : first + 100])
    if shown.strip():
        yield f"    {shown}"
        if finding.column:
            yield f"    {' ' * (column - 1 - first)}^"


def _visual_of(task: Any) -> str:
    """The visual that a task is for, or ""."""
    group, _, visual = task.name.partition(":")
    return visual if group in ("render", "normalize") else ""


def _findings(action: Any) -> tuple[Finding, ...]:
    return getattr(action, "findings", ())
