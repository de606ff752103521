"""What a task remembers and what there is now → the reasons why it has to run.

A task is fresh when there is no reason. Everything is told by hashes of bytes: those that the
task read, those that it wrote, and what else shapes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.fingerprint import digest
from pipeline.hashes import Hashes
from pipeline.model import ABSENT, Visual
from pipeline.outputs import Outputs
from pipeline.plan import Plan

Values = Mapping[str, Any]
"""What doit saved for a task when it last succeeded; empty where it never did."""


class Freshness:
    """Compares what tasks remember with what there is, under one plan."""

    def __init__(self, plan: Plan, hashes: Hashes, outputs: Outputs) -> None:
        self.plan, self.hashes, self.outputs = plan, hashes, outputs

    def render(self, visual: Visual, values: Values) -> Iterator[str]:
        """Why `visual` has to be rendered."""
        if not values:
            yield "never built"
            return
        if values["fingerprint"] != self.plan.render_fingerprint(visual.kind):
            yield from _changed_parts(values["parts"], self.plan.render_parts(visual.kind))
        if visual.source not in values["inputs"]:
            yield f"source is now {visual.source}"
        for path, state in values["inputs"].items():
            if (now := self.hashes.state(path)) != state:
                yield _changed_input(path, state, now, path == visual.source)
        yield from self._output(self.plan.paths(visual).raw, values["raw"])

    def normalize(self, visual: Visual, values: Values, rendered: Values) -> Iterator[str]:
        """Why the raw SVG of `visual` has to be normalized, given what its render remembers."""
        if not values:
            yield "never built"
            return
        if values["raw"] != rendered.get("raw"):
            yield "the raw SVG changed"
        if values["texts"] != self.texts(visual, rendered):
            yield f"alt, caption or findings changed: {visual.question_file}"
        if values["fingerprint"] != self.plan.normalize_fingerprint:
            yield from _changed_parts(values["parts"], self.plan.normalize_parts)
        paths = self.plan.paths(visual)
        yield from self._output(paths.svg, values["svg"])
        yield from self._output(paths.findings, values["findings"])

    def texts(self, visual: Visual, rendered: Values) -> str:
        """The hash of what an SVG and its findings take from the question and the render."""
        findings = [finding.to_dict() for finding in visual.findings]
        drawing = [visual.id, visual.caption, visual.alt, visual.source, visual.kind]
        return digest([drawing, findings, rendered.get("warnings", [])])

    def page(self, path: str, content: bytes) -> Iterator[str]:
        """Why the manifest or the gallery at `path` has to be written to hold `content`."""
        now = self.outputs.read(path)
        if now != content:
            yield f"{path} is missing" if now is None else f"{path} would change"

    def _output(self, path: str, expected: str) -> Iterator[str]:
        now = self.hashes.output(path, self.outputs)
        if now is None:
            yield f"{path} is missing"
        elif now != expected:
            yield f"output edited by hand: {path}"


def _changed_input(path: str, before: str, now: str, is_source: bool) -> str:
    if is_source:
        return f"source changed: {path}"
    if path.endswith("/"):
        return f"lists {path}, which changed"
    if before == ABSENT:
        return f"looks for {path}, which is there now"
    return f"reads {path}, which {'is gone' if now == ABSENT else 'changed'}"


def _changed_parts(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*before, *now}):
        old, new = before.get(name, "none"), now.get(name, "none")
        if old != new:
            is_hash = len(old) == len(new) == 64
            yield f"{name} changed" if is_hash else f"{name} {old} → {new}"
