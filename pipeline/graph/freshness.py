"""What a task remembers and what there is now → the reasons why it has to run.

A task is fresh when there is no reason. Everything is compared by hashes of bytes: those that the
task read, those that it wrote, and what else shapes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from os.path import lexists

from pipeline.files.fingerprint import digest
from pipeline.files.hashes import Hashes
from pipeline.files.inputs import MODULE
from pipeline.files.outputs import Outputs
from pipeline.files.regular import SOURCE, read_regular
from pipeline.files.saved.stat_cache import StatCache
from pipeline.model import ABSENT, CHANGED, Finding, Visual, findings_in, is_error
from pipeline.plan import MAY_READ, Plan
from pipeline.plan.late import Late, LateWork
from pipeline.plan.records import NormalRecord, RenderRecord
from pipeline.verdicts import MARK_HALF


class Freshness:
    """Compares what tasks remember with what there is, under one plan.

    `late_work` is what ran into its time limit.
    """

    def __init__(self, plan: Plan, hashes: Hashes, outputs: Outputs) -> None:
        self.plan, self.hashes, self.outputs = plan, hashes, outputs
        self._parts = StatCache(plan.parts)
        self.late_work = LateWork(plan.late, plan.config.limits.timeout, hashes.state)

    def remember(self, fingerprint: str, parts: Mapping[str, str]) -> None:
        """Keep what a fingerprint is the hash of, to say later what of it has changed."""
        if self._parts.get(fingerprint) is None:
            self._parts.set(fingerprint, dict(parts))

    def save(self) -> None:
        """Write what was learnt."""
        self._parts.save()
        self.late_work.save()

    def late(self, visual: Visual) -> Late | None:
        """What is known of a render that ran into its time limit and is not tried again."""
        if not self.late_work.knows(visual.id):
            return None
        try:
            job = self.plan.job(visual, read_regular(visual.source, SOURCE))
        except OSError:
            return None
        return self.late_work.find(visual.id, self.plan.render_key(job))

    def render(self, visual: Visual, record: RenderRecord | None) -> Iterator[str]:
        """Why `visual` has to be rendered."""
        paths = self.plan.paths(visual)
        if errors := [finding for finding in visual.findings if is_error(finding)]:
            yield from (f"fails by {error.code}: {error.message}" for error in errors)
            return
        if record is None:
            has_failed = self.outputs.is_regular(paths.findings) and not lexists(paths.svg)
            if has_failed and self.late(visual):
                yield "ran into its time limit, is not tried again until something changes"
            else:
                yield "failed last time" if has_failed else "never built"
            return
        if record.fingerprint != self.plan.render_fingerprint(visual.kind):
            yield from self._changed(record.fingerprint, self.plan.render_parts(visual.kind))
        if record.params != self.plan.params(visual):
            yield f"params changed: {visual.question_file}"
        if visual.source not in record.inputs:
            yield f"source is now {visual.source}"
        for path, state in record.inputs.items():
            if (now := self.hashes.state(path)) != state:
                yield _changed_input(path, state, now, path == visual.source)
        left = list(self.output(paths.raw, record.raw))
        found = self.outputs.read(paths.findings) if left and not lexists(paths.raw) else None
        has_failed = any(map(is_error, findings_in(found or b"")))
        yield from ["failed last time"] if has_failed else left

    def normalize(
        self, visual: Visual, record: NormalRecord | None, rendered: RenderRecord | None
    ) -> Iterator[str]:
        """Why the raw SVG of `visual` has to be normalized, given what its render remembers.

        Where the render is about to run, `rendered` is None, and only what does not depend on it
        is reported.
        """
        if record is None:
            yield "never built"
            return
        if rendered and record.raw != rendered.raw:
            yield f"render:{visual.id} drew something else"
        if rendered and record.warned != hash_of_warnings(rendered.warnings):
            yield f"render:{visual.id} warns of something else"
        if rendered and record.source not in ("", rendered.inputs.get(visual.source)):
            yield f"findings name lines of {visual.source}, which changed"
        if record.asks[:MARK_HALF] != visual.asks[:MARK_HALF]:
            yield f"claims, params or texts that they name changed: {visual.question_file}"
        elif (record.is_untrue and record.asks != visual.asks) or (
            record.said_at not in ("", visual.said_at)
        ):
            yield f"findings name lines of {visual.question_file}, which changed"
        if record.texts != texts(visual):
            yield f"alt, caption, findings or file name changed: {visual.question_file}"
        if record.fingerprint != self.plan.normalize_fingerprint:
            yield from self._changed(record.fingerprint, self.plan.normalize_parts)
        yield from self.svg(visual, record)
        paths = self.plan.paths(visual)
        yield from self.output(paths.findings, record.findings)
        if record.claims and visual.asks:
            yield from self.output(paths.claims, record.claims)

    def svg(self, visual: Visual, record: NormalRecord) -> Iterator[str]:
        """Why the SVG that `normalize:ID` wrote is not there any more."""
        yield from self.output(self.plan.paths(visual).svg, record.svg)

    def output(self, path: str, expected: str) -> Iterator[str]:
        """Why the built file at `path` is not the one whose SHA-256 is `expected`."""
        now = self.hashes.output(path, self.outputs)
        if now is None:
            yield f"{path} is missing"
        elif now != expected:
            yield f"output edited by hand: {path}"

    def _changed(self, fingerprint: str, now: Mapping[str, str]) -> Iterator[str]:
        """What has another version or hash than under `fingerprint`, as far as that is known."""
        before = self._parts.get(fingerprint)
        if isinstance(before, dict):
            yield from _changed_parts(before, now)
        else:
            yield "versions, settings, fonts or code changed"


def hash_of_warnings(warnings: Sequence[Finding]) -> str:
    """The hash of what a render warned of, "" where that is nothing."""
    return digest(list(warnings)) if warnings else ""


def texts(visual: Visual) -> str:
    """The hash of what an SVG and its findings, which name its file, take from the question."""
    words = (visual.id, visual.caption, visual.alt, visual.source, visual.kind)
    taken = (words, visual.question_file, visual.findings)
    return hashlib.sha256(ascii(taken).encode()).hexdigest()


def _changed_input(path: str, before: str, now: str, is_source: bool) -> str:
    if before == CHANGED:
        return f"changed while it was rendered: {path}"
    if is_source:
        return f"source changed: {path}"
    if path.endswith(MODULE):
        return _changed_module(path.removesuffix(MODULE), before, now)
    if path.endswith("//"):
        return f"reads where {path.rstrip('/')} leads, which changed"
    if path.endswith("/"):
        return f"lists {path}, which changed"
    if before == ABSENT:
        return f"looks for {path}, which is there now"
    return f"reads {path}, which {'is gone' if now == ABSENT else 'changed'}"


def _changed_module(name: str, before: str, now: str) -> str:
    if before == ABSENT:
        return f"looks for the package {name}, which is there now"
    kinds = {before.split()[0], now.split()[0]}
    if kinds == {"package"}:
        return f"imports {name}: {before.partition(' ')[2]} → {now.partition(' ')[2]}"
    return f"imports {name}, which {'is gone' if now == ABSENT else 'changed'}"


def _changed_parts(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*before, *now}):
        old, new = before.get(name, "none"), now.get(name, "none")
        if name == MAY_READ:
            gone = {*old.splitlines()}.difference(new.splitlines())
            yield from (f"{name}: {folder} is none of them now" for folder in sorted(gone))
        elif old != new:
            is_hash = len(old) == len(new) == 64
            yield f"{name} changed" if is_hash else f"{name} {old} → {new}"
