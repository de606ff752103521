"""A matplotlib script → the SVG that it saves, each in a process of its own."""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import version

from pipeline.kinds import kind_of
from pipeline.model import Job, Rendered
from pipeline.render.failures import no_value
from pipeline.render.tasks import ScriptTask
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers) -> Rendered:
    """Run the script in a fresh child; whatever it leaves in its temporary folder goes."""
    with tempfile.TemporaryDirectory(prefix="visual-", ignore_cleanup_errors=True) as folder:
        task = ScriptTask(job, os.path.realpath(os.curdir), os.path.realpath(folder))
        outcome = workers.call_alone(
            "pipeline.render.matplotlib.script:run_script",
            task,
            job.limits,
            warm_up=kind_of(job.kind).warm_up,
        )
    if isinstance(outcome.value, Rendered):
        return outcome.value._replace(output=outcome.output, seconds=outcome.seconds)
    return no_value(job, f"matplotlib {version('matplotlib')}", outcome)
