"""Alts and captions that count wrongly or name another type (C003), and those that are right.

`alts.yaml` holds them by drawing. A false alarm that somebody meets is added to the right ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from pipeline.check import normalize_and_check
from pipeline.config import FONT_STACK
from pipeline.model import Drawing, Finding, Job
from pipeline.render import render
from pipeline.worker.pool import Workers

FOLDER = Path(__file__).parent
KINDS: dict[str, str] = {".py": "matplotlib", ".dot": "dot", ".svg": "svg"}
ALTS: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load((FOLDER / "alts.yaml").read_text())
COUNTS, TYPES = 0.8, 0.9
"""The shares of wrong counts and types that are to be found at least."""


@pytest.fixture(scope="module")
def drawings(workers: Workers) -> Mapping[str, Drawing]:
    """Each drawing once, rendered."""
    return {name: _drawing(FOLDER / "drawings" / name, workers) for name in ALTS}


def _drawing(path: Path, workers: Workers) -> Drawing:
    kind, content = KINDS[path.suffix], path.read_bytes()
    rendered = render(Job(path.stem, kind, path.name, content, ""), workers)
    assert rendered.raw is not None, rendered.findings
    return Drawing(path.stem, rendered.raw, "", "", path.name, FONT_STACK, kind, content)


def told(drawing: Drawing, alt: str, caption: str = "A drawing") -> list[Finding]:
    """The contradictions between a drawing and what is said of it."""
    found = normalize_and_check(drawing._replace(alt=alt, title=caption)).findings
    return [each for each in found if each.code == "C003"]


def wrong(what: str) -> Iterator[tuple[str, str]]:
    """The wrong alts of a sort, each with the name of its drawing."""
    return ((name, alt) for name, alts in ALTS.items() for alt in alts.get(what, []))


def test_the_corpus_is_large_enough() -> None:
    assert sum(len(alts["right"]) for alts in ALTS.values()) >= 60
    assert len([*wrong("count"), *wrong("type")]) >= 60


@pytest.mark.parametrize("name", ALTS)
def test_no_alarm_where_alt_and_drawing_agree(name: str, drawings: Mapping[str, Drawing]) -> None:
    for alt in ALTS[name]["right"]:
        assert told(drawings[name], alt) == [], alt
        assert told(drawings[name], "What it shows", alt) == [], alt


@pytest.mark.parametrize(
    ("what", "least", "says"), [("count", COUNTS, "has"), ("type", TYPES, "shows")]
)
def test_most_contradictions_are_found(
    what: str, least: float, says: str, drawings: Mapping[str, Drawing]
) -> None:
    every = [*wrong(what)]
    found = [each for name, alt in every for each in told(drawings[name], alt)[:1]]
    assert len(found) >= least * len(every)
    assert all(f"”, and the drawing {says} " in each.message for each in found)
    assert all(each.severity == "warning" and each.hint for each in found)
