"""Which visuals `doit watch` draws again by itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.graph.build import Build
from pipeline.model import CHANGED, Visual
from pipeline.watch.project import Project

VISUAL = Visual("x", "x", "cloud", "draft", "matplotlib", "q/x.yaml", "q/x.py", "x.svg", "", "")


@pytest.fixture(autouse=True)
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The source is there, whatever its state."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q").mkdir()
    (tmp_path / VISUAL.source).touch()


def project_of(states: dict[str, str], **failed: bool) -> Project:
    """One stale visual, of files with these states; `failed` says of what, and if by the disk."""
    build = SimpleNamespace(
        rendered=lambda visual: None,
        failed={name: SimpleNamespace(is_by_disk=by_disk) for name, by_disk in failed.items()},
        hashes=SimpleNamespace(state=cast(Any, states).__getitem__),
        render_reasons=lambda visual: ["the source changed"],
        normalize_reasons=lambda visual: [],
        normalized=lambda visual: None,
        reviews={},
    )
    project = Project(cast(Build, build))
    project.visuals = {"x": VISUAL}
    return project


def test_what_changes_while_it_is_drawn_is_drawn_once_more() -> None:
    """Not for ever, where it comes to the same; and again when something is another."""
    states = {"q/x.py": "1", "q/x.yaml": "1", "q/data.csv": "1"}
    project = project_of(states)
    built: list[bool] = []
    for data in "1122":
        states["q/data.csv"] = data
        project.built(VISUAL, {"q/data.csv": CHANGED})
        built.append(bool(project.touched(["q/data.csv"]).visuals))
    assert built == [True, False, True, False]
    project.built(VISUAL, {"q/data.csv": "2"})
    assert project.touched(["q/data.csv"]).visuals


def test_any_name_in_a_folder_that_is_listed_is_read() -> None:
    """Also one that only editors and git give to files as a rule."""
    project = project_of({"q/x.py": "1", "q/x.yaml": "1", "q/runs/": "1"})
    assert not project.reads("q/runs/3")
    project.built(VISUAL, {"q/runs/": "1"})
    assert project.reads("q/runs/3")


@pytest.mark.parametrize("is_by_disk", [True, False])
def test_what_is_saved_while_it_fails_has_not_failed(is_by_disk: bool) -> None:
    """A source that is saved between its reading and the failure is tried again."""
    states = {"q/x.py": "1", "q/x.yaml": "1"}
    project = project_of(states, x=is_by_disk)
    project.built(VISUAL, {}, "1")
    assert project.has_failed_so(VISUAL)
    assert not project.touched(["q/x.py"]).visuals
    states["q/x.py"] = "3"
    project.built(VISUAL, {}, "2")
    assert not project.has_failed_so(VISUAL)
    assert project.touched(["q/x.py"]).visuals
