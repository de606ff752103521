"""What happens in doit's run → lines for a person: each visual built or failed, and a summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from pipeline.findings.show import RED, counted, is_coloured, printed, show, styled
from pipeline.findings.summary import summary
from pipeline.graph.actions import Action
from pipeline.graph.reporter.progress import Progress
from pipeline.model import Finding
from pipeline.printing import printable

LINES = 20
"""How many lines of what a script printed before it failed are shown."""
EVERYTHING = 2
"""The verbosity (`-v`) with which all that scripts print is shown."""


class Reporter:
    """A reporter for doit (`doit.reporter`): silent about what is fresh.

    A visual is built when one of its tasks ran and none failed. Lines are written by doit's main
    thread alone, each visual's at once.
    """

    desc = "one line for each visual that was built, its findings, and a summary"

    def __init__(
        self,
        outstream: TextIO,
        options: object,
        fresh: int = 0,
        waiting: int = 0,
        progress: Progress | None = None,
    ) -> None:
        """Write to `outstream`, and tell `progress` what happens.

        `fresh` visuals are so for certain, and doit is not asked; for `waiting` others, which are
        stale and not asked for, the manifest and the gallery are left as they are.
        """
        self._out, self._fresh, self._waiting = outstream, fresh, waiting
        self._progress = progress or Progress()
        self._colour = is_coloured(outstream)
        self._ran: dict[str, float] = {}
        self._built: set[str] = set()
        self._failed: set[str] = set()
        self.failed_tasks: set[str] = set()
        """Those that failed and belong to no visual."""
        self._kept: set[str] = set()
        self._ignored: set[str] = set()
        self._asked: set[str] = set()
        self._errors: list[str] = []
        self._accepted = 0
        self._only_renders = False

    def initialize(self, tasks: object, selected: Iterable[str]) -> None:
        """doit is about to start. With a render alone, a visual is as far as it gets."""
        self._only_renders = all(name.startswith("render") for name in selected)

    def get_status(self, task: Any) -> None:
        """doit asks whether a task is fresh."""
        if visual := _visual_of(task):
            self._asked.add(visual)

    def execute_task(self, task: Any) -> None:
        """A task starts, in a thread of its own."""
        self._ran.setdefault(task.name, time.monotonic())
        if visual := _visual_of(task):
            self._progress.begin(visual)

    def add_success(self, task: Any) -> None:
        """A task succeeded."""
        for action in _ours(task):
            for line in action.removed:
                self._write(printable(line))
        if task.verbosity == EVERYTHING and (lines := list(_printed(task))):
            self._write(f"{_visual_of(task)} printed:", *lines)
        if task.name.startswith("normalize:"):
            self._report_built(task)
        elif any(action.is_kept for action in _ours(task)):
            self._kept.add(_visual_of(task))
        if self._only_renders:
            self._progress.end(_visual_of(task))

    def skip_uptodate(self, task: Any) -> None:
        """A task is fresh; its visual may have been rendered anew with the same result."""
        if task.name.startswith("normalize:"):
            self._progress.end(_visual_of(task))
            if f"render:{_visual_of(task)}" in self._ran:
                for action in task.actions:
                    action.recall()
                self._report_built(task)

    def add_failure(self, task: Any, failure: Any) -> None:
        """A task failed, or could not run since another failed before it."""
        visual = _visual_of(task)
        if failure.get_name() == "UnmetDependency":
            return
        if visual:
            self._failed.add(visual)
            self._progress.end(visual, has_failed=True)
        else:
            self.failed_tasks.add(task.name)
        findings = self._findings(task)
        failed = styled("failed", RED, self._colour)
        if findings:
            lines = [f"{failed} {visual}", *show(findings, self._colour), *_last_words(task)]
        else:
            said = map(printable, failure.get_msg().rstrip().splitlines())
            lines = [f"{failed} {printable(task.name)}", *(f"  {line}" for line in said)]
        self._write_failure(visual or task.name, *lines)

    def skip_ignore(self, task: Any) -> None:
        """A task that `doit ignore` put aside."""
        visual = _visual_of(task)
        self._ignored.add(visual)
        way_out = f"; doit forget {visual} ends that" if visual else ""
        self._write(f"ignored {task.name}{way_out}")

    def cleanup_error(self, exception: Any) -> None:
        """A teardown failed."""
        self._write(exception.get_msg())

    def runtime_error(self, msg: str) -> None:
        """doit itself cannot go on; reported at the end."""
        self._errors.append(msg)

    def teardown_task(self, task: object) -> None:
        """A teardown starts."""

    def complete_run(self) -> None:
        """The run is over: what was but rendered, doit's own errors, and the summary."""
        if sys.exc_info()[0]:  # the run ended early, and the command says why, in one line
            return
        rendered = {name.partition(":")[2] for name in self._ran if name.startswith("render:")}
        for visual in sorted(rendered - self._built - self._failed - self._ignored):
            self._built.add(visual)
            self._write(f"built {visual}")
        if self._errors:
            self._write("cannot go on:", *self._errors)
        built, failed = len(self._built), len(self._failed)
        fresh = self._fresh + len(self._asked - self._built - self._failed - self._ignored)
        if self._waiting and (built or failed):
            others = counted(self._waiting, "other visual")
            self._write(f"manifest and gallery wait for the next doit: {others} to build")
        if self._accepted:
            self._write(f"{counted(self._accepted, 'accepted finding')} not shown")
        self._write(summary(built, fresh, failed))

    def _report_built(self, task: Any) -> None:
        visual = _visual_of(task)
        start = self._ran.get(f"render:{visual}") or self._ran[task.name]
        self._built.add(visual)
        self._progress.end(visual)
        findings = self._findings(task)
        how = f"{time.monotonic() - start:.2f} s"
        if f"render:{visual}" not in self._ran:
            how += ", not rendered"
        elif visual in self._kept:
            how += ", from the store"
        self._write(f"built {visual} ({how})", *show(findings, self._colour))

    def _write_failure(self, name: str, *lines: str) -> None:
        self._write(*lines)

    def _findings(self, task: Any) -> list[Finding]:
        """What the actions of a task found and have to report; what is accepted is counted."""
        self._accepted += sum(action.accepted for action in _ours(task))
        return [each for action in _ours(task) for each in action.findings]

    def _write(self, *lines: str) -> None:
        self._out.write("\n".join(lines) + "\n")
        self._out.flush()


def _last_words(task: Any) -> list[str]:
    """What a script printed before it failed, or before what it drew did."""
    is_verbose = task.verbosity == EVERYTHING
    if is_verbose and task.name.startswith("normalize:"):
        return []  # all of it was shown after the render
    lines = list(_printed(task, None if is_verbose else LINES))
    return ["  the script printed:", *lines] if lines else []


def _printed(task: Any, last: int | None = None) -> Iterator[str]:
    """What the script of a visual has printed: all of it, or its last lines."""
    for action in _ours(task) if _visual_of(task) else ():
        yield from printed(action.out or "", last)


def _ours(task: Any) -> list[Action]:
    """What did the work of a task, unless that is one of the project's own."""
    return [action for action in task.actions if isinstance(action, Action)]


def _visual_of(task: Any) -> str:
    """The visual that a task is for, or ""."""
    group, _, visual = task.name.partition(":")
    return visual if group in ("render", "normalize") else ""
