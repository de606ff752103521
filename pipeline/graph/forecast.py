"""The build as it is → what the next `doit` would run, and why; nothing runs, nothing is written.

A task is certain where its need is known now. Where it depends on an output that is yet to be
made, it is listed with that condition. A certain task runs unless what it depends on fails.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline import manifest
from pipeline.graph.build import FORGOTTEN, Build
from pipeline.graph.journal import is_ignored
from pipeline.graph.pruning import strays
from pipeline.kinds import NAMES, kind_of
from pipeline.manifest import Built
from pipeline.model import Visual
from pipeline.plan import PAGES

WARM_UP = 0.6
"""Seconds until the first script runs: what scripts import has to be imported."""
NORMALIZING = 0.01


class Planned(NamedTuple):
    """A task that would run, or might: its reasons, or the conditions "if … differs"."""

    task: str
    certain: bool
    reasons: tuple[str, ...]


_BEFORE_PAGES = ("normalize", "prune", "manifest")
"""Tasks without which the gallery does not run."""


def without_ignored(tasks: Sequence[Planned]) -> Iterator[Planned]:
    """Those that `doit ignore` did not put aside; doit runs nothing that needs such a task."""
    idle = {each.task for each in tasks if is_ignored(each.task)}
    idle |= {each.task for each in tasks if is_ignored(f"render:{each.task.partition(':')[2]}")}
    if any(task.startswith("normalize:") for task in idle) or any(map(is_ignored, _BEFORE_PAGES)):
        idle |= {*PAGES[1:]}
    return (each for each in tasks if each.task not in idle)


class Estimate:
    """How long renders take, as far as past builds show."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def seconds_of(self, visual: Visual) -> float:
        """How long the render of `visual` took last time; of a new one, what is usual."""
        own = self._build.rendered(visual)
        return own.seconds if own else self._usual[visual.kind]

    @functools.cached_property
    def _usual(self) -> dict[str, float]:
        """The median of past renders of each kind, or what renders of that kind usually take."""
        from statistics import median

        past: dict[str, list[float]] = {name: [] for name in NAMES}
        for visual in self._build.visuals:
            if record := self._build.rendered(visual):
                past[visual.kind].append(record.seconds)
        return {kind: median(of) if of else kind_of(kind).seconds for kind, of in past.items()}


class Forecast:
    """What the next `doit` would do; with `of`, what it would do for these visuals.

    `expect` is called with each visual that is about to be rendered, as soon as that is known.
    """

    def __init__(
        self,
        build: Build,
        expect: Callable[[Visual], None] = lambda visual: None,
        of: Sequence[Visual] | None = None,
    ) -> None:
        self._build, self._expect = build, expect
        self._of = build.visuals if of is None else of
        self._renders = dict(self._rendering())
        self._normals = dict(self._normalizing())

    @functools.cached_property
    def visuals(self) -> set[str]:
        """The ids of the visuals of which something would run, or might."""
        return {*self._renders, *self._normals}

    @functools.cached_property
    def tasks(self) -> tuple[Planned, ...]:
        """Every task that would run, or might, in the order of the graph."""
        rows = [*self._renders.values(), *self._normals.values()]
        if not any(visual.is_broken for visual in self._build.visuals):
            rows += self._pages()
        if self._strays:
            reasons = tuple(f"owned by no visual: {path}" for path in self._strays)
            rows.append(Planned("prune", True, reasons))
        return tuple(rows)

    @property
    def seconds(self) -> float:
        """Wall clock time of what is certain, as far as past builds show."""
        if not self.tasks:
            return 0.0
        build = self._build
        renders = [each for each in build.visuals if each.id in self._renders]
        renders = [visual for visual in renders if self._is_drawn(visual)]
        total = sum(map(Estimate(build).seconds_of, renders))
        total += NORMALIZING * sum(planned.certain for planned in self._normals.values())
        is_starting = any(kind_of(visual.kind).is_alone for visual in renders)
        return round(total / build.plan.cores + WARM_UP * is_starting, 1)

    @functools.cached_property
    def _strays(self) -> list[str]:
        return strays(self._build)

    def _rendering(self) -> Iterator[tuple[str, Planned]]:
        for visual in self._of:
            reasons = tuple(self._build.render_reasons(visual))
            if reasons:
                if self._is_drawn(visual):
                    self._expect(visual)
                yield visual.id, Planned(f"render:{visual.id}", True, reasons)

    def _is_drawn(self, visual: Visual) -> bool:
        """Whether the render of a visual does any work, and does not fail at once."""
        return not (visual.is_broken or self._build.fresh.late(visual))

    def _normalizing(self) -> Iterator[tuple[str, Planned]]:
        for visual in (visual for visual in self._of if not visual.is_broken):
            task, is_rendering = f"normalize:{visual.id}", visual.id in self._renders
            record = self._build.normalized(visual)
            rendered = None if is_rendering else self._build.rendered(visual)
            reasons = tuple(self._build.fresh.normalize(visual, record, rendered))
            if reasons and (record or not is_rendering or self._has_raw(visual)):
                yield visual.id, Planned(task, True, reasons)
            elif is_rendering:
                yield visual.id, Planned(task, False, (f"if render:{visual.id} differs",))

    def _has_raw(self, visual: Visual) -> bool:
        return self._build.outputs.is_regular(self._build.plan.paths(visual).raw)

    def _pages(self) -> Iterator[Planned]:
        """Manifest and gallery; where a visual has never been built, they depend on that."""
        build = self._build
        built = build.built()
        is_built = {each.visual.id for each in built}
        new = {**self._normals, **self._renders}
        conditions = tuple(
            f"if {planned.task} differs" for name, planned in new.items() if name not in is_built
        )
        pending = [row.task for row in (*self._renders.values(), *self._normals.values())]
        rendered = [each for each in built if each.visual.id in self._renders]
        changed = [
            each.visual.id for each in rendered if self._expected(each).entry() != each.entry()
        ]
        known = tuple(f"because render:{name} will run" for name in changed)
        manifest_key = manifest.key(built)
        gallery_key = build.gallery_key(manifest_key, built)
        for task, reasons in (
            ("manifest", known or tuple(self._manifest_reasons(manifest_key))),
            ("gallery", known or tuple(build.page_reasons("gallery", gallery_key))),
        ):
            if conditions and reasons != (FORGOTTEN,):
                yield Planned(task, False, conditions)
            elif reasons:
                yield Planned(task, True, reasons)
            elif pending:
                yield Planned(task, False, tuple(f"if {each} differs" for each in pending))

    def _manifest_reasons(self, key: str) -> Iterator[str]:
        build = self._build
        yield from build.page_reasons("manifest", key)
        svgs = build.plan.folders[1]
        yield from (f"{path} goes" for path in self._strays if path.startswith(svgs))
        for visual in (visual for visual in build.visuals if visual.id in self._normals):
            planned, record = self._normals[visual.id], build.normalized(visual)
            if planned.certain and record and any(build.fresh.svg(visual, record)):
                yield f"because normalize:{visual.id} will run"

    def _expected(self, each: Built) -> Built:
        """What is known now of an entry: a render to come reads the inputs as they are."""
        inputs = {path: self._build.hashes.state(path) for path in each.rendered.files}
        return each._replace(rendered=each.rendered._replace(inputs=inputs))
