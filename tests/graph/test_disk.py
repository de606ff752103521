"""Folders of ours that are something else, or cannot be written: one line, and no traceback."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.worker.shortage import SHORT
from tests.conftest import DOIT, Project, Run


def a_file(path: Path) -> None:
    path.write_text("x")


def a_folder(path: Path) -> None:
    (path / "sub").mkdir(parents=True)
    (path / "sub" / "x").write_text("x")


def a_link_to_nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


@pytest.mark.parametrize("put", [a_file, a_link_to_nowhere])
def test_no_build_folder(project: Project, put: Callable[[Path], None]) -> None:
    project.add("x", "dot")
    put(project.path("build"))
    for _ in range(2):
        run = project.doit()
        assert run.code == 3
        assert run.output.startswith("ERROR: build cannot be written: it is no folder; ")
        assert run.output.count("\n") == 1
    assert project.doit("plan").code == 0
    assert project.doit("check").code == 1
    project.path("build").unlink()
    assert project.doit().counts == (1, 0, 0)


def _done(project: Project, *command: str, limit: Callable[[], None]) -> Run:
    done = subprocess.run(
        command, cwd=project.root, preexec_fn=limit, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Run(done.returncode, done.stdout)


def _doit_with_room(project: Project, size: int, *words: str) -> Run:
    """A `doit` that can write no file of more bytes."""
    # Python itself would leave half of what it compiles.
    room = resource.RLIMIT_FSIZE, (size, size)
    command = DOIT[0], "-B", *DOIT[1:], *words
    return _done(project, *command, limit=lambda: resource.setrlimit(*room))


def test_a_disk_without_room(project: Project) -> None:
    project.add("x", "dot")
    run = _doit_with_room(project, 1000)
    assert run.code == 3
    (line,) = run.output.splitlines()
    assert line.startswith("ERROR: build cannot be written: File too large; make room there")
    assert [*project.path("build").iterdir()] == []
    assert project.doit().counts == (1, 0, 0)


@pytest.mark.parametrize("command", ["forget x", "ignore x"])
def test_a_disk_without_room_for_what_is_remembered(two: Project, command: str) -> None:
    run = _doit_with_room(two, two.path(".doit.db").stat().st_size, *command.split())
    assert run.code == 3
    assert "ERROR: .doit.db cannot be written, so all is as it was; make room" in run.output
    assert two.doit().counts == (0, 2, 0)


def test_a_disk_without_room_for_the_gallery(two: Project) -> None:
    two.path("build/index.html").unlink()
    run = _doit_with_room(two, 40_000)
    assert run.code == 3
    assert (
        "failed gallery\n  show every SVG on a page: File too large: build/index.html; make room"
        in run.output
    )
    assert "0 built · 2 fresh · 0 failed" in run.output
    assert two.doit().code == 0


def _few_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))


def test_few_open_files_are_no_fault_of_a_visual(project: Project) -> None:
    for name in ("x", "y"):
        project.add(name, "dot")
    run = _done(project, *DOIT, limit=_few_files)
    assert run.failed
    assert run.output.count("hint: ") == run.output.count(f"hint: {SHORT}") == len(run.failed)
    assert project.doit().failed == set()


NO_THREADS = """
import sys, threading
def start(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
from pipeline.commands.main import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("words", [[], ["watch"]])
def test_without_a_thread_more_a_command_ends_in_one_line(
    project: Project, words: list[str]
) -> None:
    project.add("x", "dot")
    run = _done(project, sys.executable, "-c", NO_THREADS, *words, limit=lambda: None)
    said = f"ERROR: it cannot go on: no more threads can be started; {SHORT}\n"
    assert (run.code, run.output) == (3, said)
    assert project.doit().counts == (1, 0, 0)


REFUSING = """
import builtins, os, sys
def refusing(act):
    def acting(path, *rest, **options):
        if str(path).startswith("build/svg/cloud/x.svg"):
            raise PermissionError(13, "Permission denied", path)
        return act(path, *rest, **options)
    return acting
os.unlink, builtins.open = refusing(os.unlink), refusing(open)
from pipeline.commands.main import run
sys.exit(run(sys.argv[1:]))
"""
"""As where another program has the file open on Windows, or its folder is another user's."""


def test_what_cannot_be_removed_or_written_is_named_beside_what_is_wrong(two: Project) -> None:
    command = (sys.executable, "-c", REFUSING)
    two.path("questions/cloud/x.dot").write_text("digraph { a -> }")
    run = _done(two, *command, limit=lambda: None)
    assert (run.code, run.codes, run.counts) == (2, {"R001", "R004"}, (0, 1, 1))
    assert "Permission denied: build/svg/cloud/x.svg\n" in run.output
    assert not two.path("build/raw/cloud/x.svg").exists()
    assert '"R001"' in two.path("build/findings/cloud/x.json").read_text()
    two.path("questions/cloud/x.dot").write_text("digraph { a -> other }")
    run = _done(two, *command, limit=lambda: None)
    assert (run.code, run.codes) == (2, {"R004"})
    assert "Permission denied: build/svg/cloud/x.svg\n" in run.output
    assert two.doit().counts == (1, 1, 0)


@pytest.mark.parametrize(
    ("place", "put"),
    [
        (".cache", a_file),
        (".cache", a_link_to_nowhere),
        (".cache/lock", a_folder),
        (".doit.db", a_folder),
        (".doit.db", a_link_to_nowhere),
    ],
)
def test_without_a_cache_or_a_database_a_build_goes_on_and_says_so_once(
    two: Project, place: str, put: Callable[[Path], None]
) -> None:
    built = two.built()
    for name in (".doit.db", ".cache/lock", ".cache/lock.holder"):
        two.path(name).unlink(missing_ok=True)
    if place == ".cache":
        two.path(".cache").rename(two.root / "elsewhere")
    put(two.path(place))
    run = two.doit("-a")
    assert (run.code, run.built) == (0, {"x", "y"})
    said = [line for line in run.output.splitlines() if f"{place.partition('/')[0]} cannot" in line]
    assert len(said) == 1
    assert two.built() == built
    assert two.doit().failed == set()
    assert two.doit("clean").code == 0
    assert two.built() == {}


def test_what_is_ours_at_the_top_of_the_build_folder_goes(two: Project) -> None:
    built = two.built()
    ours = ("manifest.json.12-89abcdef~34.tmp", "index.html.99-0123abcd~1.tmp")
    theirs = ("notes.tmp", "manifest.txt", "mine/x.tmp", "index.html.bak")
    for name in (*ours, *theirs):
        two.path(f"build/{name}").parent.mkdir(exist_ok=True)
        two.path(f"build/{name}").write_text("x")
    for name in ("manifest.json", "index.html"):
        two.path(f"build/{name}").unlink()
        a_folder(two.path(f"build/{name}"))
    run = two.doit()
    assert run.code == 0
    left = two.built()
    assert built.items() <= left.items()
    assert left.keys() - built.keys() == {*theirs}
    assert two.doit().output.startswith("0 built · 2 fresh")
    assert two.doit("clean").code == 0
    assert not [*two.path("build").iterdir()]
