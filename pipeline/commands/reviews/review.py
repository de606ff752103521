"""`doit review [--base REF]`: one page of what differs, before and after (contract 8)."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import Any

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.commands.main import command, end_interrupted
from pipeline.commands.names import disk_errors
from pipeline.compare.change import Group
from pipeline.compare.change import Review as Found
from pipeline.files.lock import locked, remove_leftovers
from pipeline.files.revision import RevisionError
from pipeline.graph.build import Build
from pipeline.graph.earlier.base import Was, built_at
from pipeline.graph.earlier.changes import against_copies, against_revision
from pipeline.graph.forecast import Forecast
from pipeline.pages.review import review_page
from pipeline.printing import printable

FAILED = 2
"""How a build ends in which visuals failed: they are on the page."""


class Review(Command):
    """Builds what is stale, compares, and writes the page."""

    doc_purpose = "show what differs from the published copies, before and after, on one page"
    doc_usage = "[--base REF]"
    doc_description = (
        "Builds what is stale first. Then it writes a page of every visual that is new, changed, "
        "gone or failed, those to look at first at the top. It opens from disk, in any browser."
    )
    execute_tasks = True
    cmd_options: tuple[dict[str, Any], ...] = (
        {"name": "base", "long": "base", "type": str, "default": "", "metavar": "REF",
         "help": "compare with the build of this revision of git (a branch, a tag or a commit)"},
    )  # fmt: skip

    def _execute(self, base: str) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        try:
            return self._review(base)
        except KeyboardInterrupt:
            end_interrupted("interrupted; the page is as it was")

    def _review(self, base: str) -> int:
        build = self.build
        try:
            was = _revision(build, base) if base else None  # it may take long, so without the lock
            if any(Forecast(build).tasks) and (code := self._run()) not in (0, FAILED):
                return code
            with locked(build.plan.lock), disk_errors():
                self.dep_manager.backend.refresh()
                build.look_again()
                found = against_copies(build) if was is None else against_revision(build, base, was)
                build.outputs.write(build.plan.review, review_page(found))
        finally:
            build.close()
            remove_leftovers(build.plan.lock)
        print(f"{summary(found)} · {printable(build.plan.review)}")
        return 0

    def _run(self) -> int:
        """Build what is stale, as `doit` does and shows it."""
        words = ["run", "-f", str(self.loader.namespace["__file__"]), "-d", os.getcwd()]
        with subprocess.Popen(command(words)) as process:
            try:
                return process.wait()
            except KeyboardInterrupt:
                process.terminate()
                raise


def _revision(build: Build, name: str) -> dict[str, Was]:
    try:
        return built_at(name, os.path.abspath(build.plan.store), build.plan.config)
    except RevisionError as error:
        raise InvalidCommand(str(error)) from error


def summary(found: Found) -> str:
    """The counts in one line."""
    groups: tuple[Group, ...] = ("new", "changed", "gone", "failed")
    counts = [f"{found.count(group)} {group}" for group in groups]
    if found.quiet:
        counts.append(f"{found.quiet} changed in no pixel and no word")
    return " · ".join(counts)
