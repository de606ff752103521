"""`kill -9` at random moments of a cold build: the next build ends as any, and redoes nothing."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Project, new_project
from tests.graph.test_interrupt import alive_in, wait_until
from tests.graph.test_property import kill_build
from tests.trees import Mix, write_tree

pytestmark = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="reads Linux's /proc")

MIX = Mix(matplotlib=3, dot=2, svg=2)
LONGEST = 2.0
"""Seconds after which a killed build is about done."""


def rendered(output: str) -> set[str]:
    """The visuals that were really rendered: not fresh, and not taken from the store."""
    return set(re.findall(r"^built (\S+) \([\d.]+ s\)$", output, re.MULTILINE))


@pytest.mark.long
def test_after_a_kill_the_next_build_redoes_nothing(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    clean = new_project(tmp_path / "clean")
    tree = write_tree(clean.root, MIX, seed=11)
    assert rendered(clean.doit().output) == set(tree.visuals)
    rng = random.Random(pytestconfig.getoption("kills"))
    for number in range(pytestconfig.getoption("kills")):
        project = Project(tmp_path / f"killed-{number}")
        shutil.copytree(clean.root / "questions", project.root / "questions")
        for name in ("dodo.py", "pyproject.toml"):
            shutil.copy(clean.root / name, project.root)
        kill_build(project, rng.uniform(0.1, LONGEST))
        wait_until(lambda root=project.root: not alive_in(root), "no process stays behind")  # type: ignore[misc] # mypy infers no lambda with a default
        done = {path.stem for path in project.path("build/raw").rglob("*.svg")}
        run = project.doit()
        assert run.code == 0
        assert project.built() == clean.built()
        assert not rendered(run.output) & done
        shutil.rmtree(project.root)
