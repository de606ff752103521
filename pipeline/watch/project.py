"""Paths that changed → the visuals that they touch."""

from __future__ import annotations

import math
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from pipeline.files.paths import way_to
from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast
from pipeline.load.opening import read_again
from pipeline.model import CHANGED, Visual
from pipeline.watch.ahead import PATIENCE

Token = tuple[Visual, tuple[tuple[str, str], ...]]
"""A visual and the states of what its render read."""


class Touched(NamedTuple):
    """The stale visuals that some paths touch, and whether only a look at everything can say."""

    visuals: tuple[Visual, ...]
    is_unclear: bool


class Failure(NamedTuple):
    """What a visual failed with, and the `monotonic` time from which on the same may succeed."""

    token: Token
    until: float = math.inf


class Project:
    """The build as it was last looked at, and which files each visual is made of.

    A visual that failed is not tried again before something changes of what it read; where the
    disk failed, it is soon. One that was drawn while something changed is drawn once more.
    """

    def __init__(self, build: Build) -> None:
        self.build = build
        self.visuals: dict[str, Visual] = {}
        self.fresh: set[str] = set()
        self._questions: frozenset[str] = frozenset()
        self._users: dict[str, set[str]] = defaultdict(set)
        self._inputs: dict[str, frozenset[str]] = {}
        self._failed: dict[str, Failure] = {}
        self._unsettled: dict[str, Token] = {}

    def look(self) -> list[Visual]:
        """Read the whole tree again; the visuals that are stale, those that failed left out."""
        build = self.build
        build.look_again()
        self.visuals = {visual.id: visual for visual in build.visuals}
        for name in [*self._failed]:
            if name not in self.visuals:
                self.forget(name)
        self._questions = frozenset(build.tree.questions)
        self._users = defaultdict(set)
        for visual in build.visuals:
            for path in self._read_by(visual):
                self._users[path].add(visual.id)
        stale = Forecast(build).visuals
        self.fresh = self.visuals.keys() - stale
        for name in build.failed.keys() - stale:  # another doit has built it since
            self.forget(name)
        return [visual for visual in build.visuals if visual.id in stale and self._is_due(visual)]

    @property
    def must_try_again(self) -> bool:
        """Whether there are visuals for which the disk failed."""
        return any(each.until < math.inf for each in self._failed.values())

    @property
    def folders(self) -> set[str]:
        """The folders that hold what was read, or looked for."""
        return {os.path.dirname(path) or "." for path in self._users}

    def reads(self, path: str) -> bool:
        """Whether a visual is made of what lies there, or of the names beside it."""
        return path in self._users or _folder(path) in self._users

    def touched(self, paths: Iterable[str]) -> Touched:
        """The stale visuals that changes at these paths concern.

        Why a source is gone, and what is meant instead, is known when all questions are read.
        """
        names: set[str] = set()
        is_unclear = False
        for path in paths:
            found, is_known = self._touched(path)
            names |= found
            is_unclear |= not is_known
        visuals = [self.visuals[name] for name in sorted(names) if name in self.visuals]
        there = [each for each in visuals if os.path.exists(each.source)]
        is_unclear |= len(there) < len(visuals)
        return Touched(tuple(each for each in there if self._is_stale(each)), is_unclear)

    def built(self, visual: Visual, inputs: Mapping[str, str], source: str = "") -> None:
        """Note what the render of a visual read, with the states then, and whether it failed so.

        `source` is the state that its source had: it may have been saved since.
        Where inputs changed meanwhile, nobody knows of which it is: it is drawn again, unless that
        came to the same before. What is saved all the time would never come to rest.
        """
        before = self._inputs.get(visual.id, frozenset())
        failed = self.build.failed.get(visual.id)
        self._inputs[visual.id] = frozenset(inputs) | (before if failed else frozenset())
        for path in self._read_by(visual):
            self._users[path].add(visual.id)
        unsettled, now = self._unsettled.pop(visual.id, None), self.token(visual)
        then = self.token(visual, {**inputs, visual.source: source})
        self._failed.pop(visual.id, None)
        if failed and failed.is_by_disk:
            self._failed[visual.id] = Failure(then, time.monotonic() + PATIENCE)
        elif CHANGED in inputs.values():
            self._unsettled[visual.id] = now
            if unsettled == now:
                self._failed[visual.id] = Failure(now)
        elif failed:
            self._failed[visual.id] = Failure(then)

    def begin(self, visual: Visual) -> None:
        """A visual is to be built now: keep what its last render read, which doit may forget."""
        self._inputs[visual.id] = frozenset(self._read_by(visual))
        self._forget_failure(visual.id)

    def forget(self, name: str) -> None:
        """Forget that a visual failed, or that there was one of that id."""
        self._inputs.pop(name, None)
        self._forget_failure(name)

    def _forget_failure(self, name: str) -> None:
        self._failed.pop(name, None)
        self.build.failed.pop(name, None)

    def _touched(self, path: str) -> tuple[set[str], bool]:
        """The ids of the visuals that a path concerns, and whether those are all."""
        names = self._users.get(path, set()) | self._users.get(_folder(path), set())
        if path in self._users and not _is_settled(path):
            return names, False
        if path in self._questions and not self._read_again(path):
            return names, False
        return names, path in self._questions or bool(names)

    def _read_again(self, question: str) -> bool:
        """Read a question file; whether nothing but its own visuals can have changed."""
        build = self.build
        before = [v for v in self.visuals.values() if v.question_file == question]
        now = read_again(before, question, build.plan.config, build.tree.readings)
        if now is None:
            return False
        self.visuals |= now
        build.tree = build.tree._replace(visuals=tuple(self.visuals.values()))
        return True

    def _read_by(self, visual: Visual) -> set[str]:
        record = self.build.rendered(visual)
        inputs = record.inputs if record else ()
        files = (visual.question_file, visual.source)
        ends = [way_to(os.path.realpath(path)) for path in files if os.path.islink(path)]
        return {*files, *ends, *inputs, *self._inputs.get(visual.id, ())}

    def _is_stale(self, visual: Visual) -> bool:
        build = self.build
        reasons = (build.render_reasons(visual), build.normalize_reasons(visual))
        return any(any(each) for each in reasons) and self._is_due(visual)

    def _is_due(self, visual: Visual) -> bool:
        return not self.has_failed_so(visual) or time.monotonic() >= self._failed[visual.id].until

    def has_failed_so(self, visual: Visual) -> bool:
        """Whether a visual failed with all that it is made of as it is now."""
        known = self._failed.get(visual.id)
        return known is not None and known.token == self.token(visual)

    def token(self, visual: Visual, then: Mapping[str, str] = MappingProxyType({})) -> Token:
        """What stands for a visual and all that its render read, as it is now.

        What has a state in `then` is taken as it was then.
        """
        if visual.is_broken:
            return visual, ()
        state = self.build.hashes.state
        paths = sorted(self._read_by(visual))
        return visual, tuple((path, then.get(path) or state(path)) for path in paths)


def _folder(path: str) -> str:
    """The key of the listing of the folder in which something lies."""
    return f"{os.path.dirname(path) or '.'}/"


def _is_settled(path: str) -> bool:
    """Whether a file is there and holds something; editors may save by way of neither."""
    try:
        return os.stat(path).st_size > 0
    except OSError:
        return False
