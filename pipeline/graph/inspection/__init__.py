"""The build as it is → what `doit check` reports: findings, and what is stale (contract 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.findings.baseline import Baseline
from pipeline.graph.build import Build
from pipeline.graph.inspection.copies import copies_astray
from pipeline.graph.inspection.named import Named
from pipeline.graph.inspection.orphans import orphans
from pipeline.graph.inspection.unreviewed import unreviewed
from pipeline.graph.standing import Standing
from pipeline.model import Finding, Visual, is_error
from pipeline.reviews.book import REVIEWS


class Inspection(NamedTuple):
    """What is wrong with a tree; `pages` are stale files that belong to no one visual.

    Of the visuals in `unknown`, which are stale or have errors, not all findings are known; codes
    in `unsought` were not looked for. `looked_at` is the number of visuals that named files touch,
    None where the whole tree was looked at.
    `findings` are all until `against` takes out those that a baseline accepts; `gone` is what it
    accepts and no longer is found, which only a look at the whole tree can say.
    """

    findings: tuple[Finding, ...]
    stale: tuple[str, ...]
    pages: tuple[str, ...]
    published: frozenset[str]
    unknown: frozenset[str]
    unsought: frozenset[str] = frozenset()
    looked_at: int | None = None
    accepted: tuple[Finding, ...] = ()
    gone: Baseline = Baseline()

    def against(self, baseline: Baseline) -> Inspection:
        """The same, with what `baseline` accepts apart."""
        new, accepted = baseline.split(self.findings)
        found = self._replace(findings=tuple(new), accepted=tuple(accepted))
        if self.looked_at is not None:
            return found
        return found._replace(gone=baseline.gone(self.findings, self.unknown, self.unsought))

    @property
    def all_stale(self) -> tuple[str, ...]:
        """The visuals and the pages that are stale."""
        return *self.stale, *self.pages

    @property
    def exit_code(self) -> int:
        """0 clean, 1 stale, 2 errors or warnings on published visuals."""
        if any(is_error(each) or each.visual in self.published for each in self.findings):
            return 2
        return 1 if self.all_stale else 0


def inspect(build: Build, twice: bool = False, named: Named | None = None) -> Inspection:
    """Look at every question, source and output; nothing is built and nothing written.

    `twice`: what can be rendered is rendered again, to see whether it is the same. `named`: only
    the visuals that these files touch are looked at, and none of the pages.
    """
    visuals = [each for each in build.visuals if named is None or _touches(build, each, named)]
    standing = Standing(build, visuals)
    found = [
        *standing.findings,
        *copies_astray(build, [each for each in visuals if each.id not in standing.waiting]),
        *unreviewed(build, visuals, standing),
        *(each for each in orphans(build) if named is None or each.file in named),
        *(_changing(build, visuals) if twice else ()),
    ]
    errors = {each.visual or "" for each in found if is_error(each)}
    return Inspection(
        findings=tuple(sorted(found, key=_place)),
        stale=tuple(standing.stale),
        pages=() if named else tuple(_stale_pages(standing)),
        published=frozenset(v.id for v in visuals if v.status == "published"),
        unknown=frozenset(standing.waiting | errors),
        unsought=frozenset() if twice else frozenset({"R006"}),
        looked_at=len(visuals) if named else None,
    )


def _touches(build: Build, visual: Visual, named: Named) -> bool:
    """Whether a named file is the question, the source, the published copy or an input."""
    files = {visual.question_file, visual.source, build.plan.published(visual)}
    files |= {finding.file for finding in visual.findings}  # of another question with this id
    if visual.status == "published" and build.plan.config.review == "required":
        files.add(REVIEWS)
    record = build.rendered(visual)
    inputs = record.inputs if record else {}
    files |= {path for path in inputs if not path.endswith("/")}
    return any(file in named for file in files) or any(
        named.have_one_in(path) and build.hashes.state(path) != state
        for path, state in inputs.items()
        if path.endswith("/")
    )


def _stale_pages(standing: Standing) -> Iterator[str]:
    """Pages that the next build writes anew; after a failure they are as that build left them."""
    only_failed = bool(standing.failed) and not standing.stale
    planned = {each.task for each in standing.forecast.tasks}
    for task in ("manifest", "gallery", "prune"):
        if task in planned and (task == "prune" or not only_failed):
            yield task


def _changing(build: Build, visuals: Sequence[Visual]) -> list[Finding]:
    from pipeline.graph.inspection.twice import Twice

    with Twice(build) as twice:
        return twice.findings(visuals)


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line or 0, finding.column or 0, finding.code
