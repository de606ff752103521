"""The project's settings and our code → whether one that knows older ones must start over."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable

from pipeline.files.deep import walk
from pipeline.files.paths import leads_out, way_to
from pipeline.files.regular import SETTINGS, read_regular
from pipeline.plan.shaping import PACKAGE
from pipeline.worker.launch import kill_group

FILES = ("pyproject.toml", "dodo.py")
COMPILED = "__pycache__"

TICK = 0.1
"""Seconds between two looks at whether settings that are tried were saved again."""

TICKS = 200
"""After which they are given up. Nothing is built meanwhile."""


class Settings:
    """The settings as they were when this was made; `folders` are to be watched for them.

    `problem` is what is wrong with newer ones, "" where nothing is.
    """

    def __init__(self) -> None:
        self._code = _code_in_project()
        self._seen = _saved()
        self._known = _contents(self._seen)
        self.folders = {".", *self._code}
        self.problem = ""

    def must_start_over(self) -> bool:
        """Whether the settings changed, and can be used; `problem` says why those of now cannot."""
        while (now := _saved()) != self._seen:
            self._seen, self.problem = now, ""
            if _contents(now) != self._known:
                self.problem = _problem(lambda: _saved() != self._seen)
        return _contents(self._seen) != self._known and not self.problem

    def is_code(self, path: str) -> bool:
        """Whether our own code lies there, in a project that has it: it is being worked on.

        What Python writes when it compiles a module is no change of it.
        """
        return os.path.dirname(path) in self._code and os.path.basename(path) != COMPILED


def _saved() -> list[tuple[bytes, int]]:
    """What each file holds, and when it was saved."""
    found = [(b"", 0)] * len(FILES)
    for number, name in enumerate(FILES):
        with contextlib.suppress(OSError):
            found[number] = read_regular(name, SETTINGS), os.stat(name).st_mtime_ns
    return found


def _contents(saved: list[tuple[bytes, int]]) -> list[bytes]:
    return [content for content, _ in saved]


def _problem(is_old: Callable[[], bool]) -> str:
    """Why doit would not start with the settings of now: tried in a process of its own.

    "" also where that ends since they are old by now.
    """
    command = [sys.executable, "-P", "-m", "pipeline.commands.main", "list"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as tried:  # fmt: skip
        try:
            for _ in range(TICKS):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    said = b"".join(tried.communicate(timeout=TICK)).decode(errors="replace")
                    return _last_words(said) if tried.returncode else ""
                if is_old():
                    return ""
            return (
                f"{' or '.join(FILES)} keeps doit from starting: doit list has not ended after "
                f"{TICK * TICKS:.0f} s"
            )
        finally:
            kill_group(tried)


def _last_words(said: str) -> str:
    """The last error, or where none is named as such the last line."""
    _, is_error, words = said.strip().rpartition("ERROR: ")
    lines = words.splitlines()
    return " ".join(lines if is_error else lines[-1:])


def _code_in_project() -> frozenset[str]:
    top = way_to(PACKAGE)
    if leads_out(top):
        return frozenset()
    folders = (folder.replace(os.sep, "/") for folder, _, _ in walk(top))
    return frozenset(folder for folder in folders if os.path.basename(folder) != COMPILED)
