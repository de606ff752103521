"""Folders of ours that are something else, or cannot be written: one line, and no traceback."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DOIT, Project


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


def _doit_with_room(project: Project, size: int) -> subprocess.CompletedProcess[str]:
    """A `doit` that can write no file of more bytes."""
    return subprocess.run(
        # Python itself would leave half of what it compiles.
        [DOIT[0], "-B", *DOIT[1:]], cwd=project.root, check=False, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def test_a_disk_without_room(project: Project) -> None:
    project.add("x", "dot")
    done = _doit_with_room(project, 1000)
    assert done.returncode == 3
    (line,) = done.stdout.splitlines()
    assert line.startswith("ERROR: build cannot be written: File too large; make room there")
    assert [*project.path("build").iterdir()] == []
    assert project.doit().counts == (1, 0, 0)


def test_a_disk_without_room_for_the_gallery(two: Project) -> None:
    two.path("build/index.html").unlink()
    done = _doit_with_room(two, 40_000)
    assert done.returncode == 3
    assert "failed gallery\n  show every SVG on a page: File too large; make room" in done.stdout
    assert "0 built · 2 fresh · 0 failed" in done.stdout
    assert two.doit().code == 0


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
