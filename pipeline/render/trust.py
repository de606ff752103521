"""What a process that ran a script returns → what is believed of it.

The script may have changed anything in its process, so nothing of it is taken that only the
pipeline could know, and each part must be one that a render can have.
"""

from __future__ import annotations

import re

from pipeline.model import ABSENT, Finding, Job, Rendered, is_error, severity_of
from pipeline.parcels import ParcelError
from pipeline.render.failures import source_input

CODES = frozenset({"R001", "R003", "R004", "R005", "S003"})
"""What the process of a script can find."""

LONGEST = 10_000
"""Characters of a message or a hint."""

_STATE = re.compile(r"[0-9a-f]{64}|listing [0-9a-f]{64}|folder|" + ABSENT)


def believed(job: Job, renderer: str, rendered: Rendered) -> Rendered:
    """The same result, as one of this job by this renderer.

    Raises ParcelError where it cannot be that.
    """
    inputs = {**rendered.inputs, **source_input(job)}
    for key, state in inputs.items():
        if not (_is_key(key) and _STATE.fullmatch(state)):
            raise ParcelError(f"{key[:60]!r} is no input")
    findings = tuple(_believed(job, inputs, each) for each in rendered.findings)
    if (rendered.raw is None) != any(map(is_error, findings)):
        raise ParcelError("it must have an SVG or an error")
    return Rendered(rendered.raw, renderer, findings, inputs=inputs)


def _believed(job: Job, inputs: dict[str, str], finding: Finding) -> Finding:
    """A finding in this visual; it has a line only in code that the script read, or in its own."""
    if finding.code not in CODES:
        raise ParcelError(f"{finding.code[:60]!r} is no finding of a script")
    is_place = finding.file == job.source or (finding.file in inputs and _is_code(finding.file))
    line, column = (_counted(finding.line), _counted(finding.column)) if is_place else (None, None)
    return Finding(
        finding.code, severity_of(finding.code), finding.file if is_place else job.source,
        finding.message[:LONGEST], finding.hint[:LONGEST], job.visual, line,
        column if line else None,
    )  # fmt: skip


def _is_key(path: str) -> bool:
    """Whether a path stands for a file or folder of the project."""
    parts = path.removesuffix("/").split("/")
    return path == "./" or not {"", ".", ".."} & {*parts}


def _is_code(path: str) -> bool:
    return path.endswith(".py")


def _counted(number: int | None) -> int | None:
    return number if number and 0 < number < 2**31 else None
