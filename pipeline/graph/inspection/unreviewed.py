"""Published visuals and reviews → P001 for each that nobody reviewed as it is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.graph.build import Build
from pipeline.graph.standing import Standing
from pipeline.load.question_file import place_of_status
from pipeline.model import Finding, Visual
from pipeline.printing import printable


def unreviewed(build: Build, visuals: Sequence[Visual], standing: Standing) -> Iterator[Finding]:
    """The findings, where `review = "required"`; a visual that failed has nothing to review."""
    for visual in visuals if build.plan.config.review == "required" else ():
        if visual.status == "published" and visual.id not in standing.failed:
            yield from _of(build, visual, visual.id in standing.stale)


def _of(build: Build, visual: Visual, is_stale: bool) -> Iterator[Finding]:
    built, review = build.built_of(visual), build.reviews.get(visual.id)
    is_current = built is not None and built.review == "current"
    if review is not None and (is_current or is_stale):
        return
    line, column = place_of_status(visual.question_file) or (None, None)
    since = f"and changed since {printable(review.by)} reviewed it" if review else ""
    yield Finding(
        "P001", "warning", visual.question_file,
        f"{visual.id} is published {since or 'without a review'}",
        f"look at it, then run doit approve {visual.id} --by NAME",
        visual.id, line, column,
    )  # fmt: skip
