"""Changes and finished drawings, as they come → doit's runs, and what pages are sent of them."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.files.lock import locked
from pipeline.findings.baseline import read_baseline
from pipeline.graph.build import Build
from pipeline.graph.warm_run import WarmRun
from pipeline.model import Visual, VisualsError
from pipeline.pages import encoded_row, rows_in, state
from pipeline.plan import BASELINE, PAGES
from pipeline.reviews.book import REVIEWS, read_reviews
from pipeline.watch.ahead import PATIENCE, Ahead, Drawn
from pipeline.watch.audience import Audience
from pipeline.watch.changes import Git, Watcher, is_noise
from pipeline.watch.inbox import Happened, Inbox
from pipeline.watch.project import Project, Token
from pipeline.watch.report import Report
from pipeline.watch.settings import FILES, Settings

CALM = 0.2
"""Seconds without anything to do after which everything is looked at, and pages are written."""

UNCLEAR = 0.05
"""The same where a change may concern any visual."""

BURST = 8
"""Paths in one batch from which on more are to be expected: a checkout, say."""


class StartOver(Exception):  # noqa: N818 - it is a way to go on, not an error
    """Settings or code changed: nothing that this process knows may be trusted."""


class Session:
    """One `doit watch`: everything happens in the thread that calls `serve`.

    The lock is held only while doit runs, which draws nothing: `Ahead` has drawn by then.
    """

    def __init__(
        self, build: Build, run: WarmRun, audience: Audience, report: Report, watcher: Watcher
    ) -> None:
        self._build, self._run, self._audience = build, run, audience
        self._report, self._watcher = report, watcher
        self._project = Project(build)
        self._inbox = Inbox()
        self._ahead = Ahead(build, self._inbox.put)
        self._in_hand: dict[str, Token] = {}
        self._no_manifest = ""
        self._watcher.changed = self._inbox.put
        self._settings, self._git = Settings(), Git()

    def serve(self, first: str = "") -> None:
        """Build what is stale, the visual `first` before all others; then what changes.

        Ends by KeyboardInterrupt, or by StartOver.
        """
        self._watcher.watch(self._settings.folders)
        self._attempt(lambda: self._look(first))
        self._ahead.warm(self._project.visuals.values())
        while True:
            self._attempt(lambda: self._go_on(self._inbox.next()))

    def _attempt(self, step: Callable[[], None]) -> None:
        """Do one step; what keeps it from going on is reported, and it is tried again soon."""
        try:
            step()
        except Exception as error:
            self._report.say_error(error)
            self._inbox.look_in(PATIENCE)

    def _go_on(self, happened: Happened | None) -> None:
        match happened:
            case None:
                self._look()
            case Drawn() as drawn:
                self._build_drawn([drawn, *self._inbox.also_drawn()])
            case paths:
                self._touch(paths)

    def _look_when_calm(self) -> None:
        """Look at everything when all is built, or what is not takes long."""
        self._inbox.look_in(PATIENCE if self._in_hand else CALM)

    def _draw(self, visual: Visual, *, is_urgent: bool) -> None:
        self._in_hand[visual.id] = self._project.token(visual)
        self._ahead.draw(visual, is_urgent=is_urgent)

    def _touch(self, paths: frozenset[str]) -> None:
        """Have what paths touch drawn; where that is unclear, look at everything soon."""
        if not paths:
            if why := self._watcher.polls:
                self._report.say_once(f"looking at all files again and again, {why}")
            self._inbox.look_in(0)
            return
        reads = self._project.reads
        paths = frozenset(path for path in paths if reads(path) or not is_noise(path))
        if not paths:
            return
        if any(map(self._settings.is_code, paths)):
            raise StartOver
        self._report.begin()
        if len(paths) > BURST or self._git.is_at_work():
            self._inbox.look_in(CALM)
            return
        touched = self._project.touched(paths)
        for visual in touched.visuals:
            self._draw(visual, is_urgent=True)
        if touched.is_unclear:
            self._inbox.look_in(UNCLEAR)
        else:
            self._look_when_calm()

    def _build_drawn(self, drawn: Iterable[Drawn]) -> None:
        """Have doit build what is drawn, and show it."""
        latest = {each.visual.id: each for each in drawn if not each.stop.is_called}
        for name in latest:
            self._in_hand.pop(name, None)
        if any(map(self._is_as_drawn, latest.values())):
            self._have_built(latest)
        self._look_when_calm()

    def _have_built(self, latest: Mapping[str, Drawn]) -> None:
        with locked(self._build.plan.lock):
            self._run.refresh()
            latest = {name: each for name, each in latest.items() if self._is_as_drawn(each)}
            visuals = [self._project.visuals[name] for name in latest]
            self._build.work.foresee(
                [each.render for each in latest.values() if each.render],
                [each.normal for each in latest.values() if each.normal],
            )
            again = {visual.id for visual in visuals if self._project.has_failed_so(visual)}
            for visual in visuals:
                self._project.begin(visual)
            self._run.visuals([visual.id for visual in visuals], self._report.reporter(again))
        self._show(visuals)
        for visual in visuals:
            drawn = latest[visual.id]
            inputs = drawn.render[1].inputs if drawn.render else {}
            self._project.built(visual, inputs, drawn.source)

    def _is_as_drawn(self, drawn: Drawn) -> bool:
        """Whether there is such a visual still, and its source is there and holds what was drawn.

        Its change is about to be reported.
        """
        visual = self._project.visuals.get(drawn.visual.id)
        if visual is None:
            return False
        if drawn.source:
            return drawn.source == self._build.hashes.state(drawn.visual.source)
        return visual.is_broken or os.path.exists(drawn.visual.source)

    def _show(self, visuals: Iterable[Visual]) -> None:
        build = self._build
        shown: dict[str, bytes] = {}
        for visual in visuals:
            each = build.failed.get(visual.id) or build.built_of(visual)
            if each:
                shown[visual.id] = encoded_row(build.plan, each)
        self._audience.send(shown)

    def _look(self, first: str = "") -> None:
        """Have everything that is stale drawn; where nothing is, write the pages."""
        if self._git.is_at_work():
            self._inbox.look_in(CALM)
            return
        self._check_settings()
        self._watcher.watch_trees()
        if not os.path.isdir(self._build.plan.config.questions):
            self._report.say_trouble("the folder of questions is gone; waiting until it is back")
            self._inbox.rest()
            return
        self._read_accepted()
        before = self._project.visuals.keys()
        stale = [each for each in self._project.look() if not self._run.is_ignored(each.id)]
        self._report.say_mended(self._project.fresh)
        self._watcher.watch(self._project.folders)
        gone = before - self._project.visuals.keys()
        fresh = self._in_hand.keys() - {visual.id for visual in stale}  # as when it was undone
        for name in gone | fresh:
            self._ahead.forget(name)
            self._in_hand.pop(name, None)
        self._audience.send(dict.fromkeys(gone))
        new = [each for each in stale if self._in_hand.get(each.id) != self._project.token(each)]
        self._build.outputs.probe(self._build.plan.manifest)  # one line, not one for each visual
        for visual in new:
            self._draw(visual, is_urgent=visual.id == first)
        self._inbox.rest()  # what is drawn ends the calm
        if not new:
            self._write_pages()
            if self._project.must_try_again:
                self._inbox.look_in(PATIENCE)

    def _check_settings(self) -> None:
        before = self._settings.problem
        if self._settings.must_start_over():
            raise StartOver
        if self._settings.problem not in ("", before):
            self._report.say(
                f"{self._settings.problem}\n"
                f"the old settings are used until this is mended, and {' or '.join(FILES)} saved"
            )

    def _read_accepted(self) -> None:
        """Read what was reviewed and accepted, for what is built from now on."""
        try:
            self._build.reviews = read_reviews(REVIEWS)
            self._build.baseline = read_baseline(BASELINE)
        except VisualsError as error:
            self._report.say_once(f"{error}\nuntil then the old one is used")

    def _state(self) -> dict[str, Any]:
        build = self._build
        return state(len(build.tree.questions), len(build.built()), [*build.failed.values()])

    def _write_pages(self) -> None:
        build, mark = self._build, self._audience.mark
        with locked(build.plan.lock):
            if self._run.refresh():  # another doit was at work: look again at what it left
                self._inbox.look_in(0)
                return
            if not self._run.pages(self._report.reporter(PAGES)):
                self._inbox.look_in(PATIENCE)
        if build.no_manifest not in ("", self._no_manifest):
            self._report.say(build.no_manifest)
        self._no_manifest = build.no_manifest
        self._audience.shown = mark
        page = build.outputs.read(build.plan.gallery) or b""
        self._audience.send_page(rows_in(page), self._state())
        if not self._in_hand:
            self._report.end(len(build.visuals))
        build.save()
        gc.collect()
        gc.freeze()
