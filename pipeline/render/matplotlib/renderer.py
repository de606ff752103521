"""A matplotlib script → the SVG that it saves, each in a process of its own."""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import version

from pipeline.files.inputs import TEMPORARY
from pipeline.files.noted import settled
from pipeline.kinds import kind_of
from pipeline.model import CHANGED, Job, Rendered
from pipeline.render.failures import no_value, source_input
from pipeline.render.tasks import ScriptTask
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers) -> Rendered:
    """Run the script in a fresh child; whatever it leaves in its temporary folder goes."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True) as folder:
        task = ScriptTask(job, os.path.realpath(os.curdir), os.path.realpath(folder))
        os.mkdir(task.own)
        outcome = workers.call_alone(
            "pipeline.render.matplotlib.script:run_script",
            task,
            job.limits,
            warm_up=kind_of(job.kind).warm_up,
        )
        noted = settled(task.notes, task.root, job.layout.build)
    if isinstance(outcome.value, Rendered):
        rendered = outcome.value._replace(output=outcome.output, seconds=outcome.seconds)
    else:
        rendered = no_value(job, f"matplotlib {version('matplotlib')}", outcome)
    return rendered._replace(inputs=_inputs(job, rendered, noted))


def _inputs(job: Job, rendered: Rendered, noted: dict[str, str]) -> dict[str, str]:
    """The inputs as they were and stayed; also of a render that was killed.

    The source counts as it was when the job was made, unless the script read another one.
    """
    source = source_input(job)
    if noted.get(job.source, source[job.source]) != source[job.source]:
        source = {job.source: CHANGED}
    return {**rendered.inputs, **noted, **source}
