"""What a project's own dodo.py defines below our tasks, and what is said where it fails."""

from __future__ import annotations

import subprocess

import pytest

from pipeline.commands.main import command
from tests.conftest import OWN_PROCESSES, Project, commander

OWN = """DOIT_CONFIG = {"default_tasks": ["own"], "verbosity": 2}
def task_own():
    return {"actions": ["echo of its own"], "task_dep": ["normalize"]}
"""
SHOWS = "; python dodo.py shows all of it"
FAILS = {
    "import nope\n": f"dodo.py:{{}}: ModuleNotFoundError: No module named 'nope'{SHOWS}",
    "def task_own(:\n": f"dodo.py:{{}}: SyntaxError: invalid syntax{SHOWS}",
    "import beside\n": f"dodo.py:{{}}: ValueError: no (in beside.py:2){SHOWS}",
    "def task_own(): return {'actions': [1 / 0]}\n": (
        "dodo.py:{}: ZeroDivisionError: division by zero"),
    "DOIT_CONFIG = {'backend': 'sqlite3'}\n": (
        "DOIT_CONFIG in dodo.py sets backend to 'sqlite3': builds need journal here; leave it out"),
    "DOIT_CONFIG = 3\n": "DOIT_CONFIG must be a dict. got:'3'<class 'int'>",
}  # fmt: skip


def add(project: Project, text: str) -> int:
    """Add to dodo.py; the line where that starts."""
    path = project.path("dodo.py")
    before = path.read_text()
    path.write_text(before + text)
    return len(before.splitlines()) + 1


def test_settings_of_a_projects_own_stand_beside_ours(two: Project) -> None:
    add(two, OWN)
    run = two.doit()
    assert (run.code, run.output.count("of its own")) == (0, 1)
    assert run.built == {"x", "y"} or run.counts == (0, 2, 0)
    assert two.doit("x").code == 0
    assert two.doit("normalize", "manifest", "gallery").code == 0
    assert two.doit("review").code == 0
    assert two.doit("check").code == 0


@pytest.mark.parametrize("text", FAILS)
def test_what_fails_in_dodo_py_is_one_line_with_its_place(project: Project, text: str) -> None:
    project.path("beside.py").write_text("\nraise ValueError('no')\n")
    line = add(project, text)
    said = f"ERROR: {FAILS[text].format(line)}\n"
    for name in ("list", "run") if "task_own():" in text else ("run", "check", "list"):
        run = project.doit(name)
        assert (run.code, run.output) == (3, said)


NO_PROBES = "import pipeline.doctor.examination as it\nit.probed = lambda name: lambda: iter(())"
"""What has the doctor look at all but what it tries in processes, which takes the longest."""


@pytest.mark.parametrize("text", FAILS)
def test_the_doctor_says_so_where_it_can_be_told_without_tasks(project: Project, text: str) -> None:
    project.path("beside.py").write_text("\nraise ValueError('no')\n")
    working = FAILS[text].format(add(project, text))
    run = (
        project.doit("doctor")
        if OWN_PROCESSES
        else commander().run(project.root, ("doctor",), NO_PROBES)
    )
    found = [line for line in run.output.splitlines() if "dodo.py" in line]
    told = [f"missing   a dodo.py that works: {working}", "missing: a dodo.py that works"]
    assert found == ([] if "task_own():" in text else told)


def test_a_dodo_py_of_others_fails_as_doit_has_it(project: Project) -> None:
    project.path("dodo.py").write_text("import nope\n")
    run = subprocess.run(command(["list"]), cwd=project.root, capture_output=True, text=True)
    assert run.returncode == 3
    assert run.stderr.startswith("Traceback (most recent call last)")


def test_in_a_folder_of_the_project_the_way_back_is_named(two: Project) -> None:
    inside = Project(two.path("questions/cloud"))
    for words in ([], ["check"], ["x"]):
        run = inside.doit(*words)
        assert (run.code, run.output.count("\n")) == (3, 1)
        assert "there is no dodo.py here, but in ../..: go there, or write -k" in run.output
    assert inside.doit("run", "-k").counts == (0, 2, 0)
