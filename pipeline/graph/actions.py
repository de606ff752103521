"""What doit executes for each kind of task; failures are doit's, and carry findings."""

from __future__ import annotations

import abc
import contextlib
import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

from doit.action import BaseAction
from doit.exceptions import TaskFailed

from pipeline.files.outputs import is_being_written, remove
from pipeline.files.regular import SOURCE, read_regular
from pipeline.findings.show import beginning, ending
from pipeline.graph.build import Build
from pipeline.graph.freshness import hash_of, texts
from pipeline.manifest import Failed
from pipeline.model import CHANGED, OUR_FAULT, Finding, Visual, findings_json, is_error
from pipeline.plan.late import Late
from pipeline.plan.records import NormalRecord, PageRecord, Record, RenderRecord

READABLE = "put a file that can be read in its place, or name another one by source: …"
REMEMBERED = 4096
"""Characters of what a script printed that are remembered: each run reads them all."""


class Action(BaseAction, abc.ABC):  # type: ignore[misc] # doit is untyped
    """One piece of work. Whatever goes wrong in it fails its task and no other.

    doit reads `out`, `err`, `result` and `values` of every action; the reporter reads `out`, which
    is what a script printed, `findings`, the number of those that are `accepted`, which it leaves
    out, and the lines in `removed`.
    """

    name: ClassVar[str]

    def __init__(self, build: Build) -> None:
        self.build = build
        self.task: Any = None
        self.out: str | None = None
        self.err: str | None = None
        self.result: Any = None
        self.record: Record | None = None
        self.findings: Sequence[Finding] = ()
        self.accepted = 0
        self.removed: Sequence[str] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def values(self) -> dict[str, Any]:
        """What doit is to save, made when it asks: it keeps a copy of its own."""
        return self.record._asdict() if self.record else {}

    def execute(self, out: object = None, err: object = None) -> TaskFailed | None:
        """Run the work; an exception would end doit's whole run, so none gets out."""
        try:
            return self.run()
        except Exception as error:
            return TaskFailed(f"{self.name}: {_said(error)}")

    @abc.abstractmethod
    def run(self) -> TaskFailed | None:
        """Do the work, leaving a `record`; None where it succeeded."""


class VisualAction(Action):
    """Work on one visual; `is_kept` says that the result came from the store."""

    def __init__(self, build: Build, visual: Visual) -> None:
        super().__init__(build)
        self.visual = visual
        self.paths = build.plan.paths(visual)
        self.is_kept = False

    def execute(self, out: object = None, err: object = None) -> TaskFailed | None:
        """Run the work; what is unforeseen fails the visual too, so that nothing stale stays."""
        try:
            return self.run()
        except Exception as error:
            finding = self._unforeseen(error)
        try:
            return self.fail((*self.visual.findings, finding))
        except Exception as error:
            return TaskFailed(f"{self.visual.id}: {_said(error)}")

    def _unforeseen(self, error: Exception) -> Finding:
        """The finding on an exception: the disk is full, say, or something of ours failed."""
        is_disk = isinstance(error, OSError)
        hint = "make room, or mend the permissions there" if is_disk else OUR_FAULT
        return _error("R004", self.visual, f"{self.name}: {_said(error)}", hint)

    def report(self, findings: tuple[Finding, ...]) -> None:
        """Have findings reported, except those that the baseline accepts."""
        self.findings, accepted = self.build.baseline.split(findings)
        self.accepted = len(accepted)

    def fail(self, findings: tuple[Finding, ...], late: Late | None = None) -> TaskFailed:
        """Take the visual's files away, leave its findings, and fail the task; `late` work too."""
        self.report(late.said(self.visual.id, findings) if late else findings)
        self.build.fail(Failed(self.visual, findings, ending(self.out or "", 2 * REMEMBERED)))
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
            return self.fail((*visual.findings, _error("Q004", visual, reason, READABLE)))
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
            inputs=dict(sorted(rendered.inputs.items())),
            raw=_sha256(rendered.raw),
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
        drawing = build.plan.drawing(visual, raw, _content(visual))
        kept, late_work = build.work.find_normal(drawing), build.fresh.late_work
        key, self.out = build.plan.normalize_key(drawing), rendered.output
        if kept is None and (late := late_work.find(visual.id, key)):
            return self.fail((*visual.findings, *rendered.warnings, *late.findings), late)
        normalized = kept or build.work.normalize(drawing, build.plan.config.limits)
        late_work.keep(visual.id, key, normalized.findings, {})
        findings = (*visual.findings, *rendered.warnings, *normalized.findings)
        if normalized.svg is None:
            return self.fail(findings)
        self.out, self.is_kept = None, kept is not None
        as_json = findings_json(findings)
        self._write(normalized.svg, as_json)
        self.report(findings)
        build.fresh.remember(build.plan.normalize_fingerprint, build.plan.normalize_parts)
        self.record = NormalRecord(
            fingerprint=build.plan.normalize_fingerprint,
            raw=_sha256(raw),
            warned=hash_of(rendered.warnings),
            texts=texts(visual),
            source=_sha256(drawing.content) if normalized.findings else "",
            svg=_sha256(normalized.svg),
            findings=_sha256(as_json),
            bytes=len(normalized.svg),
            width=normalized.width,
            height=normalized.height,
            warnings=len(findings),
            seconds=round(normalized.seconds, 4),
        )
        return None

    def _write(self, svg: bytes, as_json: bytes) -> None:
        self.build.write(self.paths.svg, svg)
        self.build.write(self.paths.findings, as_json)
        with contextlib.suppress(OSError):  # it lies in the cache, without which a build goes on
            remove(self.paths.last_good)


class Manifest(Action):
    """All that was built → build/manifest.json."""

    name = "list every SVG in the manifest"

    def run(self) -> TaskFailed | None:
        """Write the manifest; doit runs this only where nothing failed."""
        listed, key = self.build.listed()
        content = self.build.manifest(listed) or b""
        self.build.outputs.write(self.build.plan.manifest, content)
        self.record = PageRecord(key, _sha256(content))
        return None


class Gallery(Action):
    """All that was built → build/index.html."""

    name = "show every SVG on a page"

    def run(self) -> TaskFailed | None:
        """Write the gallery; doit runs this only where nothing failed."""
        built = self.build.listed()[0]
        page = self.build.gallery(built)
        self.build.outputs.write(self.build.plan.gallery, page.content)
        key = self.build.gallery_key(self.build.manifest_key, built)
        self.record = PageRecord(key if page.is_settled else CHANGED, _sha256(page.content))
        return None


def _said(error: Exception) -> str:
    """What went wrong; by the system, of which file too, unless that has a name of its own."""
    if not isinstance(error, OSError):
        return f"{type(error).__name__}: {error}"
    reason, file = error.strerror or str(error), str(error.filename or "")
    return f"{reason}: {file}" if file and not is_being_written(file) else reason


def _error(code: str, visual: Visual, reason: str, hint: str = "") -> Finding:
    return Finding(code, "error", visual.question_file, reason, hint, visual.id)


def _content(visual: Visual) -> bytes:
    """What the source holds now; a change since the render is seen by the next build."""
    try:
        return read_regular(visual.source, SOURCE)
    except OSError:
        return b""


def _sha256(content: bytes | bytearray) -> str:
    return hashlib.sha256(content).hexdigest()
