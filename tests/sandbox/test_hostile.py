"""Hostile scripts, by the `doit` command: each is stopped and named, and none reaches anything."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.render.matplotlib.refused import words
from pipeline.sandbox.files import version
from tests.conftest import Project, Run, new_project
from tests.sandbox import hostile

SECRET = "hush-3141592653"

pytestmark = pytest.mark.skipif(version() == 0, reason="the kernel here has no Landlock")


class Attack(NamedTuple):
    """A project after its build, what lies outside of it, and what that was before."""

    project: Project
    outside: Path
    before: dict[str, tuple[int, int, bytes]]
    done: Run

    def findings(self, name: str) -> list[dict[str, object]]:
        """What was found about a visual."""
        path = self.project.path(f"build/findings/cloud/{name}.json")
        found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
        return found


def outside_of(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file of a folder: its mode, owner and bytes."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        str(path): (path.stat().st_mode, path.stat().st_uid, path.read_bytes()) for path in files
    }


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Attack:
    """All hostile scripts in one project with secrets in it, around it and in its environment."""
    project = new_project(tmp_path_factory.mktemp("project"))
    outside = tmp_path_factory.mktemp("outside")
    for path in (
        outside / "marker", outside / ".ssh/id_rsa", project.path(".env"),
        project.path(".git/config"), project.path("build/kept.txt"), project.path(".cache/kept"),
    ):  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    (outside / "marker.xml").write_text(f"<a>{SECRET}</a>")
    project.configure('sandbox = "required"')
    project.add("plain", "matplotlib")
    for name, script in hostile.scripts(str(outside), str(project.root)).items():
        project.add(name, "matplotlib", script)
    project.path("questions/cloud/link").symlink_to(outside / "marker")
    before = outside_of(outside)
    return Attack(project, outside, before, project.doit("-n", "2", HUSH=str(outside)))


def test_each_is_stopped(attack: Attack) -> None:
    names = {*hostile.scripts("", "")}
    assert attack.done.failed == names, (attack.done.failed ^ names, attack.done.output)
    assert attack.done.built == {"plain"}


def test_each_is_named_by_the_guard(attack: Attack) -> None:
    """At the line that did it, also where the script catches what is raised."""
    for name, (_, said) in hostile.SEEN.items():
        found = attack.findings(f"seen-{name}")[0]
        start = said.replace(hostile.OUTSIDE, str(attack.outside))
        assert (found["code"], found["line"]) == ("R001", 4), (name, found)
        assert str(found["message"]).startswith(start), (name, found)


def test_nobody_is_told_to_copy_what_the_machine_says(attack: Attack) -> None:
    (found,) = attack.findings("seen-itself")
    assert found["hint"] == words.DRAW_HINT


def test_each_is_named_where_python_saw_nothing(attack: Attack) -> None:
    """The kernel's refusal is R001, at the line that did it, whatever the script makes of it."""
    for name, (how, does, said) in hostile.BLIND.items():
        found = attack.findings(f"blind-{name}")[0]
        line = (hostile.START + hostile.OFF[how] + hostile.C + does).count("\n") + 1
        start = said.replace(hostile.OUTSIDE, str(attack.outside))
        assert (found["code"], found["line"]) == ("R001", line), (name, found)
        assert str(found["message"]).startswith(start), (name, found)


def test_nothing_outside_changes_and_nothing_of_it_is_built(attack: Attack) -> None:
    assert outside_of(attack.outside) == attack.before
    built = {path for path in attack.project.path("build").rglob("*") if path.is_file()}
    for path in built - {attack.project.path("build/kept.txt")}:
        assert SECRET.encode() not in path.read_bytes(), path
    assert SECRET not in attack.done.output


def test_nothing_is_alive_afterwards(attack: Attack) -> None:
    """No process works in the project, or has its environment."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                environment = (process / "environ").read_bytes()
                folder = os.readlink(process / "cwd")
            except OSError:
                continue
            assert f"HUSH={attack.outside}".encode() not in environment.split(b"\0")
            assert not folder.startswith(str(attack.project.root))
