"""Job → Rendered: the raw SVG, by the renderer that the row of its kind names.

Its module is imported when it first has to draw: a run that draws nothing needs but the row.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from pipeline.kinds import Kind, kind_of
from pipeline.model import Job, Rendered

if TYPE_CHECKING:
    from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers, root: str = ".") -> Rendered:
    """Render a job of the project whose files lie in `root`; any thread may call this.

    Whatever is wrong with the source is a finding, never an exception.
    """
    renderer = importlib.import_module(kind_of(job.kind, job.engine).renderer)
    rendered = renderer.render(job, workers, root)
    assert isinstance(rendered, Rendered)
    return rendered


def prepare(kind: Kind, workers: Workers) -> None:
    """Start the process that renders a kind first, before there is anything to render."""
    if kind.warm_up:
        start = workers.prepare_alone if kind.is_alone else workers.prepare
        start(kind.warm_up)
