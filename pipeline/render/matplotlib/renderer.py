"""A matplotlib script → the SVG that it saves, each in a process of its own."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping

from pipeline.files.inputs import state, ways
from pipeline.files.packages import installed
from pipeline.kinds import kind_of
from pipeline.model import CHANGED, Job, Rendered
from pipeline.parcels import ParcelError
from pipeline.render.failures import Place, no_value, source_input
from pipeline.render.matplotlib.refused.record import marked, refused
from pipeline.render.matplotlib.touched import settled
from pipeline.render.trust import believed
from pipeline.render.work import ScriptTask
from pipeline.worker.outcome import Outcome, garbled
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers, root: str) -> Rendered:
    """Run the script in a fresh child; whatever it leaves in its temporary folder goes."""
    with workers.scratch.one() as folder:
        task = ScriptTask(job, os.path.realpath(root), os.path.realpath(folder))
        os.mkdir(task.own)
        before = _ways(task)
        outcome = workers.call_alone(
            "pipeline.render.matplotlib.script:run_script",
            task,
            job.limits,
            Rendered,
            warm_up=kind_of(job.kind).warm_up,
        )
        noted = settled((task.notes, task.witnessed), task.root, job.layout.build)
        inputs = _inputs(job, noted) | _as_they_were(before, _ways(task))
        refusal = refused(task, inputs)
        at = marked(task, inputs)
    rendered = _rendered(job, outcome, inputs, at)._replace(inputs=inputs)
    if refusal is None:
        return rendered
    # What the script raised after it came of that.
    others = [found for found in rendered.findings if found.code != "R001"]
    return rendered._replace(raw=None, findings=(refusal, *others))


def _rendered(
    job: Job, outcome: Outcome[Rendered], inputs: Mapping[str, str], at: Place
) -> Rendered:
    renderer = f"matplotlib {_version()}"
    if outcome.value is None:
        return no_value(job, renderer, outcome, at)
    try:
        rendered = believed(job, renderer, outcome.value, inputs)
    except ParcelError as error:
        return no_value(job, renderer, garbled(error, outcome.output, outcome.seconds))
    return rendered._replace(output=outcome.output, seconds=outcome.seconds)


@functools.cache
def _version() -> str:
    return installed("matplotlib")


def _ways(task: ScriptTask) -> dict[str, str]:
    """Where the folder of the script and those above it lead, if one is a link: on that depends
    what `..` is to the script, which works where its folder really lies.
    """
    return {key: state(key, task.root) for key in ways(os.path.dirname(task.job.source))}


def _as_they_were(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    return {key: then if after[key] == then else CHANGED for key, then in before.items()}


def _inputs(job: Job, noted: dict[str, str]) -> dict[str, str]:
    """The inputs as they were and stayed; also of a render that was killed.

    The source counts as it was when the job was made, unless the script read another one.
    """
    source = source_input(job)
    if noted.get(job.source, source[job.source]) != source[job.source]:
        source = {job.source: CHANGED}
    return {**noted, **source}
