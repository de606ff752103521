"""Visuals to build → their drawings, made before doit asks for them and without the lock."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from queue import PriorityQueue
from typing import NamedTuple

from pipeline.files.regular import SOURCE, read_regular
from pipeline.graph.build import Build
from pipeline.kinds import kind_of
from pipeline.load.opening import read_asking
from pipeline.model import Drawing, Job, Normalized, Rendered, Visual
from pipeline.plan import NOTHING_ASKED
from pipeline.render import prepare
from pipeline.render.finish import NORMALIZER
from pipeline.worker.cores import Stop
from pipeline.worker.pool import Workers

PATIENCE = 2.0
"""Seconds after which a drawing no longer keeps others waiting."""

SPARE = 64
"""Drawings that may take longer than that at a time, beside one for each core."""


class Drawn(NamedTuple):
    """A visual that doit can build now without drawing, and what was done for that.

    `stop` is called when it changed meanwhile. `source` is the state that its source had, "" where
    that was not read.
    """

    visual: Visual
    stop: Stop
    source: str = ""
    render: tuple[Job, Rendered] | None = None
    normal: tuple[Drawing, Normalized] | None = None


class Ahead:
    """Draws on all cores; what a later `draw` of the same visual makes useless ends at once."""

    def __init__(self, build: Build, drawn: Callable[[Drawn], None]) -> None:
        self._build, self._drawn = build, drawn
        self._free = threading.Semaphore(build.plan.cores)
        self._waiting: PriorityQueue[tuple[int, int, Visual, Stop]] = PriorityQueue()
        self._numbers = itertools.count()
        self._wanted: dict[str, Stop] = {}
        count = build.plan.cores + SPARE
        self._workers = Workers(count, is_lasting=True)
        build.work.use(self._workers)
        for _ in range(count):
            threading.Thread(target=self._serve, daemon=True).start()

    def warm(self, visuals: Iterable[Visual]) -> None:
        """Start what draws these kinds, and what normalizes; import what reads questions.

        The first file that is saved would wait for that.
        """
        for name in sorted({visual.kind for visual in visuals}):
            prepare(kind_of(name, self._build.plan.config.dot), self._workers)
        self._workers.prepare(NORMALIZER)
        importlib.import_module("pipeline.load.reader")

    def draw(self, visual: Visual, *, is_urgent: bool = False) -> None:
        """Draw a visual; an urgent one before those that wait."""
        self.forget(visual.id)
        self._wanted[visual.id] = stop = Stop()
        self._waiting.put((0 if is_urgent else 1, next(self._numbers), visual, stop))

    def forget(self, name: str) -> None:
        """End the work on a visual, if there is any."""
        if stop := self._wanted.pop(name, None):
            stop()

    def _serve(self) -> None:
        while True:
            with self._slot() as start:
                _, _, visual, stop = self._waiting.get()
                if stop.is_called:
                    continue
                start()
                with self._workers.cores.stopped_by(stop):
                    drawn = self._draw(Drawn(visual, stop))
            if not stop.is_called:
                self._drawn(drawn)

    @contextlib.contextmanager
    def _slot(self) -> Iterator[Callable[[], None]]:
        """One of as many as there are cores; given back when it is left, or soon after `start`."""
        self._free.acquire()
        lock, is_given_back = threading.Lock(), False

        def give_back() -> None:
            nonlocal is_given_back
            with lock:
                if not is_given_back:
                    is_given_back = True
                    self._free.release()

        timer = threading.Timer(PATIENCE, give_back)
        timer.daemon = True
        try:
            yield timer.start
        finally:
            timer.cancel()
            give_back()

    def _draw(self, drawn: Drawn) -> Drawn:
        """Render and normalize, as far as that is needed."""
        if not drawn.visual.is_broken:
            # What goes wrong here goes wrong in doit's turn too, and is reported there.
            with contextlib.suppress(Exception):
                return self._draw_stale(drawn)
        return drawn

    def _draw_stale(self, drawn: Drawn) -> Drawn:
        build, plan, work, visual = self._build, self._build.plan, self._build.work, drawn.visual
        content = read_regular(visual.source, SOURCE)
        drawn = drawn._replace(source=hashlib.sha256(content).hexdigest())
        if any(build.render_reasons(visual)):
            job = plan.job(visual, content)
            kept = work.find_render(job) or self._late(visual) or work.find_shared(job)
            rendered = kept or work.draw(job)
            drawn, raw = drawn._replace(render=(job, rendered)), rendered.raw
        else:
            raw = build.outputs.read(plan.paths(visual).raw)
        if raw is None:
            return drawn
        asking = read_asking(visual, plan.config)
        drawing = plan.drawing(visual, raw, content, asking.asks if asking else NOTHING_ASKED)
        if work.find_normal(drawing):
            return drawn
        return drawn._replace(normal=(drawing, work.bring_to_normal(drawing)))

    def _late(self, visual: Visual) -> Rendered | None:
        """The failure of a render that ran into its time limit, where nothing of it changed."""
        late = self._build.fresh.late(visual)
        return late and Rendered(None, "", late.findings, late.output, late.inputs)
