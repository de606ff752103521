"""The machine → what it has of what builds, watching and tests can use."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.doctor.line import Line, ok, optional
from pipeline.files.mounts import reports_no_changes
from pipeline.plan import CORES
from pipeline.worker.launch import can_fork

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
INSTANCES = Path("/proc/sys/fs/inotify/max_user_instances")
ENOUGH_WATCHES, ENOUGH_INSTANCES = 8192, 128


def cores() -> Iterator[Line]:
    """How many pieces of work run at once."""
    yield ok("cores", f"{CORES}, and a plain doit keeps them busy")


def scripts() -> Iterator[Line]:
    """How a render script is started."""
    if can_fork():
        yield ok("processes", "each script runs in a fork of a warm process")
    else:
        yield optional("processes", "no fork here: each script starts a process, which is slower")


def watching() -> Iterator[Line]:
    """Whether changes of files are reported as they happen."""
    if kind := reports_no_changes(Path.cwd()):
        yield optional("watching", f"the project lies on {kind}, which may report no changes",
                       "doit watch looks at all files again and again there")  # fmt: skip
        return
    for path, enough in ((WATCHES, ENOUGH_WATCHES), (INSTANCES, ENOUGH_INSTANCES)):
        limit = _number(path)
        if limit is not None and limit < enough:
            name = f"fs.inotify.{path.name}"
            yield optional("watching", f"{name} is {limit}, which a large tree may exceed",
                           f"sysctl {name}={enough * 8}")  # fmt: skip
            return
    yield ok("watching", "changes of files are reported as they happen")


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None


def terminal() -> Iterator[Line]:
    """Whether what is printed can hold every letter."""
    encoding = sys.stdout.encoding or "ascii"
    if encoding.lower().replace("-", "") == "utf8":
        yield ok("terminal", "UTF-8")
    else:
        yield optional("terminal", f"{encoding}: letters that it does not have are printed as ?",
                       "set the environment variable PYTHONUTF8 to 1")  # fmt: skip


def git() -> Iterator[Line]:
    """The version control that keeps the questions."""
    found = shutil.which("git")
    yield ok("git", found) if found else optional("git", "not on PATH; no build needs it")


def browser() -> Iterator[Line]:
    """The browser of the tests."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    said = f"none of {', '.join(BROWSERS)} on PATH; only tests of the pipeline need one"
    way_out = "apt-get install -y chromium" if sys.platform == "linux" else ""
    yield ok("browser", found) if found else optional("browser", said, way_out)
