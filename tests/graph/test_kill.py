"""A cold build is ended at random moments: nothing of it stays, and the next build ends as any."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Project, new_project
from tests.graph.accidents import start, wait
from tests.trees import Mix, write_tree

pytestmark = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="reads Linux's /proc")

MIX = Mix(matplotlib=3, dot=2, svg=2)
LONGEST = 2.0
"""Seconds after which a build is about done."""

LINGER = 3.0
"""Seconds in which all that a build has started ends after it."""

Build = subprocess.Popen[str]


def kill_group(build: Build, others: list[int]) -> None:
    """All that stands in the build's process group, as a terminal or a CI job does."""
    os.killpg(build.pid, signal.SIGKILL)


def kill_one(build: Build, others: list[int]) -> None:
    """One of the processes that doit has started: doit goes on, and ends by itself."""
    if others:
        os.kill(others[build.pid % len(others)], signal.SIGKILL)
    build.communicate(timeout=60)


ENDS: dict[str, Callable[[Build, list[int]], None]] = {
    "SIGKILL of the group": kill_group,
    "SIGKILL of doit": lambda build, others: build.kill(),
    "SIGKILL of another": kill_one,
    "SIGTERM": lambda build, others: build.terminate(),
    "SIGINT": lambda build, others: build.send_signal(signal.SIGINT),
}


def alive(temporary: Path) -> list[int]:
    """The processes whose environment names a temporary folder."""
    mark, found = b"TMPDIR=" + os.fsencode(temporary), []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue  # it has ended
    return sorted(found)


def lingering(temporary: Path) -> list[int]:
    """What of a build is still alive when all of it had time to end."""
    deadline = time.monotonic() + LINGER
    while (left := alive(temporary)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def _ended(pid: int) -> str:
    """The command of a process, which ends here if nothing else ends it."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        os.kill(pid, signal.SIGKILL)
    except (OSError, ValueError):
        return f"process {pid}"
    return f"process {pid} ({command[:200]})"


def rendered(output: str) -> set[str]:
    """The visuals that were really rendered: not fresh, and not taken from the store."""
    return set(re.findall(r"^built (\S+) \([\d.]+ s\)$", output, re.MULTILINE))


def names(project: Project) -> set[str]:
    """The names of all files of a project."""
    return {
        path.relative_to(project.root).as_posix()
        for path in project.root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.long
def test_after_an_end_nothing_stays_and_the_next_build_redoes_nothing(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    clean = new_project(tmp_path / "clean")
    tree = write_tree(clean.root, MIX, seed=11)
    assert rendered(clean.doit().output) == set(tree.visuals)
    for later in ("settled", "questions.json"):  # of a run that finds files older than a moment
        clean.path(f".cache/{later}").touch()
    kills, faults = pytestconfig.getoption("kills"), []
    rng = random.Random(kills)
    for number in range(kills):
        how = list(ENDS)[number % len(ENDS)]
        project = Project(tmp_path / f"killed-{number}")
        shutil.copytree(clean.root / "questions", project.root / "questions")
        for name in ("dodo.py", "pyproject.toml"):
            shutil.copy(clean.root / name, project.root)
        faults += [f"{number}, {how}: {fault}" for fault in end_one(project, clean, how, rng)]
        shutil.rmtree(project.root)
    assert not faults, "\n".join(faults)


def end_one(project: Project, clean: Project, how: str, rng: random.Random) -> list[str]:
    """End one build and build again; what is wrong then."""
    temporary = project.root.with_name(f"{project.root.name}-tmp")
    temporary.mkdir()
    build = start(project, "-n", "4", TMPDIR=str(temporary))
    wait(build, rng.uniform(0.1, LONGEST))
    if build.returncode is None:
        ENDS[how](build, [pid for pid in alive(temporary) if pid != build.pid])
    faults = [f"{_ended(pid)} is alive" for pid in lingering(temporary)]
    if build.returncode is None:
        output, _ = build.communicate(timeout=60)
        faults += [line for line in output.splitlines() if "Traceback" in line]
    done = {path.stem for path in project.path("build/raw").rglob("*.svg")}
    run = project.doit(TMPDIR=str(temporary))
    if run.code or project.built() != clean.built():
        faults.append(f"the next build differs (exit {run.code}): {run.output}")
    faults += [f"{name} is rendered again" for name in rendered(run.output) & done]
    faults += [f"{name} stays" for name in sorted(names(project) - names(clean))]
    left = [path for path in temporary.iterdir() if not _is_probe(path)]
    return faults + [f"{path.name} stays in TMPDIR" for path in left]


def _is_probe(path: Path) -> bool:
    """Whether a file is what Python writes and removes to see whether a folder can be used."""
    return path.is_file() and path.read_bytes() in (b"", b"blat")
