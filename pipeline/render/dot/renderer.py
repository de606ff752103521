"""A DOT source → the SVG that Graphviz draws, in house style where the author says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.kinds import DOT
from pipeline.model import Job, Rendered, is_error
from pipeline.render.failures import failed, no_value
from pipeline.render.work import GraphTask
from pipeline.worker.outcome import Outcome
from pipeline.worker.pool import Workers

if TYPE_CHECKING:
    from pipeline.render.dot.lookup import Source


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
    from pipeline.render.dot.lookup import Source
    from pipeline.render.dot.room import without_marks

    outcome = outcome._replace(output=without_marks(outcome.output))
    source = Source(job.content.decode("utf-8-sig", errors="replace"))
    if said := _said_before(job, outcome, source):
        return said
    ended = no_value(job, "graphviz", outcome)._replace(output="")
    return _at_its_cause(ended, source) if outcome.failure == "crash" else ended


def _said_before(job: Job, outcome: Outcome[Rendered], source: Source) -> Rendered | None:
    """The errors that Graphviz reported before it crashed on them; None if it reported none."""
    from pipeline.render.dot.wrong import messages

    reported = messages.findings(job, outcome.output, source)
    errors = tuple(filter(is_error, reported))
    return failed(job, "graphviz", *errors) if errors else None


def _at_its_cause(ended: Rendered, source: Source) -> Rendered:
    from pipeline.render.dot.wrong.crashes import at_its_cause

    return ended._replace(findings=tuple(at_its_cause(each, source) for each in ended.findings))


def _draw_alone(job: Job, workers: Workers) -> Outcome[Rendered]:
    warm_up = DOT.warm_up if job.engine == DOT.engine else "pipeline.worker.request:nothing"
    with workers.scratch.one() as folder:
        task = GraphTask(job, folder)
        function = "pipeline.render.dot.drawing:draw"
        # The machine's own dot is closed when it is started, since it may write that folder.
        return workers.call_alone(
            function, task, job.limits, Rendered, warm_up, is_closed=job.engine == DOT.engine
        )
