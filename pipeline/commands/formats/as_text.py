"""What was found → text for a person: each finding with its line, what is stale, and counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pipeline.findings.show import counted, is_coloured, show
from pipeline.graph.inspection import Inspection
from pipeline.model import is_error


def as_text(found: Inspection) -> str:
    """Every finding that is not accepted, what is stale, and the counts."""
    return "\n".join(
        [*show(found.findings, is_coloured(sys.stdout)), *_stale(found), counts(found)]
    )


def _stale(found: Inspection) -> Iterator[str]:
    yield from (f"stale: {name}" for name in (*found.stale, *found.pages))
    if {*found.stale} - {each.visual for each in found.findings if is_error(each)}:
        yield "run doit: what it would find in stale visuals is not known"
    if gone := sum(found.gone.counts.values()):
        are, them = ("is", "it") if gone == 1 else ("are", "them")
        told = counted(gone, "accepted finding")
        yield f"{told} {are} gone: doit check --update-baseline takes {them} out"


def counts(found: Inspection) -> str:
    """One line on how much there is of what."""
    errors = sum(map(is_error, found.findings))
    told = [
        counted(errors, "error"),
        counted(len(found.findings) - errors, "warning"),
        f"{len(found.stale) + len(found.pages)} stale",
    ]
    if found.accepted:
        told.append(f"{len(found.accepted)} accepted")
    return " · ".join(told)
