"""Job → Rendered and Drawing → Normalized, from the store where they are, else by the workers."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.files.fingerprint import digest
from pipeline.files.store import Entry, Store
from pipeline.kinds import kind_of
from pipeline.model import (
    OUR_FAULT,
    Drawing,
    Finding,
    Job,
    Limits,
    Normalized,
    Rendered,
    Visual,
)
from pipeline.plan import Plan
from pipeline.render import prepare, render
from pipeline.render.failures import SETTING

if TYPE_CHECKING:
    from pipeline.worker.outcome import Outcome
    from pipeline.worker.pool import Workers


NORMALIZER = "pipeline.check:warm_up"


class CachedWork:
    """What has been done under one plan, and the workers that do the rest. Threads may share it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.store = Store(plan.store, plan.config.store * 2**20)
        self._workers: Workers | None = None
        self._lock = threading.Lock()
        self._expected: set[str] = set()

    @property
    def workers(self) -> Workers:
        """The processes that do the work; there are none before there is any."""
        from pipeline.worker.pool import Workers

        with self._lock:
            if self._workers is None:
                self._workers = Workers(self.plan.cores)
            return self._workers

    def end(self) -> None:
        """Have the workers end."""
        if self._workers is not None:
            self._workers.end()

    def close(self) -> None:
        """Wait until the workers have ended, and bring the store below its limit."""
        if self._workers is not None:
            self._workers.close()
        self.store.sweep()

    def expect(self, visual: Visual) -> None:
        """Warm up what draws and normalizes, unless the first visual of its kind is stored."""
        if visual.kind in self._expected:
            return
        try:
            with open(visual.source, "rb") as stream:
                job = self.plan.job(visual, stream.read())
        except OSError:
            return
        self._expected.add(visual.kind)
        if self.find_render(job) is None:
            kind = kind_of(job.kind, job.engine)
            prepare(kind, self.workers)
            # One that works alone takes so long to start that the normalizer is ready before it.
            if not kind.is_alone:
                self.workers.prepare(NORMALIZER)

    def find_render(self, job: Job) -> Rendered | None:
        """The stored result of a job all of whose inputs are as they were."""
        entry = self.store.find(self.plan.render_key(job), self._holds)
        return _as_rendered(entry) if entry else None

    def render(self, job: Job) -> Rendered:
        """Render a job, and store the result unless it failed."""
        self.workers.prepare(NORMALIZER)  # it imports a good deal, and meanwhile this renders
        rendered = render(job, self.workers)
        if rendered.raw is not None:
            inputs = dict(sorted(rendered.inputs.items()))
            about = {
                "inputs": inputs,
                "renderer": rendered.renderer,
                "findings": rendered.findings,
                "output": rendered.output,
                "seconds": rendered.seconds,
            }
            key = self.plan.render_key(job)
            self.store.keep(key, digest(inputs)[:32], about, rendered.raw)
        return rendered

    def find_normal(self, drawing: Drawing) -> Normalized | None:
        """The stored normal form of a drawing."""
        entry = self.store.find(self.plan.normalize_key(drawing), lambda about: True)
        return _as_normalized(entry) if entry else None

    def normalize(self, drawing: Drawing, limits: Limits) -> Normalized:
        """Bring a drawing to normal form, check it, and store the result unless it failed."""
        check = "pipeline.check:normalize_and_check"
        outcome = self.workers.call(check, drawing, limits, NORMALIZER)
        normalized = outcome.value
        if not isinstance(normalized, Normalized):
            return Normalized(None, findings=(_unfinished(drawing, outcome, limits),))
        normalized = normalized._replace(seconds=outcome.seconds)
        if normalized.svg is not None:
            about = {
                "width": normalized.width,
                "height": normalized.height,
                "findings": normalized.findings,
                "seconds": normalized.seconds,
            }
            self.store.keep(self.plan.normalize_key(drawing), "only", about, normalized.svg)
        return normalized

    def _holds(self, about: Mapping[str, Any]) -> bool:
        return all(self.plan.hashes.state(path) == state for path, state in about["inputs"].items())


def _unfinished(drawing: Drawing, outcome: Outcome, limits: Limits) -> Finding:
    """The finding on a drawing that has no normal form: too large, or something of ours failed."""
    code, hint = "S005", f"draw less, or simplify its paths; {{}} {SETTING} sets the limit"
    match outcome.failure:
        case "timeout":
            message = f"normalizing it took more than {limits.timeout:g} s, the time limit"
            hint = hint.format("`timeout`")
        case "memory":
            message = f"normalizing it took more than {limits.memory} MiB, the memory limit"
            hint = hint.format("`memory`")
        case _:
            code, message, hint = "R004", f"normalizing it failed: {outcome.reason}", OUR_FAULT
    return Finding(code, "error", drawing.source, message, hint, drawing.visual)


def _as_rendered(entry: Entry) -> Rendered:
    about = entry.about
    findings = tuple(Finding(*row) for row in about["findings"])
    return Rendered(
        entry.content, about["renderer"], findings, about["output"], about["inputs"],
        about["seconds"],
    )  # fmt: skip


def _as_normalized(entry: Entry) -> Normalized:
    about = entry.about
    findings = tuple(Finding(*row) for row in about["findings"])
    return Normalized(entry.content, about["width"], about["height"], findings, about["seconds"])
