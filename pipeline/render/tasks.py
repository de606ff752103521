"""What the processes that draw are given: small, since both sides import it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Job


class GraphTask(NamedTuple):
    """A job, and the path of an empty temporary folder."""

    job: Job
    folder: str


class ScriptTask(NamedTuple):
    """A job, the real path of the project, and that of an empty temporary folder."""

    job: Job
    root: str
    folder: str
