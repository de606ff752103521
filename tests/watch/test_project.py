"""Which visuals `doit watch` draws again by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from pipeline.graph.build import Build
from pipeline.model import CHANGED, Visual
from pipeline.watch.project import Project

VISUAL = Visual("x", "x", "cloud", "draft", "matplotlib", "q/x.yaml", "q/x.py", "x.svg", "", "")


def test_what_changes_while_it_is_drawn_is_drawn_once_more() -> None:
    """Not for ever, where it comes to the same; and again when something is another."""
    states = {"q/x.py": "1", "q/x.yaml": "1", "q/data.csv": "1"}
    state = cast(Any, states).__getitem__
    build = SimpleNamespace(
        rendered=lambda visual: None,
        failed={},
        hashes=SimpleNamespace(state=state),
        render_reasons=lambda visual: ["changed while it was rendered: q/data.csv"],
        normalize_reasons=lambda visual: [],
    )
    project = Project(cast(Build, build))
    project.visuals = {"x": VISUAL}
    built: list[bool] = []
    for data in "1122":
        states["q/data.csv"] = data
        project.built(VISUAL, {"q/data.csv": CHANGED})
        built.append(bool(project.touched(["q/data.csv"]).visuals))
    assert built == [True, False, True, False]
    project.built(VISUAL, {"q/data.csv": "2"})
    assert project.touched(["q/data.csv"]).visuals
