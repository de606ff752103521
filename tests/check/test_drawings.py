"""Whole drawings through their renderers: good ones raise no alarm, bad ones tell what is marked.

A mark stands at the end of the line that a finding is to name: `# L002`, `// L002`. `anywhere:` in
the first line lists what names no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.check import normalize_and_check
from pipeline.config import FONT_STACK, PALETTE
from pipeline.model import Drawing, Finding, Job
from pipeline.render import render
from pipeline.worker.pool import Workers
from tests.conftest import REPOSITORY

FOLDER = Path(__file__).parent
KINDS: dict[str, str] = {".py": "matplotlib", ".dot": "dot", ".svg": "svg"}
GOOD = sorted(path for path in (FOLDER / "good").iterdir() if path.suffix in KINDS)
BAD = sorted(path for path in (FOLDER / "bad").iterdir() if path.suffix in KINDS)
MARK = re.compile(r"(?:#|//) (?:anywhere: )?((?:[ALR]\d{3}\s?)+)$")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Workers that all drawings share."""
    with Workers(1) as made:
        yield made


def findings(path: Path, workers: Workers) -> tuple[Finding, ...]:
    """All that is told of a drawing."""
    kind, content = KINDS[path.suffix], path.read_bytes()
    source = str(path.relative_to(REPOSITORY))
    rendered = render(Job(path.stem, kind, source, content, ""), workers)
    assert rendered.raw is not None, rendered.findings
    drawing = Drawing(
        path.stem,
        rendered.raw,
        "A title",
        "What it shows",
        source,
        FONT_STACK,
        kind,
        content,
        PALETTE,
    )
    return (*rendered.findings, *normalize_and_check(drawing).findings)


def test_the_bench_is_large_enough() -> None:
    assert len(GOOD) >= 30
    assert len(BAD) >= 20


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_drawing_raises_no_alarm(path: Path, workers: Workers) -> None:
    assert findings(path, workers) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_bad_drawing_is_told_with_its_lines(path: Path, workers: Workers) -> None:
    told = findings(path, workers)
    assert sorted((finding.code, finding.line or 0) for finding in told) == marked(path), told


def marked(path: Path) -> list[tuple[str, int]]:
    """Codes and lines as the source marks them."""
    return sorted(
        (code, 0 if "anywhere" in line else number)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := MARK.search(line))
        for code in match[1].split()
    )
