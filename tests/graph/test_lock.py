"""Commands that change what a build reads wait for it, and a build that waited looks again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest
import yaml
from filelock import FileLock

from tests.conftest import DOIT, SMALL, Project

WAITING = "waiting for another doit here (process 7)\n"


@pytest.fixture
def held(two: Project) -> Iterator[FileLock]:
    """The lock of a project, held as by a build."""
    lock = FileLock(two.path(".cache/lock"))
    two.path(".cache").mkdir(exist_ok=True)
    with lock:
        two.path(".cache/lock.holder").write_text("7\n")
        yield lock


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    """Start a command, and see it wait."""
    process = subprocess.Popen(
        [*DOIT, *arguments], cwd=project.root, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    assert process.stderr.readline() == WAITING
    return process


@pytest.mark.parametrize(
    "command", ["clean", "forget", "ignore x", "reset-dep", "clean x", "approve x --by A"]
)
def test_commands_that_write_wait_for_a_build(two: Project, held: FileLock, command: str) -> None:
    built, known = two.built(), two.path(".doit.db").read_bytes()
    process = start(two, *command.split())
    assert (two.built(), two.path(".doit.db").read_bytes()) == (built, known)
    held.release()
    process.communicate(timeout=60)
    assert process.returncode == 0


@pytest.mark.parametrize("command", ["clean -n", "list", "info x", "plan", "check", "status"])
def test_commands_that_only_read_do_not_wait(two: Project, held: FileLock, command: str) -> None:
    assert held.is_locked
    run = two.doit(*command.split())
    assert "waiting" not in run.output
    assert run.code == 0


@pytest.mark.parametrize("command", ["", "x"])
def test_a_build_that_waited_for_a_clean_names_nothing_that_is_missing(
    two: Project, held: FileLock, command: str
) -> None:
    """What the build had looked at before it got the lock is gone by then."""
    source = two.path("questions/cloud/x.dot")
    source.write_text(SMALL["dot"].replace("first", "edited"))
    process = start(two, *command.split())
    # What `doit clean` does once it has the lock; here it is ours.
    cleaner = two.path("clean.py")
    cleaner.write_text(CLEAN)
    subprocess.run([*DOIT[:1], "clean.py"], cwd=two.root, check=True)
    assert two.built() == {}
    held.release()
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    manifest = two.path("build/manifest.json")
    named = json.loads(manifest.read_text())["visuals"] if manifest.exists() else []
    assert all(two.path(f"build/{each['svg']}").exists() for each in named), out
    assert bool(named) == (command == "")
    assert two.doit().code == 0
    assert {each["id"] for each in json.loads(manifest.read_text())["visuals"]} == {"x", "y"}


CLEAN = """
import contextlib
import sys
from pipeline.commands import names
names.locked = lambda path: contextlib.nullcontext()
from pipeline.commands.main import run
sys.exit(run(["clean"]))
"""


def test_two_reviews_at_once_are_both_recorded(two: Project, held: FileLock) -> None:
    processes = [start(two, "approve", name, "--by", "Ann") for name in ("x", "y")]
    held.release()
    for process in processes:
        process.communicate(timeout=60)
    assert [*yaml.safe_load(two.path("reviews.yaml").read_text())] == ["x", "y"]


def test_a_review_that_waited_is_of_what_is_built_by_then(two: Project, held: FileLock) -> None:
    process = start(two, "approve", "x", "--by", "Ann")
    two.path("questions/cloud/x.dot").write_text("digraph { a -> other }")
    held.release()
    assert "x: it is not built as it is now: run doit x" in process.communicate(timeout=60)[1]
    assert not two.path("reviews.yaml").exists()


def test_a_build_that_waited_lists_what_was_reviewed_meanwhile(
    two: Project, held: FileLock
) -> None:
    held.release()
    assert two.doit("approve", "x", "--by", "Ann").code == 0
    reviews = two.path("reviews.yaml").read_bytes()
    two.path("reviews.yaml").unlink()
    held.acquire()
    two.path(".cache/lock.holder").write_text("7\n")
    process = start(two, "-a")
    two.path("reviews.yaml").write_bytes(reviews)
    held.release()
    process.communicate(timeout=60)
    entries = json.loads(two.path("build/manifest.json").read_text())["visuals"]
    assert [each["review"] for each in entries] == ["current", "none"]
