"""A hand-made SVG → itself: its source is the raw SVG."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Job, Rendered
from pipeline.render.failures import error, failed, source_input
from pipeline.worker import Workers


class Hand:
    """The renderer of kind svg."""

    def render(self, job: Job, workers: Workers) -> Rendered:
        """Pass the source on; an empty one is an error. What it holds is for later stages."""
        if not job.content.strip():
            hint = "draw something, or take the visual out of the question"
            return failed(job, "svg", error(job, "R003", "the file is empty", hint))
        return Rendered(job.content, "svg", inputs=source_input(job))

    def parts(self, engine: str) -> Mapping[str, str]:
        """Nothing but the source shapes the output."""
        return {}
