"""Job → Rendered: one renderer a kind of visual, each in a file of its own.

A new renderer is one file, one line in RENDERERS and one test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pipeline.model import Job, Kind, Rendered
from pipeline.render.dot import Dot
from pipeline.render.hand import Hand
from pipeline.render.pyplot import Pyplot
from pipeline.worker import Workers


class Renderer(Protocol):
    """Turns sources of one kind into raw SVGs."""

    def render(self, job: Job, workers: Workers) -> Rendered:
        """Render a job. Whatever is wrong with the source is a finding, never an exception."""
        ...

    def parts(self, engine: str) -> Mapping[str, str]:
        """What shapes the output beside the source, by name: versions, and hashes of files."""
        ...


RENDERERS: Mapping[Kind, Renderer] = {"dot": Dot(), "matplotlib": Pyplot(), "svg": Hand()}


def render(job: Job, workers: Workers) -> Rendered:
    """Render a job with the renderer of its kind; any thread may call this."""
    return RENDERERS[job.kind].render(job, workers)
