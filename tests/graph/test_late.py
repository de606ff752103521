"""What ran into its time limit is not tried again before something of it changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import TIME_LIMIT, Finding
from pipeline.plan.late import LateWork
from tests.conftest import Project, new_project

FOLDER = "questions/cloud"
HANGS = "import helper, os\nprint('process', os.getpid(), flush=True)\nwhile helper.WAIT: pass\n"
ENDS = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
AGAIN = "; not tried again, since nothing of it changed after 2"


@pytest.fixture(scope="module")
def late_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What `late` is a copy of."""
    project = new_project(tmp_path_factory.mktemp("late") / "project")
    project.configure("timeout = 0.5")
    project.add("x", "matplotlib", HANGS + ENDS)
    project.path(f"{FOLDER}/helper.py").write_text("WAIT = True\n")
    run = project.doit()
    assert run.codes == {"R002"}, run.output
    assert AGAIN not in run.output
    return project


@pytest.fixture
def late(late_once: Project, tmp_path: Path) -> Project:
    """A project with a script that ran into its time limit."""
    shutil.copytree(late_once.root, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


def test_it_is_not_tried_again_by_itself(late: Project) -> None:
    """The next run says so, and leaves what a build from nothing leaves."""
    before = late.built()
    plan = late.doit("plan").output
    assert "render:x     ran into its time limit, is not tried again" in plan
    assert "about 0.0 s" in plan
    run = late.doit()
    assert (run.code, run.failed, run.codes, run.counts) == (2, {"x"}, {"R002"}, (0, 0, 1))
    assert AGAIN in run.output
    assert "doit x or doit -a tries it again" in run.output
    assert late.built() == before
    assert "not tried again" not in late.doit("check").output
    assert run.output.count("process ") == 1
    assert without_time(late.doit().output) == without_time(run.output)


def without_time(output: str) -> str:
    """What was printed, short of the seconds that the whole command took."""
    return output.rpartition(" · ")[0]


def edited(name: str, text: str) -> Callable[[Project], object]:
    """An edit of a file of the project."""
    return lambda project: project.path(name).write_text(text)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(edited(f"{FOLDER}/x.py", f"{HANGS}{ENDS}#\n"), id="source"),
        pytest.param(edited(f"{FOLDER}/helper.py", "WAIT = 1\n"), id="helper"),
        pytest.param(edited(f"{FOLDER}/helper/__init__.py", "WAIT = 1\n"), id="looked for"),
        pytest.param(lambda project: project.configure("timeout = 0.6"), id="limit"),
        pytest.param(lambda project: shutil.rmtree(project.path(".cache")), id="cache"),
    ],
)
def test_it_is_tried_again_when_something_of_it_changed(
    late: Project, change: Callable[[Project], object]
) -> None:
    """The source, what it read or looked for, or the limit; and where nothing is remembered."""
    late.path(f"{FOLDER}/helper").mkdir()
    change(late)
    assert "failed last time" in late.doit("plan").output
    run = late.doit()
    assert run.codes == {"R002"}
    assert AGAIN not in run.output
    assert AGAIN in late.doit().output


@pytest.mark.parametrize("words", ["x", "render:x", "-a"])
def test_it_is_tried_again_when_asked_for(late: Project, words: str) -> None:
    run = late.doit(words)
    assert run.codes == {"R002"}
    assert AGAIN not in run.output


def test_what_is_mended_is_built(late: Project) -> None:
    late.path(f"{FOLDER}/helper.py").write_text("WAIT = False\n")
    assert late.doit().built == {"x"}
    late.path(f"{FOLDER}/helper.py").write_text("WAIT = True\n")
    assert AGAIN not in late.doit().output


def test_a_drawing_that_takes_too_long_to_normalize(project: Project) -> None:
    """It fails by S005, and the next run does not try it either."""
    project.configure("timeout = 0.01")
    boxes = "".join(f'<text x="{n % 99}" y="{n}" font-size="12">{n}</text>' for n in range(3000))
    size = 'width="700" height="3000" viewBox="0 0 700 3000"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{boxes}</svg>'
    project.add("x", "svg", svg)
    first = project.doit()
    assert first.codes == {"S005"}
    assert f"{TIME_LIMIT}\n" in first.output
    assert AGAIN in project.doit().output
    assert AGAIN not in project.doit("x").output
    project.configure("timeout = 60")
    assert project.doit().built == {"x"}


def test_what_is_damaged_is_forgotten(tmp_path: Path) -> None:
    """A row with one bit turned is as none."""
    store, key = tmp_path / "late.json", "k" * 64
    finding = Finding("R002", "error", "x.py", f"not done after 1 s, {TIME_LIMIT}", "", "x")
    work = LateWork(str(store), 1.0, {"a.py": "absent"}.__getitem__)
    work.keep("x", key, (finding,), {"a.py": "absent"}, "printed")
    assert work.find("x", key)
    work.save()
    content = store.read_bytes()
    for at in range(content.index(b"[["), len(content)):
        store.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        again = LateWork(str(store), 1.0, {"a.py": "absent"}.__getitem__).find("x", key)
        assert again is None or again == work.find("x", key)
