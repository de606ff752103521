"""Results: which processes are warmed for a render that is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.model import Kind, Visual
from pipeline.plan import Plan
from pipeline.render import HOUSE, LAYOUT
from pipeline.results import NORMALIZER, Results
from pipeline.worker.workers import Workers


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A project with one source as the working directory; what processes are asked to run in it."""
    names: list[str] = []
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_bytes(b"...")
    for method in ("prepare", "prepare_alone"):
        monkeypatch.setattr(Workers, method, lambda self, warm_up: names.append(warm_up))
    return names


def results() -> Results:
    return Results(Plan(Config()))


def visual(kind: Kind, source: str = "x.txt") -> Visual:
    return Visual("x", "x", "global", "draft", kind, "x.yaml", source, "x.svg", "alt", "caption")


@pytest.mark.parametrize(
    ("kind", "warm_ups"),
    [("dot", [LAYOUT, NORMALIZER]), ("matplotlib", [HOUSE]), ("svg", [NORMALIZER])],
)
def test_what_works_on_a_kind_is_warmed_once(
    started: list[str], kind: Kind, warm_ups: list[str]
) -> None:
    some = results()
    some.expect(visual(kind))
    some.expect(visual(kind))
    assert started == warm_ups


def test_nothing_is_warmed_for_what_is_kept(started: list[str]) -> None:
    some = results()
    about = {"inputs": {}, "renderer": "graphviz", "findings": [], "seconds": 0.0}
    key = some.plan.render_key(some.plan.job(visual("dot"), b"..."))
    some.store.keep(key, "only", about, b"<svg/>")
    some.expect(visual("dot"))
    assert started == []


def test_a_source_that_is_missing_keeps_nothing_from_being_warmed(started: list[str]) -> None:
    some = results()
    some.expect(visual("svg", "missing.txt"))
    assert started == []
    some.expect(visual("svg"))
    assert started == [NORMALIZER]
