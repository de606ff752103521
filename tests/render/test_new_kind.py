"""What CONTRIBUTING.md says of a new renderer is all that it takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Project, Run, new_project

MODULE = '''"""Lines of text → an SVG of them."""

import os
from typing import NamedTuple

from pipeline.model import Job, Rendered
from pipeline.render.failures import error, failed, no_value, source_input
from pipeline.worker.pool import Workers

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="680" height="100" viewBox="0 0 680 100">
<text x="20" y="45" font-size="16" fill="#333">{}</text></svg>"""


class Drawn(NamedTuple):
    svg: bytes


def draw(content: bytes) -> Drawn:
    if content == b"crash":
        os.abort()
    if content == b"large":
        raise MemoryError
    return Drawn(SVG.format(content.decode()).encode())


def render(job: Job, workers: Workers, root: str) -> Rendered:
    if not job.content:
        return failed(job, "letters", error(job, "R001", "no letter", "write one", 1))
    outcome = workers.call("pipeline.render.letters:draw", job.content, job.limits, Drawn)
    if outcome.value is None:
        return no_value(job, "letters", outcome)
    return Rendered(outcome.value.svg, "letters 1.0", inputs=source_input(job))
'''
ROW = 'Kind("letters", ".txt", "pipeline.render.letters", code=("render/letters.py",)),'
ARCHETYPE = 'Archetype("words", "letters", "a few words"),'
QUESTION = """id: words
track: global
visual:
  kind: letters
  alt: A few words in one line, and nothing else
  caption: A few words
"""


class Other(Project):
    """A project that runs a copy of the package which has one kind more."""

    def doit(self, *arguments: str, **environment: str) -> Run:
        """Run `doit` of that copy."""
        return super().doit(*arguments, PYTHONPATH=str(self.root / "copy"), **environment)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which a kind was added as CONTRIBUTING.md says."""
    project = Other(new_project(tmp_path_factory.mktemp("kind")).root)
    package = project.path("copy/pipeline")
    shutil.copytree(REPOSITORY / "pipeline", package)
    (package / "render/letters.py").write_text(MODULE)
    _insert(package / "kinds.py", '    Kind("svg",', ROW)
    _insert(package / "archetypes/__init__.py", '    Archetype("boxes', ARCHETYPE)
    (package / "archetypes/sources/words.yaml").write_text(QUESTION)
    (package / "archetypes/sources/words.txt").write_text("a few words")
    assert project.doit("new", "cloud-1", "--kind", "letters").code == 0
    return project


def _insert(path: Path, before: str, line: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, f"    {line}\n{before}", 1), encoding="utf-8")


def test_it_is_built_and_every_command_knows_it(other: Project) -> None:
    other.path("questions/cloud/cloud-1.txt").write_text("other words")
    assert other.doit().counts == (1, 0, 0)
    assert other.doit().counts == (0, 1, 0)
    for command in (("check", "--twice"), ("plan",), ("facts", "cloud-1")):
        assert other.doit(*command).code == 0
    with other.path("copy/pipeline/render/letters.py").open("a") as stream:
        stream.write("# edited\n")
    assert other.doit().counts == (1, 0, 0)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "R001: no letter"),
        ("crash", "R004: its renderer crashed: signal 6 (SIGABRT)"),
        ("large", "hint: draw fewer parts; `memory` in"),
    ],
)
def test_what_is_wrong_is_said_of_its_own_renderer(other: Project, source: str, said: str) -> None:
    other.path("questions/cloud/cloud-1.txt").write_text(source)
    assert said in other.doit("cloud-1").output
