"""A hand-made SVG → itself: its source is the raw SVG."""

from __future__ import annotations

from pipeline.model import Job, Rendered
from pipeline.render.failures import error, failed, source_input
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers, root: str) -> Rendered:
    """Pass the source on; an empty one is an error. What it holds is for later stages."""
    if not job.content.strip():
        hint = "draw something, or take the visual out of the question"
        return failed(job, "svg", error(job, "R003", "the file is empty", hint))
    return Rendered(job.content, "svg", inputs=source_input(job))
