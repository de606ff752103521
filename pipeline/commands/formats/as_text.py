"""What was found → text: each finding with its line, what is stale, and the counts.

Where there is much of it, it ends in a table of the codes, so that one page says what is wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.findings.reference import entries
from pipeline.findings.show import RED, YELLOW, counted, is_coloured, show, styled
from pipeline.graph.inspection import Inspection
from pipeline.model import Finding, is_error

MANY = 10
"""From more findings on there is a table of their codes; of what is stale, no more are named."""

COPIES = {"B002": "differ from what is built", "B003": "are missing"}
"""What is the matter with published copies: in a tree that is new here, it may be with all."""


def as_text(found: Inspection) -> str:
    """Every finding that the baseline does not accept, what is stale, and the counts."""
    return "\n".join(
        [
            *show(_but_many_copies(found.findings), is_coloured(sys.stdout)),
            *_copies(found.findings),
            *_stale(found),
            *gone(found),
            *_by_code(found.findings, is_coloured(sys.stdout)),
            counts(found),
        ]
    )


def _but_many_copies(findings: Sequence[Finding]) -> list[Finding]:
    """All findings, but of many on copies, which have one cause and one way out, the first."""
    numbers: Counter[str] = Counter()
    shown = []
    for finding in findings:
        numbers[finding.code] += 1
        if finding.code not in COPIES or numbers[finding.code] <= MANY:
            shown.append(finding)
    return shown


def _copies(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for the copies that are left out."""
    for code, what in COPIES.items():
        left_out = sum(finding.code == code for finding in findings) - MANY
        if left_out > 0:
            copies = (
                "1 more published copy" if left_out == 1 else f"{left_out} more published copies"
            )
            yield f"{copies} {what} ({code}): --format json names each, doit publish writes them"


def _by_code(findings: Sequence[Finding], colour: bool) -> Iterator[str]:
    """A table of the codes of many findings: how severe, how often, and what they mean."""
    if len(findings) <= MANY:
        return
    numbers = Counter((not is_error(each), each.code) for each in findings)
    titles = {entry.code: entry.title.replace("`", "") for entry in entries()}
    width = len(str(max(numbers.values())))
    yield "by code:"
    for (is_warning, code), number in sorted(numbers.items()):
        kind = (
            styled(f"warning {code}", YELLOW, colour)
            if is_warning
            else styled(f"error   {code}", RED, colour)
        )
        yield f"    {number:>{width}} {kind}  {titles[code]}"


def _stale(found: Inspection) -> Iterator[str]:
    stale = [*found.stale, *found.pages]
    is_long = len(stale) > MANY
    yield from (f"stale: {name}" for name in (stale[: MANY // 2] if is_long else stale))
    if is_long:
        yield f"stale: {len(stale) - MANY // 2} more, which doit plan names"
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
