"""Job → Rendered and Drawing → Normalized, from the store where they are, else by the workers."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.files.fingerprint import digest
from pipeline.files.regular import SOURCE, read_regular
from pipeline.files.saved.store import Store
from pipeline.kinds import Kind, kind_of
from pipeline.load.opening import read_asking
from pipeline.model import (
    CHANGED,
    MIB,
    Drawing,
    Job,
    Normalized,
    Rendered,
    Visual,
)
from pipeline.plan import NOTHING_ASKED, Plan
from pipeline.plan.records import RenderRecord
from pipeline.remote.access import cluster, shared_store
from pipeline.render import prepare, render
from pipeline.render.finish import NORMALIZER, bring_to_normal

if TYPE_CHECKING:
    from pipeline.remote.cluster.cluster import Cluster
    from pipeline.worker.pool import Workers


class CachedWork:
    """What has been done under one plan, and the workers that do the rest. Threads may share it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.store = Store(plan.store, plan.config.store * MIB)
        self.shared = shared_store(plan.config, plan.hashes.state, plan.cores)
        self.cluster = cluster(plan)
        self.is_ended = False
        self._workers: Workers | None = None
        self._lock = threading.Lock()
        self._expected: set[str] = set()
        self._ahead: dict[str, Rendered] = {}
        self._ahead_normal: dict[str, Normalized] = {}

    def use(self, workers: Workers) -> None:
        """Have these processes do the work."""
        self._workers = workers

    @property
    def workers(self) -> Workers:
        """The processes that do the work; there are none before there is any."""
        from pipeline.worker.pool import Workers

        with self._lock:
            if self._workers is None:
                self._workers = Workers(self.plan.cores)
            return self._workers

    @property
    def at_work(self) -> dict[int, float]:
        """The threads whose work is being done, each with the `monotonic` time of its start."""
        here = dict(self._workers.cores.at_work) if self._workers else {}
        return {**self.cluster.at_work, **here} if self.cluster else here

    def end(self) -> None:
        """Have the workers end, and what a cluster does for this run: what was under way fails."""
        self.is_ended = True
        if self._workers is not None or self.cluster is not None:
            self.workers.end()  # none may start for what the cluster gives back
        if self.cluster is not None:
            self.cluster.connection.end()

    def close(self) -> None:
        """Wait until the workers have ended, and bring the store below its limit."""
        if self._workers is not None:
            self._workers.close()
        self.store.sweep()

    def said(self) -> Iterator[str]:
        """What other machines were good for, where they were asked."""
        if self.shared is not None:
            yield from self.shared.said()
        if self.cluster is not None:
            yield from self.cluster.said()

    def expect(self, visual: Visual) -> None:
        """Warm up what draws and normalizes, unless the first visual of its kind is stored."""
        if visual.kind in self._expected:
            return
        if self.cluster is not None:
            self.cluster.connection.start()
            return
        try:
            job = self.plan.job(visual, read_regular(visual.source, SOURCE))
        except OSError:
            return
        self._expected.add(visual.kind)
        if self.find_render(job) is None:
            with contextlib.suppress(OSError):  # it is reported by the work that needs them
                self._warm(kind_of(job.kind, job.engine))

    def _warm(self, kind: Kind) -> None:
        prepare(kind, self.workers)
        # One that works alone takes so long to start that the normalizer is ready before it.
        if not kind.is_alone:
            self.workers.prepare(NORMALIZER)

    def find_render(self, job: Job) -> Rendered | None:
        """The stored result of a job all of whose inputs are as they were."""
        return self.store.find(self.plan.render_key(job), Rendered, self._holds)

    def find_shared(self, job: Job) -> Rendered | None:
        """What another machine rendered of a job whose inputs are as they are here."""
        key = self.plan.render_key(job)
        if self.shared is None or self.store.is_bypassed or kind_of(job.kind).is_source:
            return None
        if key in self._ahead:  # it was asked for before it was drawn
            return None
        rendered = self.shared.find(key, job)
        if rendered is not None:
            self._keep(key, rendered)
        return rendered

    def _keep(self, key: str, rendered: Rendered) -> None:
        self.store.keep(key, digest(rendered.inputs)[:32], rendered)

    def draw(self, job: Job) -> Rendered:
        """Render a job now, for `foresee` to give the result later."""
        return render(job, self.workers)

    def bring_to_normal(self, drawing: Drawing) -> Normalized:
        """Normalize and check a drawing now; `foresee` may give the result later."""
        return bring_to_normal(drawing, self.plan.config.limits, self.workers)

    def foresee(
        self, renders: Iterable[tuple[Job, Rendered]], normals: Iterable[tuple[Drawing, Normalized]]
    ) -> None:
        """Have `render` and `normalize` give these results, failures too, to whoever asks next."""
        self._ahead = {self.plan.render_key(job): done for job, done in renders}
        self._ahead_normal = {self.plan.normalize_key(drawing): done for drawing, done in normals}

    def render(
        self, job: Job, visual: Visual | None = None, last: RenderRecord | None = None
    ) -> Rendered:
        """Render a job, and store the result unless it failed.

        Where there is a cluster, it makes the normal form of this `visual` as well, for `normalize`
        to give it; `last` is what the render before remembered.
        """
        rendered = self._ahead.pop(self.plan.render_key(job), None) if self._ahead else None
        if rendered is None and visual is not None and self.cluster is not None:
            rendered = self._drawn_there(self.cluster, job, visual, last.inputs if last else {})
        if rendered is None:
            self.workers.prepare(NORMALIZER)  # it imports a good deal, and meanwhile this renders
            rendered = render(job, self.workers)
        if rendered.raw is not None and CHANGED not in rendered.inputs.values():
            rendered = rendered._replace(inputs=dict(sorted(rendered.inputs.items())))
            key = self.plan.render_key(job)
            self._keep(key, rendered)
            if self.shared is not None and not kind_of(job.kind).is_source:
                self.shared.keep(key, job, rendered)
        return rendered

    def _drawn_there(
        self, cluster: Cluster, job: Job, visual: Visual, known: Mapping[str, str]
    ) -> Rendered | None:
        asking = read_asking(visual, self.plan.config)
        asks = asking.asks if asking else NOTHING_ASKED
        drawing = self.plan.drawing(visual, b"", job.content, asks)
        answer = cluster.draw(job, drawing, known)
        if answer is None:
            return None
        rendered, normalized = answer
        if rendered.raw is not None and normalized is not None:
            key = self.plan.normalize_key(drawing._replace(raw=rendered.raw))
            self._ahead_normal[key] = normalized
        return rendered

    def find_normal(self, drawing: Drawing) -> Normalized | None:
        """The stored normal form of a drawing."""
        return self.store.find(self.plan.normalize_key(drawing), Normalized, _is_built)

    def normalize(self, drawing: Drawing) -> Normalized:
        """Bring a drawing to normal form, check it, and store the result unless it failed."""
        ahead = self._ahead_normal
        normalized = ahead.pop(self.plan.normalize_key(drawing), None) if ahead else None
        normalized = normalized or self.bring_to_normal(drawing)
        if normalized.svg is not None:
            self.store.keep(self.plan.normalize_key(drawing), "only", normalized)
        return normalized

    def _holds(self, rendered: Rendered) -> bool:
        state = self.plan.hashes.state
        is_built = rendered.raw is not None
        return is_built and all(state(path) == then for path, then in rendered.inputs.items())


def _is_built(normalized: Normalized) -> bool:
    return normalized.svg is not None
