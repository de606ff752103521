"""Whatever shapes an output is in its fingerprint: another version of the code is another input."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import shutil
from pathlib import Path

import pytest

from pipeline.files.fingerprint import code_hash
from pipeline.files.inputs import state
from pipeline.files.packages import installed
from pipeline.kinds import ROWS, Kind, kind_of
from pipeline.load.cache import CODE
from pipeline.plan.shaping import NORMALIZING, RENDERING, shape_of_render
from tests.conftest import REPOSITORY, Project, new_project
from tests.test_architecture import IMPORTS, NAMES, PACKAGE


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
    with own.path("copy/pipeline/pages/styles/view.css").open("a") as stream:
        stream.write("/* edited */\n")
    assert run(own) == {"gallery"}


@pytest.mark.parametrize(
    "name", ["render/matplotlib/script.py", "graph/reporter/live.py", "commands/check.py"]
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
    assert {"dot", "fonts", "code"} <= system.keys()
    assert all({**drawn, **embedded, **system}.values())
    assert shape_of_render(kind_of("svg"), state) == {}


def test_another_machine_may_draw_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A `.cache` may be that of several: of a Mac and of its containers, say."""
    kind = kind_of("dot")
    here = shape_of_render(kind, state)
    monkeypatch.setattr(platform, "machine", lambda: "vax")
    assert {name for name, _ in here.items() ^ shape_of_render(kind, state).items()} == {"platform"}


def test_versions_are_those_of_the_metadata() -> None:
    for package in ("matplotlib", "lxml", "PyYAML"):
        assert installed(package) == importlib.metadata.version(package)


def test_what_a_package_draws_with_is_in_the_fingerprint() -> None:
    """Other versions of these lay out and draw contours, constrained layouts or formulas."""
    drawing = {"matplotlib"} | {
        re.split(r"[^\w-]", line)[0] for line in importlib.metadata.requires("matplotlib") or []
    }
    drawn = shape_of_render(kind_of("matplotlib"), state)
    assert drawing - drawn.keys() == {"packaging"}  # it compares versions


NEUTRAL = {
    "pipeline": "it holds nothing",
    "pipeline.config": "settings that count are parts of their own",
    "pipeline.facts": "it hands a raw SVG on",
    "pipeline.files": "it holds nothing",
    "pipeline.files.saved.stat_cache": "it says what was read, not how",
    "pipeline.files.fingerprint": "it makes the hashes",
    "pipeline.files.outputs": "it writes what others make",
    "pipeline.kinds": "it says who draws; the rest of a row is among the parts",
    "pipeline.render": "it hands a job on",
    "pipeline.render.clock": "a build leaves the clock alone",
}
"""Modules that no fingerprint covers although they take part, and why they need not."""

FUNCTIONS = re.compile(r'"(pipeline[\w.]*):\w+"')
"""How a module names a function that a worker is to run."""


def closure(*names: str) -> set[str]:
    """Modules of the package with all that they import, or have a worker import.

    What neutral modules import is not looked at.
    """
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name not in NEUTRAL:
            found.add(name)
            waiting += IMPORTS[name]
            waiting += FUNCTIONS.findall(NAMES[name].read_text(encoding="utf-8"))
            waiting += [name.rpartition(".")[0]]
    return found


def covered(places: tuple[str, ...]) -> set[str]:
    """The modules in files and folders of the package."""
    return {
        name
        for name, path in NAMES.items()
        for place in places
        if (PACKAGE / place) in (path, *path.parents)
    }


@pytest.mark.parametrize("kind", [row for row in ROWS if not row.is_source], ids=str)
def test_all_code_that_renders_is_in_the_fingerprint(kind: Kind) -> None:
    roots = [kind.renderer, kind.warm_up.partition(":")[0]]
    shaping = covered((*RENDERING, *kind.code, "fonts"))
    assert closure(*filter(None, roots)) - shaping == set()


def test_all_code_that_normalizes_is_in_the_fingerprint() -> None:
    faces = {"pipeline.render.dot", "pipeline.render.matplotlib"}  # they hold nothing
    assert closure("pipeline.check") - covered(NORMALIZING) - faces == set()


def test_all_code_that_reads_questions_is_in_their_cache() -> None:
    assert closure("pipeline.load.reader") - covered(CODE) == set()


def test_what_a_system_leaves_beside_code_and_fonts_does_not_count(tmp_path: Path) -> None:
    """Fontconfig marks each folder of fonts by a hidden file when it first reads it."""
    (tmp_path / "font.ttf").write_bytes(b"letters")
    before = code_hash([str(tmp_path)])
    (tmp_path / ".uuid").write_text("1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"")
    assert code_hash([str(tmp_path)]) == before
    (tmp_path / "bold.ttf").write_bytes(b"letters")
    assert code_hash([str(tmp_path)]) != before
