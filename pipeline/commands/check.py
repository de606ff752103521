"""`doit check`: whether the tree is right and built; builds nothing (contract 8).

It writes nothing either, except the baseline with `--update-baseline`. Files on the command line
narrow it to the visuals that they touch, as a hook of pre-commit needs.
"""

from __future__ import annotations

import os
import sys
from typing import Any, ClassVar

from doit import get_initial_workdir
from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command, write
from pipeline.commands.formats import FORMATS
from pipeline.findings.baseline import Baseline, write_baseline
from pipeline.graph.actions import unwritten
from pipeline.graph.inspection import Inspection, inspect
from pipeline.graph.inspection.named import Named
from pipeline.plan import BASELINE
from pipeline.printing import shown

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
    "help": f"accept every warning that may be accepted: write {BASELINE}, which belongs in git",
}


OPTION_TWICE: dict[str, Any] = {
    "name": "twice",
    "long": "twice",
    "type": bool,
    "default": False,
    "help": "render again under another seed, clock and hash seed, and report what differs (R006)",
}


class Check(Command):
    """Tells every finding and what is stale, and exits accordingly."""

    doc_purpose = "check questions, sources, findings and staleness, building nothing"
    doc_usage = "[FILE or ID ...]"
    doc_description = (
        "With files or folders, checks only the visuals to which they belong: as question, "
        "source or published copy, or as a file that a script reads; with ids, these visuals. "
        "Exits with 0 when all is clean, 1 when something is stale, 2 on errors or on warnings of "
        "published visuals, 3 when it cannot run."
    )
    most_words: ClassVar[int | None] = None
    cmd_options = (OPTION_FORMAT, OPTION_UPDATE, OPTION_TWICE)

    def _execute(self, format: str, update_baseline: bool, twice: bool, pos_args: list[str]) -> int:
        build = self.build
        words = (*pos_args, *_taken_for_variables())
        files = [path for word in words for path in self._files(word)]
        for word in words if format == "text" else ():  # a hook may list files that are deleted
            if _is_path(word) and not _is_there(word):
                print(f"there is no file {shown(word)}", file=sys.stderr)
        named = Named(files, get_initial_workdir()) if files else None
        found, baseline = inspect(build, twice, named), build.baseline
        if update_baseline:
            if named:
                raise InvalidCommand("--update-baseline looks at everything: name no files")
            baseline = _update(baseline, found)
        rest = found.against(baseline)
        if format == "text":
            print(FORMATS[format](rest))
        else:  # programs read UTF-8, whatever a terminal would
            write("-", f"{FORMATS[format](rest)}\n".encode(errors="replace"), build.plan.config)
        return rest.exit_code

    def _files(self, word: str) -> list[str]:
        """The path that a word is; a word that can be no path stands for visuals, as in `doit ID`.

        Raises InvalidCommand for one that stands for none.
        """
        if _is_path(word):
            return [word]
        return [os.path.abspath(visual.source) for visual in self.visuals([word])]


def _is_path(word: str) -> bool:
    return os.sep in word or "." in word or _is_there(word)


def _is_there(word: str) -> bool:
    return os.path.lexists(os.path.join(get_initial_workdir(), word))


def _taken_for_variables() -> list[str]:
    """Files with `=` in their names: doit takes such words for variables and leaves them out."""
    return [word for word in sys.argv[1:] if "=" in word and not word.startswith("-")]


def _update(baseline: Baseline, found: Inspection) -> Baseline:
    """Write a baseline that accepts what is found. Raises InvalidCommand where that fails."""
    updated = baseline.updated(found.findings, found.unknown, found.unsought)
    try:
        write_baseline(BASELINE, updated)
    except OSError as error:
        raise InvalidCommand(unwritten(BASELINE, error)) from error
    return updated
