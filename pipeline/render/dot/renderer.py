"""A DOT source → the SVG that Graphviz draws, in house style where the author says nothing."""

from __future__ import annotations

from pipeline.kinds import DOT
from pipeline.model import Job, Rendered, is_error
from pipeline.render.failures import failed, no_value
from pipeline.render.work import GraphTask
from pipeline.worker.outcome import Outcome
from pipeline.worker.pool import Workers


def render(job: Job, workers: Workers, root: str) -> Rendered:
    """Draw a graph where others were drawn before if that cannot show, else in a fresh child.

    What Graphviz says comes as findings; a graph prints nothing of its own.
    """
    outcome = None
    if job.engine == DOT.engine:
        function = "pipeline.render.dot.drawing:draw_among_others"
        outcome = workers.try_in_place(function, job, job.limits, Rendered, DOT.warm_up)
    if outcome is None or (outcome.value is None and outcome.failure is None):
        outcome = _draw_alone(job, workers)
    if outcome.value is not None:
        return outcome.value._replace(seconds=outcome.seconds)
    from pipeline.render.dot.room import without_marks

    outcome = outcome._replace(output=without_marks(outcome.output))
    return _said_before(job, outcome) or no_value(job, "graphviz", outcome)._replace(output="")


def _said_before(job: Job, outcome: Outcome[Rendered]) -> Rendered | None:
    """The errors that Graphviz reported before it crashed on them; None if it reported none."""
    from pipeline.render.dot.lookup import Source
    from pipeline.render.dot.wrong import messages

    text = job.content.decode("utf-8-sig", errors="replace")
    reported = messages.findings(job, outcome.output, Source(text))
    errors = tuple(filter(is_error, reported))
    return failed(job, "graphviz", *errors) if errors else None


def _draw_alone(job: Job, workers: Workers) -> Outcome[Rendered]:
    warm_up = DOT.warm_up if job.engine == DOT.engine else "pipeline.worker.request:nothing"
    with workers.scratch.one() as folder:
        task = GraphTask(job, folder)
        function = "pipeline.render.dot.drawing:draw"
        # The machine's own dot is closed when it is started, since it may write that folder.
        return workers.call_alone(
            function, task, job.limits, Rendered, warm_up, is_closed=job.engine == DOT.engine
        )
