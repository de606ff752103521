"""Builds that are interrupted or killed: nothing stays alive, nothing is half written."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from pipeline.plan import CORES
from tests.conftest import DOIT, PATIENCE, Project, new_project, wait_until

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="reads Linux's /proc"),
    pytest.mark.skipif(CORES < 2, reason="one core is taken by a script that does not end"),
]

ENDLESS = "import matplotlib\nwhile True:\n    pass\n"
GOOD = ("good-1", "good-2")


def alive_in(root: Path) -> list[int]:
    """The processes whose working directory is `root` or below it."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                folder = (entry / "cwd").readlink()
            except OSError:
                continue
            if folder.is_relative_to(root) and int(entry.name) != os.getpid():
                found.append(int(entry.name))
    return found


@pytest.fixture
def slow(project: Project) -> Project:
    """A project whose build is at work on a script that does not end."""
    for name in GOOD:
        project.add(name, "svg")
    project.add("endless", "matplotlib", ENDLESS)
    return project


def start(project: Project) -> subprocess.Popen[str]:
    """Start `doit` in a process group of its own, and wait until its scripts run."""
    process = subprocess.Popen(
        [*DOIT, "-n", "4"],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    database = project.path(".doit.db")
    wait_until(
        lambda: (
            database.exists()
            and all(f" normalize:{name}\t" in database.read_text() for name in GOOD)
        ),
        "the good visuals are built, and doit remembers it",
    )
    scripts = project.path("questions/cloud")
    wait_until(lambda: alive_in(scripts), "a script runs in its own folder")
    return process


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same project, mended and built from nothing."""
    clean = new_project(tmp_path_factory.mktemp("clean") / "project")
    for name in GOOD:
        clean.add(name, "svg")
    clean.add("endless", "matplotlib")
    assert clean.doit().code == 0
    return clean


def finish(project: Project, clean: Project) -> None:
    """Mend the endless script, build, and see that all is as from nothing."""
    project.add("endless", "matplotlib")
    run = project.doit()
    assert (run.code, run.failed) == (0, set())
    assert run.built == {"endless"}, "what was done is kept"
    assert project.built() == clean.built()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_build_with_one_line(
    slow: Project, clean: Project, number: signal.Signals
) -> None:
    process = start(slow)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err.splitlines() == ["interrupted; what is built stays, doit builds the rest"]
    assert {line.split()[0] for line in out.splitlines()} == {"built"}
    wait_until(lambda: not alive_in(slow.root), "no process stays behind")
    assert not [name for name in slow.built() if "endless" in name], "nothing is said of its end"
    finish(slow, clean)


def test_after_a_kill_no_process_stays_and_the_next_build_goes_on(
    slow: Project, clean: Project
) -> None:
    process = start(slow)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    wait_until(lambda: not alive_in(slow.root), "no process stays behind")
    assert not [name for name in slow.built() if "endless" in name]
    finish(slow, clean)


def test_a_second_build_waits_for_the_first(slow: Project) -> None:
    first = start(slow)
    second = subprocess.Popen(
        [*DOIT, "-a", "good-1"],
        cwd=slow.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert second.stderr is not None
    line = second.stderr.readline()
    assert line == f"waiting for another doit here (process {first.pid})\n"
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=PATIENCE)
    out, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0
    assert "1 built · 0 fresh · 0 failed" in out


@pytest.mark.parametrize("what", ["source", "helper"])
def test_an_edit_during_its_render_is_seen_by_the_next_build(project: Project, what: str) -> None:
    drawing = "import matplotlib.pyplot as plt\nplt.title(WORD)\nplt.plot([1, 2])\n"
    first = "from helper import WORD\n" if what == "helper" else "WORD = 'first'\n"
    wait = "import time\nend = time.monotonic() + 1\nwhile time.monotonic() < end:\n    pass\n"
    project.add("slow", "matplotlib", first + wait + drawing)
    scripts = project.path("questions/cloud")
    (scripts / "helper.py").write_text("WORD = 'first'\n")
    with subprocess.Popen(DOIT, cwd=project.root) as process:
        wait_until(lambda: alive_in(scripts), "the script runs")
        if what == "helper":
            # At once: the script may be about to import it.
            (scripts / "saved").write_text("WORD = 'second'\n")
            (scripts / "saved").replace(scripts / "helper.py")
        else:
            project.add("slow", "matplotlib", "WORD = 'second'\n" + drawing)
    assert process.returncode == 0
    svg = project.path("build/svg/cloud/slow.svg")
    assert project.doit().failed == set()
    assert ">second</text>" in svg.read_text()
    assert project.doit().counts == (0, 1, 0)
