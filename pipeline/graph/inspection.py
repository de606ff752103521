"""The build as it is → what `doit check` reports: findings, and what is stale (contract 7)."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence, Set
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.files.deep import walk
from pipeline.files.named import Named
from pipeline.findings.baseline import Baseline
from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast
from pipeline.kinds import ROWS, kind_of
from pipeline.load.folders import ENDINGS, stem
from pipeline.load.question_file import NOT_BUILT, place_of_status, status_in
from pipeline.model import Finding, Visual, is_error
from pipeline.parcels import read
from pipeline.printing import printable
from pipeline.reviews.book import REVIEWS

_SOURCE_ENDINGS = tuple({row.ending for row in ROWS})


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
    def exit_code(self) -> int:
        """0 clean, 1 stale, 2 errors or warnings on published visuals."""
        if any(is_error(each) or each.visual in self.published for each in self.findings):
            return 2
        return 1 if self.stale or self.pages else 0


def inspect(build: Build, twice: bool = False, named: Named | None = None) -> Inspection:
    """Look at every question, source and output; nothing is built and nothing written.

    `twice`: what can be rendered is rendered again, to see whether it is the same. `named`: only
    the visuals that these files touch are looked at, and none of the pages.
    """
    visuals = [each for each in build.visuals if named is None or _touches(build, each, named)]
    forecast = Forecast(build, of=visuals)
    waiting = [visual.id for visual in visuals if visual.id in forecast.visuals]
    of_visuals = [finding for visual in visuals for finding in findings_of(build, visual)]
    failed = {each.visual for each in of_visuals if is_error(each)}
    stale = [name for name in waiting if name not in failed]
    orphans = [each for each in _orphans(build) if named is None or each.file in named]
    findings = [
        *of_visuals,
        *_stale_copies(build, visuals, set(waiting)),
        *_unreviewed(build, visuals, {*stale}, failed),
        *orphans,
        *(_changing(build, visuals) if twice else ()),
    ]
    pages = () if named else _stale_pages(forecast, only_failed=bool(waiting) and not stale)
    return Inspection(
        findings=tuple(sorted(findings, key=_place)),
        stale=tuple(stale),
        pages=tuple(pages),
        published=frozenset(v.id for v in visuals if v.status == "published"),
        unknown=frozenset([*waiting, *(each.visual or "" for each in findings if is_error(each))]),
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


def _stale_pages(forecast: Forecast, only_failed: bool) -> Iterator[str]:
    """Pages that the next build writes anew; after a failure they are as that build left them."""
    planned = {each.task for each in forecast.tasks}
    for task in ("manifest", "gallery", "prune"):
        if task in planned and (task == "prune" or not only_failed):
            yield task


def _changing(build: Build, visuals: Sequence[Visual]) -> list[Finding]:
    from pipeline.graph.twice import Twice

    with Twice(build) as twice:
        return twice.findings(visuals)


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line or 0, finding.column or 0, finding.code


def findings_of(build: Build, visual: Visual) -> list[Finding]:
    """What loading found, and what the last build found where that is not out of date."""
    content = build.outputs.read(build.plan.paths(visual).findings)
    if visual.is_broken or content is None:
        return list(visual.findings)
    try:
        rows = [[row[name] for name in Finding._fields] for row in json.loads(content)]
        found = [read(Finding, row) for row in rows]
    except (ValueError, TypeError, KeyError, RecursionError):
        return list(visual.findings)  # someone has edited it
    has_failed = any(map(is_error, found)) and build.normalized(visual) is None
    is_fresh = not any(build.render_reasons(visual)) and not any(build.normalize_reasons(visual))
    return found if has_failed or is_fresh else list(visual.findings)


def _unreviewed(
    build: Build, visuals: Sequence[Visual], stale: Set[str], failed: Set[str | None]
) -> Iterator[Finding]:
    """P001: published visuals that nobody reviewed as they are built."""
    published = [each for each in visuals if each.status == "published" and each.id not in failed]
    for visual in published if build.plan.config.review == "required" else ():
        built, review = build.built_of(visual), build.reviews.get(visual.id)
        is_current = built is not None and built.review == "current"
        if review is None or not (is_current or visual.id in stale):
            line, column = place_of_status(visual.question_file) or (None, None)
            since = f"and changed since {printable(review.by)} reviewed it" if review else ""
            yield Finding(
                "P001", "warning", visual.question_file,
                f"{visual.id} is published {since or 'without a review'}",
                f"look at it, then run doit approve {visual.id} --by NAME",
                visual.id, line, column,
            )  # fmt: skip


def _stale_copies(build: Build, visuals: Sequence[Visual], stale: set[str]) -> Iterator[Finding]:
    """B002: a published copy that is not the SVG that is built now."""
    for visual in visuals:
        copy, svg = build.plan.published(visual), build.plan.paths(visual).svg
        if copy == visual.source or visual.id in stale or not os.path.lexists(copy):
            continue
        if build.hashes.state(copy) != build.hashes.state(svg):
            yield Finding(
                "B002", "warning", copy, f"this published copy differs from {svg}",
                "copy the built SVG over it", visual.id,
            )  # fmt: skip


def _orphans(build: Build) -> Iterator[Finding]:
    """B001: sources and SVGs that no question names and no script reads.

    Beside a script that is not built, modules may be its own, and are not reported; nor is what
    bears the name of a question that is broken.
    """
    used = {visual.source for visual in build.visuals}
    used |= set(map(build.plan.published, build.visuals))
    used |= {_real(source) for source in used if os.path.islink(source)}
    unknown = set()
    failing = [visual for visual in build.visuals if visual.is_broken]
    broken = {visual.question for visual in failing}
    for visual in build.visuals:
        if record := build.rendered(visual):
            used.update(record.inputs)
        elif kind_of(visual.kind).is_alone:
            unknown.add(str(PurePosixPath(visual.source).parent))
    for path in _sources(build.plan.config.sources or build.plan.config.questions):
        folder = str(PurePosixPath(path).parent)
        if path in used or (path.endswith(".py") and folder in unknown) or _is_put_aside(path):
            continue
        if PurePosixPath(path).stem.partition("--")[0] in broken:
            continue
        what = "SVG" if path.endswith(".svg") else "source"
        hint = _way_to_use(build, path, failing)
        yield Finding("B001", "warning", path, f"no question names this {what}", hint)


def _real(link: str) -> str:
    """Where the file lies that a link leads to, from the project."""
    return os.path.relpath(os.path.realpath(link), os.path.realpath(".")).replace(os.sep, "/")


def _way_to_use(build: Build, path: str, failing: list[Visual]) -> str:
    """What to do about a source that none names; to remove it only if no question may mean it."""
    name = stem(path).partition("--")[0]
    question = next((each for each in build.tree.questions if stem(each) == name), None)
    if question:
        return f"name it in a visual of {question}"
    folder, sources = str(PurePosixPath(path).parent), build.plan.config.sources
    beside = [
        visual.question_file
        for visual in failing
        if folder
        == (f"{sources}/{visual.track}" if sources else os.path.dirname(visual.question_file))
    ]
    if beside:
        likely = max(beside, key=lambda file: SequenceMatcher(None, stem(file), name).ratio())
        return f"name it in a question; mend {likely} first, which may mean it"
    return "name it in a question, or remove it"


def _sources(folder: str) -> Iterator[str]:
    for parent, folders, names in walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if name.endswith(_SOURCE_ENDINGS):
                path = f"{parent}/{name}".replace(os.sep, "/")
                yield os.fsencode(path).decode("utf-8", "replace")


def _is_put_aside(path: str) -> bool:
    """Whether the question beside it is archived or deleted, and so not built."""
    question = re.sub(r"(--[^/]*)?\.\w+$", "", path)
    return any(status_in(question + ending) in NOT_BUILT for ending in ENDINGS)
