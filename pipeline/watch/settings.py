"""The project's settings and our code → whether one that knows older ones must start over."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from pipeline.files.deep import leads_out, walk, way_to
from pipeline.files.regular import SETTINGS, read_regular
from pipeline.plan.shaping import PACKAGE

FILES = ("pyproject.toml", "dodo.py")
COMPILED = "__pycache__"


class Settings:
    """The settings as they were when this was made; `folders` are to be watched for them.

    `problem` is what is wrong with newer ones, "" where nothing is.
    """

    def __init__(self) -> None:
        self._code = _code_in_project()
        self._known = _contents()
        self._seen = self._known
        self.folders = {".", *self._code}
        self.problem = ""

    def must_start_over(self) -> bool:
        """Whether the settings changed, and can be used; `problem` says why those of now cannot."""
        now = _contents()
        if now != self._seen:
            self._seen, self.problem = now, _problem()
        return now != self._known and not self.problem

    def is_code(self, path: str) -> bool:
        """Whether our own code lies there, in a project that has it: it is being worked on.

        What Python writes when it compiles a module is no change of it.
        """
        return os.path.dirname(path) in self._code and os.path.basename(path) != COMPILED


def _contents() -> list[bytes]:
    found = [b""] * len(FILES)
    for number, name in enumerate(FILES):
        with contextlib.suppress(OSError):
            found[number] = read_regular(name, SETTINGS)
    return found


def _problem() -> str:
    """Why doit would not start with the settings of now: tried in a process of its own."""
    command = [sys.executable, "-P", "-m", "pipeline.commands.main", "list"]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (tried.stdout + tried.stderr).strip().splitlines()
    return lines[-1].removeprefix("ERROR: ") if tried.returncode and lines else ""


def _code_in_project() -> frozenset[str]:
    top = way_to(PACKAGE)
    if leads_out(top):
        return frozenset()
    folders = (folder.replace(os.sep, "/") for folder, _, _ in walk(top))
    return frozenset(folder for folder in folders if os.path.basename(folder) != COMPILED)
