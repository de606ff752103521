"""A DOT source → the SVG that Graphviz draws, in house style where the author says nothing."""

from __future__ import annotations

import tempfile

from pipeline.kinds import DOT
from pipeline.model import Finding, Job, Rendered, is_error
from pipeline.render.failures import error, no_value
from pipeline.render.tasks import GraphTask
from pipeline.worker.outcome import Outcome
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers) -> Rendered:
    """Draw a graph where others were drawn before if that cannot show, else in a fresh child."""
    if job.engine == "embedded":
        outcome = workers.try_in_place(
            "pipeline.render.dot.drawing:draw_among_others", job, job.limits, DOT.warm_up
        )
        if outcome and (outcome.failure or outcome.value):
            return _told(job, outcome)
    return _told(job, _draw_alone(job, workers))


def _draw_alone(job: Job, workers: Workers) -> Outcome:
    warm_up = DOT.warm_up if job.engine == "embedded" else "pipeline.worker.request:nothing"
    with tempfile.TemporaryDirectory(prefix="visual-", ignore_cleanup_errors=True) as folder:
        task = GraphTask(job, folder)
        return workers.call_alone("pipeline.render.dot.drawing:draw", task, job.limits, warm_up)


def _told(job: Job, outcome: Outcome) -> Rendered:
    """What was drawn, and what Graphviz said of it."""
    drawn = outcome.value
    if not isinstance(drawn, Rendered):
        return no_value(job, "graphviz", outcome)
    found = [*drawn.findings, *_said(job, outcome.output)]
    if drawn.raw is None and not any(map(is_error, found)):
        found.append(error(job, "R001", "Graphviz drew nothing and did not say why"))
    return drawn._replace(
        raw=None if any(map(is_error, found)) else drawn.raw,
        findings=tuple(found),
        output=outcome.output,
        seconds=outcome.seconds,
    )


def _said(job: Job, output: str) -> list[Finding]:
    if not output:
        return []
    from pipeline.render.dot import source as dot_source
    from pipeline.render.dot.messages import findings

    text = job.content.decode("utf-8-sig")
    return findings(job, output, text, dot_source.tokenize(text))
