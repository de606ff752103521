"""Results: which processes are warmed for a render that is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.model import Job, Kind
from pipeline.plan import Plan
from pipeline.render import HOUSE, LAYOUT
from pipeline.results import NORMALIZER, Results
from pipeline.worker.workers import Workers


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An empty project as the working directory; what processes are asked to run in it."""
    names: list[str] = []
    monkeypatch.chdir(tmp_path)
    for method in ("prepare", "prepare_alone"):
        monkeypatch.setattr(Workers, method, lambda self, warm_up: names.append(warm_up))
    return names


def results() -> Results:
    plan = Plan(Config())
    return Results(plan, plan.hashes)


def job(kind: Kind) -> Job:
    return Job("x", kind, "x", b"...", "f")


@pytest.mark.parametrize(
    ("kind", "warm_ups"),
    [("dot", [LAYOUT, NORMALIZER]), ("matplotlib", [HOUSE]), ("svg", [NORMALIZER])],
)
def test_what_works_on_a_kind_is_warmed_once(
    started: list[str], kind: Kind, warm_ups: list[str]
) -> None:
    some = results()
    some.expect(job(kind))
    some.expect(job(kind))
    assert started == warm_ups


def test_nothing_is_warmed_for_what_is_kept(started: list[str]) -> None:
    some = results()
    about = {"inputs": {}, "renderer": "graphviz", "findings": [], "seconds": 0.0}
    some.store.keep(some.plan.render_key(job("dot")), "only", about, b"<svg/>")
    some.expect(job("dot"))
    assert started == []
