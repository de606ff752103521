"""A matplotlib script → the SVG that it saves, each in a process of its own."""

from __future__ import annotations

import functools
import os

from pipeline.files.fingerprint import installed
from pipeline.kinds import kind_of
from pipeline.model import Job, Rendered
from pipeline.parcels import ParcelError
from pipeline.render.failures import no_value
from pipeline.render.tasks import ScriptTask
from pipeline.render.trust import believed
from pipeline.worker.outcome import unusable
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers) -> Rendered:
    """Run the script in a fresh child; whatever it leaves in its temporary folder goes."""
    with workers.scratch.one() as folder:
        task = ScriptTask(job, os.path.realpath(os.curdir), os.path.realpath(folder))
        outcome = workers.call_alone(
            "pipeline.render.matplotlib.script:run_script",
            task,
            job.limits,
            Rendered,
            warm_up=kind_of(job.kind).warm_up,
        )
    renderer = f"matplotlib {_version()}"
    if outcome.value is None:
        return no_value(job, renderer, outcome)
    try:
        rendered = believed(job, renderer, outcome.value)
    except ParcelError as error:
        return no_value(job, renderer, unusable(error, outcome.output, outcome.seconds))
    return rendered._replace(output=outcome.output, seconds=outcome.seconds)


@functools.cache
def _version() -> str:
    return installed("matplotlib")
