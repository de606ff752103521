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

REST = {
    "B001": "--format json names each",
    "B002": "--format json names each, doit publish writes them",
    "B003": "--format json names each, doit publish writes them",
    "P001": "doit status names each",
}
"""How to see the rest of what may be so of all visuals in a tree that is new here."""


def as_text(found: Inspection) -> str:
    """Every finding that the baseline does not accept, what is stale, and the counts."""
    return "\n".join(
        [
            *show(_the_first(found.findings), is_coloured(sys.stdout)),
            *_rest(found.findings),
            *_stale(found),
            *gone(found),
            *_by_code(found.findings, is_coloured(sys.stdout)),
            counts(found),
        ]
    )


def _the_first(findings: Sequence[Finding]) -> list[Finding]:
    """All findings, but only the first of many that have one cause and one way out."""
    numbers: Counter[str] = Counter()
    shown = []
    for finding in findings:
        numbers[finding.code] += 1
        if finding.code not in REST or numbers[finding.code] <= MANY:
            shown.append(finding)
    return shown


def _rest(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for those that are left out, one a code."""
    numbers = Counter(finding.code for finding in findings)
    for code, way in REST.items():
        if numbers[code] > MANY:
            yield f"{counted(numbers[code] - MANY, 'more finding')} {code}: {way}"


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
    stale = found.all_stale
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
        f"{len(found.all_stale)} stale",
    ]
    if found.accepted:
        parts.append(f"{len(found.accepted)} accepted")
    looked_at = "" if found.looked_at is None else f" in {counted(found.looked_at, 'visual')}"
    return " · ".join(parts) + looked_at
