"""What a process that ran a script returns → what is believed of it.

The script may have changed anything in its process, so nothing of it is taken that only the
pipeline could know, and each part must be one that a render can have.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Finding, Job, Rendered, is_error, severity_of
from pipeline.parcels import ParcelError

CODES = frozenset({"R001", "R003", "R004", "R005", "S002", "S003"})
"""What the process of a script can find."""

LONGEST = 10_000
"""Characters of a message or a hint."""


def believed(job: Job, renderer: str, rendered: Rendered, inputs: Mapping[str, str]) -> Rendered:
    """The same result, as one of this job by this renderer, which read these inputs.

    Raises ParcelError where it cannot be that.
    """
    findings = tuple(_believed(job, inputs, each) for each in rendered.findings)
    if (rendered.raw is None) != any(map(is_error, findings)):
        raise ParcelError("it must have an SVG or an error")
    return Rendered(rendered.raw, renderer, findings, inputs=inputs)


def _believed(job: Job, inputs: Mapping[str, str], finding: Finding) -> Finding:
    """A finding in this visual; it has a line only in code that the script read, or in its own."""
    if finding.code not in CODES:
        raise ParcelError(f"{finding.code[:60]!r} is no finding of a script")
    is_code = finding.file in inputs and finding.file.endswith(".py")
    is_place = finding.file == job.source or is_code
    line, column = (_counted(finding.line), _counted(finding.column)) if is_place else (None, None)
    return Finding(
        finding.code, severity_of(finding.code), finding.file if is_place else job.source,
        _text(finding.message), _text(finding.hint), job.visual, line,
        column if line else None,
    )  # fmt: skip


def _text(text: str) -> str:
    return text[:LONGEST].encode(errors="backslashreplace").decode()


def _counted(number: int | None) -> int | None:
    return number if number and 0 < number < 2**31 else None
