"""Results as JSON → the chart, built by this pipeline in a project of its own."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from benchmarks import names
from benchmarks.clock import run
from benchmarks.model import Results, UnexpectedError
from benchmarks.tables import number
from benchmarks.tools import DOIT, PROGRAMS, REPOSITORY

QUESTION = """id: benchmarks
track: global
status: published
visual:
  kind: matplotlib
  alt: {alt}
  caption: Time of each contender as a multiple of ours, on two cores
"""
SHOWN = (names.COLD, names.DOTS, names.NOOP_QUESTIONS, names.NOOP_MANY)


def can_draw(results: Results) -> bool:
    """Whether a case was measured that the chart shows."""
    return any(results.outcome(case) for case in SHOWN)


def draw(results: Results, text: str) -> bytes:
    """The chart of `results`, which are `text` as JSON, in normal form.

    Raises UnexpectedError when the pipeline finds anything about it worth a warning.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = root / "questions" / "global"
        place.mkdir(parents=True)
        shutil.copy(REPOSITORY / "dodo.py", root)
        shutil.copy(PROGRAMS / "chart.py", place / "benchmarks.py")
        (place / "benchmarks.json").write_text(text, encoding="utf-8")
        (place / "benchmarks.yaml").write_text(QUESTION.format(alt=alt(results)), encoding="utf-8")
        run(DOIT, root)
        findings = (root / "build/findings/global/benchmarks.json").read_text(encoding="utf-8")
        if json.loads(findings):
            raise UnexpectedError(f"the chart is not clean: {findings}")
        return (root / "build/svg/global/benchmarks.svg").read_bytes()


def alt(results: Results) -> str:
    """What the chart tells, in a sentence."""
    cold = results.outcome(names.COLD)
    in_turn, ours = (cold.median(name) if cold else None for name in (names.IN_TURN, names.OURS))
    told = "Bars of the time of each contender, divided by that of doit, on a logarithmic axis."
    if in_turn and ours:
        ratio = number(in_turn / ours)
        told += f" A cold build by one process each in turn takes {ratio} times as long."
    return told
