"""A build, and what was there before → each visual that differs, compared by the workers."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.compare.change import Change, Group, Review, Side, rank
from pipeline.compare.comparison import Comparison, Pair
from pipeline.files.regular import read_regular
from pipeline.graph.build import Build
from pipeline.graph.earlier.base import Was, in_threads
from pipeline.graph.earlier.copies import (
    MOST_SHOWN,
    as_built,
    copy_of,
    left_over,
    of_picture,
    texts_of,
)
from pipeline.graph.forecast import Forecast
from pipeline.graph.pruning import why_gone
from pipeline.manifest import Built
from pipeline.model import Finding, Visual, findings_in, is_error

COPIES = "the published copies"
COMPARE = "pipeline.compare.pair"
NOT_BUILT = "It is not built, since something changed meanwhile. Run doit review again."


class _Now(NamedTuple):
    """What is built now: each visual with its picture, and those that failed."""

    built: dict[str, Built]
    sides: dict[str, Side]
    failed: list[Visual]


def against_copies(build: Build) -> Review:
    """What differs from the published copies."""
    now = _now(build)
    copies = {name: copy for name, each in now.built.items()
              if (copy := copy_of(build, each.visual)) is not None}  # fmt: skip
    own = {name for name, each in now.built.items() if build.plan.is_source(each.visual)}
    differs = [
        name for name in now.built.keys() - own
        if copies.get(name) != now.sides[name].svg or _on_claims(now.sides[name].findings)
    ]  # fmt: skip

    def change(name: str) -> Change:
        each, after = now.built[name], now.sides[name]
        if name not in copies:
            return _change("new", each.visual, None, after, each.reviewed)
        before = as_built(build, each.visual, copies[name])
        # Findings of both by the same eyes: those of a build also come from its source. What is
        # published has kept its claims.
        again = of_picture(as_built(build, each.visual, after.svg).findings)
        return _compared(build, each, before, after, (*again, *_on_claims(after.findings)))

    changes = in_threads(build.work, change, sorted(differs))
    for visual in now.failed:
        copy = None if build.plan.is_source(visual) else copy_of(build, visual)
        changes.append(_failed(build, visual, as_built(build, visual, copy) if copy else None))
    changes += [_left(build, path) for path in left_over(build)]
    return _review(COPIES, changes, len(now.built) - len(differs), len(own))


def against_revision(build: Build, revision: str, was: Mapping[str, Was]) -> Review:
    """What differs from the build of a revision, which is `was`."""
    now = _now(build)
    differs = [name for name, side in now.sides.items() if not _is_same(was.get(name), side)]

    def change(name: str) -> Change:
        each, after, earlier = now.built[name], now.sides[name], was.get(name)
        if earlier is None or earlier.side is None:
            note = "It failed in that revision." if earlier else ""
            return _change("new", each.visual, None, after, each.reviewed, note)
        return _compared(build, each, earlier.side, after, after.findings)

    changes = in_threads(build.work, change, sorted(differs))
    for visual in now.failed:
        earlier = was.get(visual.id)
        changes.append(_failed(build, visual, earlier.side if earlier else None))
    living = {visual.id for visual in build.visuals}
    files = build.tree.files
    for name in sorted(was.keys() - living):
        note = why_gone(files, name)
        changes.append(_change("gone", was[name].visual, was[name].side, None, note=note))
    return _review(revision, changes, len(now.built) - len(differs), 0)


def _now(build: Build) -> _Now:
    stale = Forecast(build).visuals
    built, sides, failed = {}, {}, []
    for visual in build.visuals:
        each = None if visual.id in stale else build.built_of(visual)
        paths = build.plan.paths(visual)
        svg = build.outputs.read(paths.svg)
        if each is None or svg is None:
            failed.append(visual)
            continue
        built[visual.id] = each
        findings = findings_in(build.outputs.read(paths.findings) or b"")
        sides[visual.id] = Side(svg, visual.alt, visual.caption, visual.source, findings)
    return _Now(built, sides, failed)


def _is_same(earlier: Was | None, now: Side) -> bool:
    was = earlier.side if earlier else None
    if was is None:
        return False
    same = (was.svg, was.alt, was.caption) == (now.svg, now.alt, now.caption)
    return same and [*map(_said, was.findings)] == [*map(_said, now.findings)]


def _on_claims(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that say which claims are not true."""
    return tuple(each for each in findings if each.code in ("C001", "C002"))


def _said(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _change(
    group: Group, visual: Visual, before: Side | None, after: Side | None,
    reviewed: str = "", note: str = "",
) -> Change:  # fmt: skip
    return Change(group, visual.id, visual.track, visual.kind, visual.status, before, after,
                  reviewed=reviewed, note=note)  # fmt: skip


def _compared(
    build: Build, each: Built, before: Side, after: Side, findings: tuple[Finding, ...]
) -> Change:
    """A visual that has changed; `findings` are those of `after` that `before` could have."""
    found = _compare(build, before, after)
    was, now = set(map(_said, before.findings)), set(map(_said, findings))
    return _change("changed", each.visual, before, after, each.reviewed)._replace(
        comparison=found,
        new=tuple(each for each in findings if _said(each) not in was),
        mended=tuple(each for each in before.findings if _said(each) not in now),
    )


def _compare(build: Build, before: Side, after: Side) -> Comparison:
    pair = Pair(
        before.svg, after.svg,
        before.alt, after.alt or "", before.caption, after.caption or "",
    )  # fmt: skip
    limits, warm_up = build.plan.config.limits, f"{COMPARE}:warm_up"
    outcome = build.work.workers.call(f"{COMPARE}:compare", pair, limits, Comparison, warm_up)
    if outcome.value is None:
        return Comparison(unseen=f"the comparison ended early: {outcome.reason or outcome.failure}")
    return outcome.value


def _failed(build: Build, visual: Visual, before: Side | None) -> Change:
    content = build.outputs.read(build.plan.paths(visual).findings) or b""
    findings = () if visual.is_broken else findings_in(content)
    errors = tuple(filter(is_error, findings or visual.findings))
    note = "" if errors else NOT_BUILT
    return _change("failed", visual, before, None, note=note)._replace(new=errors)


def _left(build: Build, path: str) -> Change:
    """A copy that no visual makes any more."""
    name, track = PurePosixPath(path).stem, PurePosixPath(path).parent.name
    copy = b""
    with contextlib.suppress(OSError):
        copy = read_regular(path, MOST_SHOWN)
    caption, alt = texts_of(copy)
    return Change("gone", name, track, "svg", "", Side(copy, alt, caption, path), None,
                  note=_why_left(build, name))  # fmt: skip


def _why_left(build: Build, name: str) -> str:
    question = name.partition("--")[0]
    if any(visual.question == question for visual in build.visuals):
        return "no visual is written there now"
    files = build.tree.files
    return why_gone(files, name) if question in files else "no question names it"


def _review(against: str, changes: list[Change], unchanged: int, uncompared: int) -> Review:
    return Review(against, tuple(sorted(changes, key=rank)), unchanged, uncompared)
