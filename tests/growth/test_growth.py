"""Twice the input takes about twice the operations, in whatever it is long."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import normalize_and_check, warm_up
from pipeline.check.scene import grid
from pipeline.config import FONT_STACK, Config
from pipeline.findings.show import show
from pipeline.load.reader import read_question
from pipeline.model import Drawing, Finding, Job
from pipeline.normalize.styles.rules import family
from pipeline.render.dot.edits import prepared
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.wrong import faults, messages
from tests.growth.drawings import DRAWINGS
from tests.growth.operations import operations
from tests.growth.sources import GRAPHS, QUESTIONS

MOST = 2.35
"""Times the operations of half the input: what sorts takes a little more than 2."""

FEW, MANY = 40, 400
"""Parts of an input, and of one whose parts are letters."""


@pytest.fixture(autouse=True)
def _small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is bounded for any drawing is bounded here for a small one."""
    monkeypatch.setattr(grid, "MOST_TRIED", 8)
    monkeypatch.setattr(grid, "MOST_FOUND", 4)
    monkeypatch.setattr(family, "MAX_LOOKS", 500)
    warm_up()


def growth(act: Callable[[str], object], made: Callable[[int], str], size: int) -> float:
    """How many times the operations twice the input takes."""
    once, twice = (_alone(act, made(count * size)) for count in (1, 2))
    return twice / once


def _alone(act: Callable[[str], object], text: str) -> int:
    """The operations on a text of which nothing is remembered."""
    for each in _bounded_caches():
        each.cache_clear()
    return operations(lambda: act(text))


@functools.cache
def _bounded_caches() -> list[Any]:
    """Those that are made when modules are imported, which has been done by now."""
    found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    return [each for each in found if each.cache_parameters()["maxsize"] is not None]


def _size(made: Callable[[int], str]) -> int:
    """More parts where one part is but a few letters."""
    return FEW if len(made(2 * FEW)) > 9 * FEW + len(made(FEW)) else MANY


def _check(text: str) -> None:
    normalize_and_check(
        Drawing("v-1", text.encode(), "Title", "It shows 3 boxes", "v.svg", FONT_STACK, "svg",
                text.encode(), ("#cfe2f3",))
    )  # fmt: skip


def _look_at(text: str) -> None:
    """All that is done with a DOT text but drawing it; Graphviz complains of each word of it."""
    job = Job("v-1", "dot", "v.dot", text.encode(), "")
    source = Source(text)
    if not faults.errors(job, source):
        prepared(source, "embedded")
        list(faults.warnings(job, source))
        said = "".join(f"Warning: {each.text} is not a known color.\n" for each in source.tokens)
        messages.findings(job, said, source)


def _read(text: str) -> None:
    read_question(text.encode(), "questions/x-1.yaml", Config())


@pytest.mark.parametrize("name", DRAWINGS)
def test_of_drawings(name: str) -> None:
    made = DRAWINGS[name]
    assert growth(_check, made, _size(made)) < MOST


@pytest.mark.parametrize("name", GRAPHS)
def test_of_graphs(name: str) -> None:
    made = GRAPHS[name]
    assert growth(_look_at, made, _size(made)) < MOST


@pytest.mark.parametrize("name", QUESTIONS)
def test_of_questions(name: str) -> None:
    made = QUESTIONS[name]
    assert growth(_read, made, _size(made)) < MOST


def test_of_findings_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "v.svg"
    file.write_text("<rect/>" * 2000)

    def shown(text: str) -> None:
        found = [Finding("S001", "error", str(file), "m", line=1, column=7 * i + 1)
                 for i in range(len(text))]  # fmt: skip
        assert len(list(show(found))) == 3 * len(text)

    assert growth(shown, lambda n: "a" * n, FEW) < MOST
