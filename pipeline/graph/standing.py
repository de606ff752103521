"""The build as it is → where each visual stands: built and fresh, stale, or failed; and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain

from pipeline.graph.build import Build
from pipeline.graph.forecast import Forecast
from pipeline.manifest import Failed
from pipeline.model import Finding, Visual, is_error
from pipeline.parcels import read


class Standing:
    """Where `visuals` stand; nothing is built and nothing written.

    `forecast` is what the next build would do for them, `findings` are all that are known, and `of`
    has them by visual. `waiting` are the ids of those that the next build would work on: `stale`
    ones, sorted, and those in `failed`.
    """

    def __init__(self, build: Build, visuals: Sequence[Visual]) -> None:
        self.forecast = Forecast(build, of=visuals)
        self.waiting = {visual.id for visual in visuals} & self.forecast.visuals
        self.of = {visual.id: tuple(_findings_of(build, visual)) for visual in visuals}
        self.findings = [*chain.from_iterable(self.of.values())]
        self.failed = {
            visual.id: Failed(visual, self.of[visual.id])
            for visual in visuals
            if any(map(is_error, self.of[visual.id]))
        }
        self.stale = sorted(self.waiting - self.failed.keys())


def _findings_of(build: Build, visual: Visual) -> list[Finding]:
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
