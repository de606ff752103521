"""What was found → text: each finding with its line, what is stale, and the counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pipeline.findings.show import counted, is_coloured, show
from pipeline.graph.inspection import Inspection
from pipeline.model import is_error


def as_text(found: Inspection) -> str:
    """Every finding that the baseline does not accept, what is stale, and the counts."""
    return "\n".join(
        [
            *show(found.findings, is_coloured(sys.stdout)),
            *_stale(found),
            *gone(found),
            counts(found),
        ]
    )


def _stale(found: Inspection) -> Iterator[str]:
    yield from (f"stale: {name}" for name in (*found.stale, *found.pages))
    if {*found.stale} - {each.visual for each in found.findings if is_error(each)}:
        yield "findings of stale visuals may be missing: run doit, then doit check"


def gone(found: Inspection) -> Iterator[str]:
    """A line on what the baseline accepts and is no longer found, if there is any."""
    if number := sum(found.gone.counts.values()):
        what = counted(number, "accepted finding")
        exist, them = ("exists", "it") if number == 1 else ("exist", "them")
        yield f"{what} no longer {exist}: to remove {them}, run doit check --update-baseline"


def counts(found: Inspection) -> str:
    """One line: how many errors, warnings, stale and accepted ones, and in how many visuals."""
    errors = sum(map(is_error, found.findings))
    parts = [
        counted(errors, "error"),
        counted(len(found.findings) - errors, "warning"),
        f"{len(found.stale) + len(found.pages)} stale",
    ]
    if found.accepted:
        parts.append(f"{len(found.accepted)} accepted")
    looked_at = "" if found.looked_at is None else f" in {counted(found.looked_at, 'visual')}"
    return " · ".join(parts) + looked_at
