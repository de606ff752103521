"""Folders in folders, deeper than Python calls itself: nothing ends, and nothing stays behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.files.outputs import remove
from tests.conftest import Project, left_by_a_killed_run

DEPTH = 1100

SCRIPT = f"""import os, ctypes
import matplotlib.pyplot as plt
here, libc = os.getcwd(), ctypes.CDLL(None)
libc.chdir(os.environ["TMPDIR"].encode())
for _ in range({3 * DEPTH}):
    libc.mkdir(b"d", 0o500), libc.chdir(b"d")
os.chdir(here)
plt.plot([1, 2])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
"""


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path: Path) -> Iterator[None]:
    """What a test leaves is too deep for whoever removes it later."""
    yield
    for path in tmp_path.iterdir():
        remove(str(path))


def dig(folder: Path, file: str) -> None:
    """Put a file into the innermost of many folders."""
    inner = "/".join("d" * DEPTH)
    path = folder
    for _ in range(DEPTH):
        path.mkdir(parents=True, exist_ok=True)
        path = path / "d"
    path.mkdir()
    assert os.path.isdir(folder / inner)
    (path / file).write_text("x")


def test_what_a_script_leaves_in_its_temporary_folder_goes(
    project: Project, tmp_path: Path
) -> None:
    """Also what a killed run left of it, which the next run removes."""
    temporary = tmp_path / "temporary"
    dig(left_by_a_killed_run(temporary) / "x", "x")
    project.configure('sandbox = "off"')  # which has no use for the C library's mkdir
    project.add("x", "matplotlib", SCRIPT)
    assert project.doit(TMPDIR=str(temporary)).counts == (1, 0, 0)
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize("name", ["visuals-thesis", "visuals-run-mythesis"])
def test_folders_beside_our_temporary_ones_stay(
    project: Project, tmp_path: Path, name: str
) -> None:
    """Somebody's own work may lie in the temporary folder, under any name."""
    own = tmp_path / "temporary" / name / "chapter.txt"
    own.parent.mkdir(parents=True)
    own.write_text("years of work")
    project.add("x", "dot")
    for counts in [(1, 0, 0), (0, 1, 0)]:
        assert project.doit(TMPDIR=str(tmp_path / "temporary")).counts == counts
    assert own.read_text() == "years of work"


def test_an_empty_folder_of_ours_goes_once_it_is_old(project: Project, tmp_path: Path) -> None:
    """A process that outlived its run made it again; a new one may be about to be locked."""
    old, new = (tmp_path / "temporary" / f"visuals-run-{name}" for name in ("12345678", "87654321"))
    for folder in (old, new):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    project.add("x", "dot")
    assert project.doit(TMPDIR=str(old.parent)).counts == (1, 0, 0)
    assert [*old.parent.iterdir()] == [new]


def test_questions_and_strays_lie_as_deep_as_they_like(project: Project) -> None:
    project.add("x", "dot")
    dig(project.path("questions/cloud"), "y.yaml")
    dig(project.path("build/svg/cloud"), "stray.svg")
    project.path("build/svg/edge/empty").mkdir(parents=True)
    assert project.doit("plan").code == 0
    assert project.doit().counts == (1, 0, 0)
    assert [*map(str, project.path("build/svg/cloud").iterdir())] == [
        str(project.path("build/svg/cloud/x.svg"))
    ]
    assert not project.path("build/svg/edge").exists()
    assert project.doit("check").code == 0


@pytest.mark.parametrize("words", [("clean",), ()], ids=["clean", "output"])
def test_a_deep_folder_is_removed(project: Project, words: tuple[str, ...]) -> None:
    """By `doit clean`, and where an output is to stand."""
    project.add("x", "dot")
    dig(project.path("build/svg/cloud/x.svg"), "x")
    assert project.doit(*words).code == 0
    assert project.path("build/svg/cloud/x.svg").is_file() == (not words)
    assert project.path("build/svg").exists() == (not words)
