"""Results ⇄ JSON, and the parts of documents that they are written into."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from benchmarks.figures import IN_README, rows
from benchmarks.model import Outcome, Results, Timing
from benchmarks.tables import figures_table

START, END = "<!-- benchmarks: written by python -m benchmarks -->", "<!-- end of benchmarks -->"


def as_json(results: Results) -> str:
    """Everything measured, with medians and figures for those who read it without this code."""
    value = dataclasses.asdict(results)
    for outcome, written in zip(results.outcomes, value["outcomes"], strict=True):
        for timing, entry in zip(outcome.timings, written["timings"], strict=True):
            entry["median"] = timing.median
    value["figures"] = [dataclasses.asdict(row) for row in rows(results)]
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Results:
    """The results that `as_json` wrote; medians and figures are computed anew.

    Raises KeyError or TypeError for other JSON.
    """
    value = json.loads(text)
    outcomes = tuple(_outcome(each) for each in value["outcomes"])
    plain = ("versions", "cores", "rounds", "is_quick")
    return Results(
        absent=tuple(value["absent"]), outcomes=outcomes, **{name: value[name] for name in plain}
    )


def _outcome(value: dict[str, Any]) -> Outcome:
    timings, once = (
        tuple(
            Timing(each["contender"], tuple(each["seconds"]), tuple(each["peaks_mb"]))
            for each in value[part]
        )
        for part in ("timings", "once")
    )
    return Outcome(value["case"], value["title"], value["base"], timings, once, value["unit"])


def with_section(document: str, section: str) -> str:
    """A document with `section` between its two marks. Raises ValueError when they are missing."""
    head, start, rest = document.partition(START)
    _, end, tail = rest.partition(END)
    if not start or not end:
        raise ValueError(f"no place for the benchmarks: {START} … {END}")
    return f"{head}{start}\n{section}\n{end}{tail}"


def section(results: Results, report: str) -> str:
    """The README's part: two figures, and a link to the report, named by its path from there."""
    return f"{figures_table(results, IN_README)}\n\nAll figures: [{report}]({report})."


def write(path: Path, text: str) -> None:
    """Write a text file, its folder too, and tell its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path}")
