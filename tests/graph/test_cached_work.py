"""CachedWork: what is warmed for an expected render, and how work that failed is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import FONT_STACK, Config
from pipeline.graph.cached_work import CachedWork
from pipeline.kinds import kind_of
from pipeline.model import OUR_FAULT, Drawing, Rendered, Visual
from pipeline.plan import Plan
from pipeline.render.finish import NORMALIZER
from pipeline.worker.pool import Workers


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A project with one source as the working directory; what processes are asked to run in it."""
    names: list[str] = []
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_bytes(b"...")
    for method in ("prepare", "prepare_alone"):
        monkeypatch.setattr(Workers, method, lambda self, warm_up: names.append(warm_up))
    return names


def results(config: Config | None = None) -> CachedWork:
    return CachedWork(Plan(config or Config()))


def visual(kind: str, source: str = "x.txt") -> Visual:
    return Visual("x", "x", "global", "draft", kind, "x.yaml", source, "x.svg", "alt", "caption")


@pytest.mark.parametrize(
    ("kind", "warm_ups"),
    [
        ("dot", [kind_of("dot").warm_up, NORMALIZER]),
        ("matplotlib", [kind_of("matplotlib").warm_up]),
        ("svg", [NORMALIZER]),
    ],
)
def test_what_works_on_a_kind_is_warmed_once(
    started: list[str], kind: str, warm_ups: list[str]
) -> None:
    some = results()
    some.expect(visual(kind))
    some.expect(visual(kind))
    assert started == warm_ups


def test_nothing_is_warmed_for_what_is_kept(started: list[str]) -> None:
    some = results()
    key = some.plan.render_key(some.plan.job(visual("dot"), b"..."))
    some.store.keep(key, "only", Rendered(b"<svg/>", "graphviz"))
    some.expect(visual("dot"))
    assert started == []


def test_a_source_that_is_missing_keeps_nothing_from_being_warmed(started: list[str]) -> None:
    some = results()
    some.expect(visual("svg", "missing.txt"))
    assert started == []
    some.expect(visual("svg"))
    assert started == [NORMALIZER]


@pytest.mark.parametrize(
    ("config", "message"),
    [(Config(timeout=0.2), "the time limit"), (Config(memory=128), "the memory limit")],
)
def test_a_drawing_beyond_the_limits_is_too_large(config: Config, message: str) -> None:
    some = results(config)
    rows = "".join(f'<text x="{n % 680}" y="{n % 400}">{n}</text>' for n in range(90_000))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 400">{rows}</svg>'
    large = Drawing("x", svg.encode(), "A title", "An alt", "x.svg", FONT_STACK)
    (finding,) = some.normalize(large).findings
    some.close()
    assert (finding.code, message in finding.message) == ("S005", True), finding


def test_a_failure_of_ours_is_no_fault_of_the_drawing() -> None:
    """Work that cannot even be asked for: a drawing that is none."""
    some = results()
    nothing = Drawing("x", None, "A title", "An alt", "x.svg", "")  # type: ignore[arg-type]  # wrong on purpose
    (finding,) = some.normalize(nothing).findings
    some.close()
    assert (finding.code, finding.hint) == ("R004", OUR_FAULT), finding
    assert "TypeError" in finding.message
