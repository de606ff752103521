"""What went wrong → findings of family R, worded for authors."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.files.regular import SOURCE, read_regular
from pipeline.kinds import kind_of
from pipeline.model import OUR_FAULT, TIME_LIMIT, Finding, Job, Rendered
from pipeline.positions import lines_within, within

if TYPE_CHECKING:
    from pipeline.worker.outcome import Outcome

SETTING = "in [tool.visuals] of pyproject.toml"
NOT_OURS = "write to the file that VISUAL_OUT_PATH names, and to no descriptor that was open before"
DOCTOR = "doit doctor says what holds here"
"""The way out where the kernel cannot close what it must."""

CRASH_HINT = "take out what was added last, or draw less"
_LOOP = "look for a loop that never ends, or draw fewer points"

Place = tuple[str | None, int | None]
"""A file of the project and a line in it, as far as they are known."""

NOWHERE: Place = (None, None)


def error(
    job: Job,
    code: str,
    message: str,
    hint: str = "",
    line: int | None = None,
    column: int | None = None,
    *,
    file: str | None = None,
) -> Finding:
    """An error in the job's source, or in the project's other file `file`."""
    content = content_of(job, file)
    if content is not None:
        line, column = within(content, line, column)
        message = lines_within(content, message)
    return Finding(code, "error", file or job.source, message, hint, job.visual, line, column)


def content_of(job: Job, file: str | None) -> bytes | None:
    """What the job's source holds, or another file of the project; None where it is not read."""
    if file in (None, job.source):
        return job.content
    try:
        return read_regular(file or "", SOURCE)
    except OSError:
        return None


def warning(
    job: Job,
    message: str,
    hint: str = "",
    line: int | None = None,
    column: int | None = None,
    *,
    file: str | None = None,
) -> Finding:
    """A warning of the renderer (R005), placed as an `error` is."""
    return error(job, "R005", message, hint, line, column, file=file)._replace(severity="warning")


def failed(job: Job, renderer: str, *findings: Finding, output: str = "") -> Rendered:
    """A render that came to nothing, and why."""
    return Rendered(None, renderer, findings, output, source_input(job))


def source_input(job: Job) -> dict[str, str]:
    """The input that every render has: the source, as it was when the job was made."""
    return {job.source: hashlib.sha256(job.content).hexdigest()}


def no_value(job: Job, renderer: str, outcome: Outcome[Rendered], at: Place = NOWHERE) -> Rendered:
    """A render whose process gave no value: too late, at this place, out of memory, or crashed."""
    return failed(job, renderer, _ended(job, outcome, at), output=outcome.output)


def _ended(job: Job, outcome: Outcome[Rendered], at: Place) -> Finding:
    kind = kind_of(job.kind)
    if outcome.failure == "timeout":
        message = f"not done after {job.limits.timeout:g} s, {TIME_LIMIT}"
        is_graph = kind.nature == "graph"
        way = "draw fewer edges or take another layout" if is_graph else _LOOP
        hint = f"{way}; `timeout` {SETTING} sets the limit"
        return error(job, "R002", message, hint, at[1], file=at[0])
    if outcome.failure == "memory":
        return out_of_memory(job)
    if outcome.failure == "open":
        return error(job, "R004", outcome.detail, DOCTOR)
    is_script = kind.language == "python"
    if outcome.failure == "garbled" and is_script:
        message = f"the script wrote over what its process sends back: {outcome.reason}"
        return error(job, "R004", message, NOT_OURS)
    if outcome.failure in ("fault", "garbled"):
        return error(job, "R004", f"rendering it failed: {outcome.reason}", OUR_FAULT)
    if is_script:
        message = f"the script's process ended before its time: {outcome.reason}"
        hint = "something ended it: os._exit, a signal, or a crash in a C library"
        return error(job, "R004", message, hint)
    message, said = f"{kind.drawer} crashed: {outcome.reason}", outcome.output.strip().splitlines()
    message += f", after it said: {said[-1]}" if said else ""
    return error(job, "R004", message, CRASH_HINT)


def out_of_memory(job: Job, line: int | None = None, *, file: str | None = None) -> Finding:
    """The finding on a render that asked for more memory than it may have."""
    message = f"more memory asked for than the limit of {job.limits.memory} MiB"
    hint = f"draw fewer {kind_of(job.kind).parts}; `memory` {SETTING} sets the limit, in MiB"
    return error(job, "R004", message, hint, line, file=file)
