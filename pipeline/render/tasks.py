"""What the processes that draw are given: small, since both sides import it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Job


@dataclass(frozen=True, slots=True)
class GraphTask:
    """A job, and the path of an empty temporary folder."""

    job: Job
    folder: str


@dataclass(frozen=True, slots=True)
class ScriptTask:
    """A job, the real path of the project, and that of an empty temporary folder."""

    job: Job
    root: str
    folder: str
