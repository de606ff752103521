"""The look before doit is there: what it has start for an edit, and that nothing of it stays."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.dodo import __all__ as given
from pipeline.files.scratch import Scratch
from pipeline.glance import FirstLook, look
from pipeline.kinds import kind_of
from pipeline.plan import TASKS, Plan
from pipeline.render.finish import NORMALIZER
from pipeline.worker.pool import Workers
from tests.conftest import (
    OWN_PROCESSES,
    Project,
    commander,
    left_by_a_killed_run,
    new_project,
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project as the working directory, with files that are older than its database."""
    made = new_project(tmp_path)
    for name, kind in (("plot", "matplotlib"), ("graph", "dot")):
        made.add(name, kind)
    for folder in ("build", ".cache"):
        made.path(folder).mkdir()
    for file in (".cache/hashes.json", ".doit.db"):
        made.path(file).touch()
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What processes are asked to prepare."""
    names: list[str] = []
    for method in ("prepare", "prepare_alone"):
        monkeypatch.setattr(Workers, method, lambda self, warm_up: names.append(warm_up))
    return names


def edit(project: Project, file: str) -> None:
    """Make a file newer than the database."""
    soon = time.time_ns() + 10**9
    os.utime(project.path(f"questions/cloud/{file}"), ns=(soon, soon))


@pytest.mark.parametrize(
    ("edited", "warm_ups"),
    [
        ("plot.py", [kind_of("matplotlib").warm_up, NORMALIZER]),
        ("graph.dot", [NORMALIZER]),
        ("graph.yaml", [NORMALIZER]),
    ],
)
def test_what_an_edit_needs_is_started(
    project: Project, started: list[str], edited: str, warm_ups: list[str]
) -> None:
    edit(project, edited)
    with FirstLook() as first:
        assert first.count() is None
    assert started == warm_ups


def test_nothing_is_started_for_a_project_that_is_not_ours(
    project: Project, started: list[str]
) -> None:
    project.path(".cache/hashes.json").unlink()
    edit(project, "plot.py")
    with FirstLook() as first:
        assert first.count() is None
    assert started == []


def test_nothing_is_started_where_nothing_was_edited(project: Project, started: list[str]) -> None:
    assert look(Plan(Config()), {}).workers is None
    assert started == []


def test_nothing_is_started_where_an_edit_left_nothing_to_do(
    project: Project, started: list[str]
) -> None:
    """A run has seen the file since, and had no reason to write to the database."""
    time.sleep(0.02)  # a tick of the file system's clock
    project.path("questions/cloud/plot.py").touch()
    time.sleep(0.12)
    Plan(Config()).settled({}).keep(2, [])
    seen = look(Plan(Config()), {})
    assert (seen.settled.visuals, seen.workers, started) == (2, None, [])
    assert seen.settled.edited


@pytest.mark.parametrize("where", ["environment", "settings"])
def test_nothing_is_started_where_others_draw(
    project: Project, started: list[str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    engine = "tls://nowhere:1"
    if where == "environment":
        monkeypatch.setenv("VISUALS_ENGINE", engine)
    edit(project, "plot.py")
    config = Config() if where == "environment" else Config(engine=engine)
    assert look(Plan(config), {}).workers is None
    assert started == []


def test_processes_that_cannot_start_are_reported_by_the_work_alone(
    project: Project, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Scratch) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Scratch, "__init__", full)
    edit(project, "plot.py")
    assert look(Plan(Config()), {}).workers is None
    assert started == []


def test_what_no_run_takes_is_ended(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(project.path("temporary")))
    project.path("temporary").mkdir()
    edit(project, "graph.dot")
    with FirstLook() as first:
        first.count()
        seen = first.take(Plan(Config(timeout=7)), {})  # the settings were edited meanwhile
        assert seen.config.timeout == 7
        assert seen.workers
        seen.workers.close()
        first.count()
        assert [*project.path("temporary").iterdir()]
    assert not [*project.path("temporary").iterdir()]


def test_what_a_killed_run_left_goes_with_the_next(project: Project) -> None:
    left = left_by_a_killed_run(project.path("temporary"))
    project.path(".doit.db").unlink()
    for _ in range(3):
        project.doit()
        time.sleep(0.12)
    assert project.path(".cache/settled").exists()
    assert project.doit(TMPDIR=str(left.parent)).counts == (0, 2, 0)
    assert not left.exists()


INTERRUPTED = {
    "before doit": "import pipeline.commands.main as it\nit._asked = lambda _: eval({kill!r})\n",
    "in dodo.py": "open('dodo.py', 'w').write('import os; ' + {kill!r})\n",
}


@pytest.mark.parametrize("when", INTERRUPTED)
@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
def test_what_is_interrupted_leaves_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, when: str, signal: str
) -> None:
    if OWN_PROCESSES:
        pytest.skip("only a fork of the warm process can be changed before its command")
    temporary = project.path("temporary")
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    edit(project, "plot.py")
    kill = f"os.kill(os.getpid(), __import__('signal').{signal})"
    answer = commander().run(project.root, (), "import os\n" + INTERRUPTED[when].format(kill=kill))
    assert answer == (130, "interrupted; what is built stays, doit builds the rest\n")
    assert [*temporary.iterdir()] == []


def test_it_is_taken_once(project: Project, started: list[str]) -> None:
    edit(project, "graph.dot")
    with FirstLook() as first:
        first.count()
        plan = Plan(Config())
        assert first.take(plan, {}) is not first.take(plan, {})
        assert started == [NORMALIZER, NORMALIZER]


def test_all_tasks_of_the_graph_are_known() -> None:
    assert {name for name in given if name.startswith("task_")} == {f"task_{of}" for of in TASKS}
