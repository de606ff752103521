"""`doit check`: whether the tree is right and built; builds nothing (contract 8).

It writes nothing either, except the baseline with `--update-baseline`. Files on the command line
narrow it to the visuals that they touch, as a hook of pre-commit needs.
"""

from __future__ import annotations

import getopt
from typing import Any

from doit import get_initial_workdir
from doit.cmd_base import DoitCmdBase
from doit.exceptions import InvalidCommand

from pipeline.commands.formats import FORMATS
from pipeline.commands.plan import build_of
from pipeline.files.named import Named
from pipeline.findings.baseline import Baseline, write_baseline
from pipeline.graph.inspection import Inspection, inspect
from pipeline.plan import BASELINE

OPTION_FORMAT: dict[str, Any] = {
    "name": "format",
    "long": "format",
    "type": str,
    "default": "text",
    "choices": (
        ("text", "for people"),
        ("json", "for programs"),
        ("github", "annotations of GitHub Actions"),
        ("sarif", "SARIF 2.1.0, for code scanning and editors"),
        ("markdown", "Markdown, for the summary of a job on GitHub"),
    ),
    "help": "how to print",
}

OPTION_UPDATE: dict[str, Any] = {
    "name": "update_baseline",
    "long": "update-baseline",
    "type": bool,
    "default": False,
    "help": f"accept every warning that there is: write {BASELINE}, which lies in git",
}


OPTION_TWICE: dict[str, Any] = {
    "name": "twice",
    "long": "twice",
    "type": bool,
    "default": False,
    "help": "render again under another seed, clock and hash seed, and tell what differs (R006)",
}


class Check(DoitCmdBase):  # type: ignore[misc] # doit is untyped
    """Tells every finding and what is stale, and exits accordingly."""

    doc_purpose = "check questions, sources, findings and staleness, building nothing"
    doc_usage = "[FILE ...]"
    doc_description = (
        "With files or folders, only visuals are checked that these touch: as their question, "
        "source or published copy, or as a file that a script reads. Exits with 0 when all is "
        "clean, 1 when something is stale, 2 on errors or on warnings of published visuals, 3 when "
        "it cannot run."
    )
    cmd_options = (OPTION_FORMAT, OPTION_UPDATE, OPTION_TWICE)

    def parse_execute(self, in_args: list[str]) -> int:
        """Take options after files as well; doit takes them before alone."""
        result: int = super().parse_execute(self._options_first(in_args))
        return result

    def _options_first(self, arguments: list[str]) -> list[str]:
        """The same arguments in another order. Raises InvalidCommand for an unknown option."""
        names = self.cmdparser.get_short(), self.cmdparser.get_long()
        try:
            options, files = getopt.gnu_getopt(arguments, *names)
        except getopt.GetoptError as error:
            raise InvalidCommand(f"{error}: doit help check lists them") from error
        first = [part for option in options for part in option if part]
        return [*first, "--", *files] if files else first

    def execute(self, params: Any, args: list[str]) -> int:
        """Keep the files from doit, which takes them for tasks, and have no task made."""
        self._files = args
        self.loader.load_tasks = lambda **_: []
        result: int = super().execute(params, [])
        return result

    def _execute(self, format: str, update_baseline: bool, twice: bool) -> int:
        build = build_of(self.loader)
        named = Named(self._files, get_initial_workdir()) if self._files else None
        found, baseline = inspect(build, twice, named), build.baseline
        if update_baseline:
            if named:
                raise InvalidCommand("--update-baseline looks at everything: name no files")
            baseline = _update(baseline, found)
        shown = found.against(baseline)
        print(FORMATS[format](shown))
        return shown.exit_code


def _update(baseline: Baseline, found: Inspection) -> Baseline:
    """Write a baseline that accepts what is found. Raises InvalidCommand where that fails."""
    updated = baseline.updated(found.findings, found.unknown, found.unsought)
    try:
        write_baseline(BASELINE, updated)
    except OSError as error:
        raise InvalidCommand(f"{BASELINE} cannot be written: {error.strerror}") from error
    return updated
