"""What is built, reviewed and published → where each visual stands, and what drafts still lack."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from pipeline.findings.show import counted
from pipeline.graph.build import Build
from pipeline.graph.inspection.copies import is_current
from pipeline.graph.standing import Standing
from pipeline.model import Finding, Visual, is_error
from pipeline.printing import printable

Copy = Literal["none", "stale", "current"]


class Readiness(NamedTuple):
    """Where a visual stands.

    `made` is whether it is built as it is now. `errors` are why it failed, `warnings` what the
    baseline does not accept. `review` is that of what is built, `reviewer` whose it is. `copy` is
    the published copy, None where that is the source itself. `lacks` says what has to be done
    before it may be published, each time with the way out, `waits_for` which other visuals of its
    question lack something: a status is that of all of them. `copy_due` says what has to be done
    about the copy of a published one.
    """

    visual: Visual
    made: Literal["built", "stale", "failed"]
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    review: str
    reviewer: str
    copy: Copy | None
    lacks: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    copy_due: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it is a draft that can be promoted."""
        return self.visual.status == "draft" and not (self.lacks or self.waits_for)

    @property
    def unbuilt(self) -> str:
        """Why there is nothing to look at or to ship, with the way out; "" where it is built."""
        name = self.visual.id
        if self.made == "failed":
            return f"it failed ({_codes(self.errors)}): mend it, then run doit {name}"
        return f"it is not built as it is now: run doit {name}" if self.made == "stale" else ""

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        visual = self.visual
        return {
            "id": visual.id,
            "question": visual.question,
            "track": visual.track,
            "status": visual.status,
            "build": self.made,
            "errors": [finding.to_dict() for finding in self.errors],
            "warnings": [finding.to_dict() for finding in self.warnings],
            "review": self.review,
            "by": self.reviewer or None,
            "copy": self.copy,
            "lacks": list(self.lacks),
            "waits_for": list(self.waits_for),
        }


def readiness(build: Build, visuals: Sequence[Visual]) -> list[Readiness]:
    """Where each of `visuals` stands; nothing is built and nothing written."""
    files = {visual.question_file for visual in visuals}
    beside = [visual for visual in build.visuals if visual.question_file in files]
    standing = Standing(build, beside)
    found = {each.id: _readiness(build, each, standing) for each in beside}
    lacking: dict[str, list[str]] = defaultdict(list)
    for name, each in found.items():
        if each.lacks:
            lacking[each.visual.question_file].append(name)
    return [
        found[visual.id]._replace(
            waits_for=tuple(n for n in lacking[visual.question_file] if n != visual.id)
        )
        for visual in visuals
    ]


def _readiness(build: Build, visual: Visual, standing: Standing) -> Readiness:
    findings = standing.of[visual.id]
    errors = tuple(filter(is_error, findings))
    new, _ = build.baseline.split(finding for finding in findings if not is_error(finding))
    made, review = build.built_of(visual), build.reviews.get(visual.id)
    each = Readiness(
        visual,
        "failed" if errors else "stale" if visual.id in standing.waiting else "built",
        errors,
        tuple(new),
        made.review if made else "stale" if review else "none",
        review.by if review else "",
        _copy(build, visual),
    )
    lacks = [*_lacks(each, build.plan.config.review == "required")]
    if made and any(made.normalized.verdicts) and not made.normalized.drawn:
        way_out = f"doit facts {visual.id} shows what can be claimed"
        lacks.append(f"none of its claims is about what is drawn: add one; {way_out}")
    due = _copy_due(each, is_needed=build.plan.config.published is not None)
    return each._replace(lacks=tuple(lacks), copy_due=due)


def _copy(build: Build, visual: Visual) -> Copy | None:
    if build.plan.is_source(visual):
        return None
    if not os.path.lexists(build.plan.published(visual)):
        return "none"
    return "current" if is_current(build, visual) else "stale"


def _copy_due(each: Readiness, is_needed: bool) -> str:
    """What B002 or B003 says of it; a copy that is missing counts where copies have a folder."""
    if each.visual.status != "published" or each.unbuilt:
        return ""
    way_out = f"run doit publish {each.visual.id}"
    if each.copy == "stale":
        return f"its published copy differs from what is built: {way_out}"
    return f"its published copy is missing: {way_out}" if each.copy == "none" and is_needed else ""


def _lacks(each: Readiness, is_review_required: bool) -> Iterator[str]:
    visual = each.visual
    if each.unbuilt:
        yield each.unbuilt
    if warnings := each.warnings:
        told = f"{counted(len(warnings), 'warning')} ({_codes(warnings)})"
        yield f"it has {told}: doit check {visual.source} shows what to mend"
    is_unread = visual.source == visual.question_file  # which then stands in for it
    for text in ("alt", "caption"):
        is_said = any(text in each.message for each in (*each.errors, *warnings))
        if not (getattr(visual, text) or is_said or is_unread):
            yield f"it has no {text}: write one in {visual.question_file}"
    if is_review_required and each.review != "current":
        told = "nobody has reviewed it"
        if each.reviewer:
            told = f"it changed since {printable(each.reviewer)} reviewed it"
        yield f"{told}: look at it, then run doit approve {visual.id} --by NAME"


def _codes(findings: Sequence[Finding]) -> str:
    return ", ".join(sorted({finding.code for finding in findings}))
