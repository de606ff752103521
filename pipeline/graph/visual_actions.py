"""What doit executes for one visual; failures are doit's, and carry findings."""

from __future__ import annotations

import contextlib

from doit.exceptions import TaskFailed

from pipeline.files.outputs import remove
from pipeline.files.regular import SOURCE, read_regular
from pipeline.findings.show import beginning, ending
from pipeline.graph.actions import Action, said, sha256_of, way_out
from pipeline.graph.build import Build
from pipeline.graph.freshness import hash_of_warnings, texts
from pipeline.load.opening import read_asking
from pipeline.manifest import Failed
from pipeline.model import (
    OUR_FAULT,
    Finding,
    Visual,
    by_place,
    findings_in,
    findings_json,
    is_error,
)
from pipeline.plan import NOTHING_ASKED
from pipeline.plan.late import Late
from pipeline.plan.records import NO_CLAIMS, NormalRecord, RenderRecord
from pipeline.verdicts import counts, verdicts_json
from pipeline.worker.shortage import SHORT, shortage

READABLE = "put a file that can be read in its place, or name another one by source: …"
REMEMBERED = 4096
"""Characters of what a script printed that are remembered: each run reads them all."""


class VisualAction(Action):
    """Work on one visual."""

    def __init__(self, build: Build, visual: Visual) -> None:
        super().__init__(build)
        self.visual = visual
        self.paths = build.plan.paths(visual)
        self._is_by_machine = False

    def execute(self, out: object = None, err: object = None) -> TaskFailed | None:
        """Run the work; what is unforeseen fails the visual too, so that nothing stale stays."""
        try:
            return self.run()
        except Exception as error:
            finding = self._unforeseen(error)
        try:
            return self.fail((*(self.findings or self.visual.findings), finding))
        except Exception as error:
            return TaskFailed(f"{self.visual.id}: {said(error)}")

    def _unforeseen(self, error: Exception) -> Finding:
        """The finding on an exception: the disk is full, say, or something of ours failed."""
        hint = way_out(error)
        self._is_by_machine = bool(hint)
        return _error("R004", self.visual, f"{self.name}: {said(error)}", hint or OUR_FAULT)

    def report(self, findings: tuple[Finding, ...]) -> None:
        """Have findings reported, except those that the baseline accepts."""
        self.findings, accepted = self.build.baseline.split(sorted(findings, key=by_place))
        self.accepted = len(accepted)

    def fail(self, findings: tuple[Finding, ...], late: Late | None = None) -> TaskFailed:
        """Take the visual's files away, leave its findings, and fail the task; `late` work too.

        Work of a run that was interrupted ended with its processes, which says nothing of it.
        """
        if self.build.work.is_ended:
            return TaskFailed(f"{self.visual.id}: interrupted")
        self.report(late.said(self.visual.id, findings) if late else findings)
        output = ending(self.out or "", 2 * REMEMBERED)
        self.build.fail(Failed(self.visual, findings, output, self._is_by_machine))
        codes = sorted({finding.code for finding in findings if is_error(finding)})
        return TaskFailed(f"{self.visual.id}: {', '.join(codes)}")


class Render(VisualAction):
    """Source → raw SVG."""

    name = "render the source to a raw SVG"

    def run(self) -> TaskFailed | None:
        """Render the bytes that the source has now."""
        visual, build, plan, work = self.visual, self.build, self.build.plan, self.build.work
        if visual.is_broken:
            return self.fail(visual.findings)
        try:
            job = plan.job(visual, read_regular(visual.source, SOURCE))
        except OSError as error:
            reason = f"the source {visual.source} cannot be read: {error.strerror}"
            hint = SHORT if shortage(error) else READABLE
            return self.fail((*visual.findings, _error("Q004", visual, reason, hint)))
        kept, late_work, key = work.find_render(job), build.fresh.late_work, plan.render_key(job)
        if kept is None and (late := late_work.find(visual.id, key)):
            self.out = late.output
            return self.fail((*visual.findings, *late.findings), late)
        kept = kept or work.find_shared(job)
        rendered = kept or work.render(job, visual, build.rendered(visual))
        self.out, self.is_kept = rendered.output, kept is not None
        late_work.keep(visual.id, key, rendered.findings, rendered.inputs, rendered.output)
        if rendered.raw is None:
            return self.fail((*visual.findings, *rendered.findings))
        build.write(self.paths.raw, rendered.raw)
        build.fresh.remember(job.fingerprint, plan.render_parts(visual.kind))
        self.record = RenderRecord(
            fingerprint=job.fingerprint,
            params=plan.params(visual),
            inputs=dict(sorted(rendered.inputs.items())),
            raw=sha256_of(rendered.raw),
            renderer=rendered.renderer,
            warnings=rendered.findings,
            seconds=round(rendered.seconds, 4),
            output=beginning(rendered.output, REMEMBERED),
        )
        return None


class Normalize(VisualAction):
    """Raw SVG → SVG in normal form, and all findings of the visual."""

    name = "normalize the raw SVG and check it"

    def run(self) -> TaskFailed | None:
        """Normalize the raw SVG that lies in the build folder."""
        visual, build = self.visual, self.build
        raw = build.outputs.read(self.paths.raw)
        if raw is None:
            reason = f"{self.paths.raw} is missing; run doit again"
            return self.fail((*visual.findings, _error("R003", visual, reason)))
        rendered = build.rendered(visual)
        assert rendered is not None, "doit runs this after the render"
        asking = read_asking(visual, build.plan.config)
        asks = asking.asks if asking else NOTHING_ASKED
        drawing = build.plan.drawing(visual, raw, _content(visual), asks)
        kept, late_work = build.work.find_normal(drawing), build.fresh.late_work
        key, self.out = build.plan.normalize_key(drawing), rendered.output
        if kept is None and (late := late_work.find(visual.id, key)):
            return self.fail((*visual.findings, *rendered.warnings, *late.findings), late)
        normalized = kept or build.work.normalize(drawing)
        late_work.keep(visual.id, key, normalized.findings, {})
        on_claims = asking.findings(normalized.verdicts, visual) if asking else ()
        findings = (*visual.findings, *rendered.warnings, *normalized.findings, *on_claims)
        if normalized.svg is None:
            return self.fail(findings)
        self.out, self.is_kept = None, kept is not None
        as_json, verdicts = findings_json(findings), verdicts_json(normalized.verdicts)
        self._write(normalized.svg, as_json, verdicts if visual.asks else b"")
        self.report(findings)
        build.fresh.remember(build.plan.normalize_fingerprint, build.plan.normalize_parts)
        self.record = NormalRecord(
            fingerprint=build.plan.normalize_fingerprint,
            raw=sha256_of(raw),
            warned=hash_of_warnings(rendered.warnings),
            texts=texts(visual),
            source=sha256_of(drawing.content) if normalized.findings else "",
            svg=sha256_of(normalized.svg),
            findings=sha256_of(as_json),
            bytes=len(normalized.svg),
            width=normalized.width,
            height=normalized.height,
            warnings=len(findings),
            seconds=round(normalized.seconds, 4),
            asks=_same(asking.mark if asking else "", visual.asks),
            claims=sha256_of(verdicts) if visual.asks else "",
            verdicts=counts(normalized.verdicts) if normalized.verdicts else NO_CLAIMS,
            drawn=sum(each.is_drawn for each in normalized.verdicts),
            said_at=visual.said_at if any(map(_is_of_text, normalized.findings)) else "",
        )
        return None

    def recall(self) -> None:
        """Have reported what was found last time: the raw SVG is the same, and so are they."""
        self.report(findings_in(self.build.outputs.read(self.paths.findings) or b""))

    def _write(self, svg: bytes, as_json: bytes, verdicts: bytes) -> None:
        self.build.write(self.paths.svg, svg)
        self.build.write(self.paths.findings, as_json)
        if verdicts:
            self.build.write(self.paths.claims, verdicts)
        with contextlib.suppress(OSError):  # it lies in the cache, without which a build goes on
            remove(self.paths.last_good)


def _error(code: str, visual: Visual, reason: str, hint: str = "") -> Finding:
    return Finding(code, "error", visual.question_file, reason, hint, visual.id)


def _is_of_text(finding: Finding) -> bool:
    return finding.code == "C003"


def _same(text: str, other: str) -> str:
    """The other text where both are the same: of ten thousand, each is in memory once then."""
    return other if text == other else text


def _content(visual: Visual) -> bytes:
    """What the source holds now; a change since the render is seen by the next build."""
    try:
        return read_regular(visual.source, SOURCE)
    except OSError:
        return b""
