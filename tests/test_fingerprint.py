"""Whatever shapes an output is in its fingerprint: another version of the code is another input."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
from pathlib import Path

import pytest

from pipeline.files.fingerprint import installed
from pipeline.files.inputs import state
from pipeline.kinds import kind_of
from pipeline.plan.shaping import shape_of_render
from tests.conftest import REPOSITORY, Project, new_project


@pytest.fixture
def own(tmp_path: Path) -> Project:
    """A built project that runs a copy of the package, so that its code can be edited."""
    project = new_project(tmp_path)
    shutil.copytree(REPOSITORY / "pipeline", tmp_path / "copy/pipeline")
    for name in ("x", "y"):
        project.add(name, "dot")
    assert run(project) == ALL
    return project


ALL = {
    *(f"{task}:{name}" for task in ("render", "normalize") for name in "xy"),
    "manifest",
    "gallery",
}


def run(project: Project) -> set[str]:
    """The tasks that a build with the project's own copy of the package executes."""
    output = project.doit("-r", "json", PYTHONPATH=str(project.root / "copy")).output
    tasks = json.loads(output)["tasks"]
    return {task["name"] for task in tasks if task["started"]} - {"render", "normalize"}


def edit(project: Project, name: str) -> None:
    """Append a comment to a module of the copy."""
    with project.path(f"copy/pipeline/{name}").open("a") as stream:
        stream.write("# edited\n")


@pytest.mark.parametrize("name", ["normalize/passes/canvas.py", "normalize/verify.py", "kinds.py"])
def test_an_edited_pass_normalizes_all_and_renders_nothing(own: Project, name: str) -> None:
    edit(own, name)
    assert run(own) == {"normalize:x", "normalize:y"}
    assert run(own) == set()


@pytest.mark.parametrize(
    "name", ["render/dot/drawing.py", "worker/fork_process.py", "fonts/faces.py"]
)
def test_edited_rendering_code_renders_all(own: Project, name: str) -> None:
    edit(own, name)
    assert {"render:x", "render:y"} <= run(own)
    assert run(own) == set()


def test_an_edited_page_makes_the_gallery_alone(own: Project) -> None:
    with own.path("copy/pipeline/pages/gallery.css").open("a") as stream:
        stream.write("/* edited */\n")
    assert run(own) == {"gallery"}


@pytest.mark.parametrize(
    "name", ["render/matplotlib/script.py", "graph/reporter.py", "commands/check.py"]
)
def test_code_that_takes_no_part_runs_nothing(own: Project, name: str) -> None:
    edit(own, name)
    assert run(own) == set()


def test_versions_and_fonts_are_named_parts() -> None:
    drawn = shape_of_render(kind_of("matplotlib", "system"), state)
    assert {"python", "matplotlib", "numpy", "fonts", "code"} <= drawn.keys()
    engines = [kind_of("dot", engine) for engine in ("embedded", "system")]
    embedded, system = (shape_of_render(engine, state) for engine in engines)
    assert {"pygraphviz", "fonts", "code"} <= embedded.keys()
    assert {"graphviz", "dot", "fonts", "code"} <= system.keys()
    assert all({**drawn, **embedded, **system}.values())
    assert shape_of_render(kind_of("svg"), state) == {}


def test_versions_are_those_of_the_metadata() -> None:
    for package in ("matplotlib", "lxml", "PyYAML"):
        assert installed(package) == importlib.metadata.version(package)
