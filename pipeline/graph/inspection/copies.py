"""Visuals that are built → B002 and B003: published copies that are stale or missing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from pipeline.graph.build import Build
from pipeline.model import Finding, Visual
from pipeline.shipping.copies import Copies


def copies_astray(build: Build, visuals: Iterable[Visual]) -> Iterator[Finding]:
    """A finding for each of the fresh `visuals` whose copy is not the SVG that is built.

    One that is missing is a finding only where the settings have a folder of copies, and of a
    visual that is published.
    """
    copies = copies_of(build)
    for visual in visuals:
        copy, svg = build.plan.published(visual), build.plan.paths(visual).svg
        if build.plan.is_source(visual):
            continue
        if os.path.lexists(copy):
            if build.hashes.state(copy) == build.hashes.state(svg):
                continue
            code, message = "B002", f"this published copy differs from {svg}"
        elif build.plan.config.published and visual.status == "published":
            code, message = "B003", f"{visual.id} is published, and its copy is missing here"
        else:
            continue
        hint = copies.obstacle(visual) or f"doit publish {visual.id}"
        yield Finding(code, "warning", copy, message, hint, visual.id)


def copies_of(build: Build) -> Copies:
    """The published copies of the project, with what its visuals read."""

    def inputs(visual: Visual) -> Iterable[str]:
        record = build.rendered(visual)
        return record.files if record else ()

    return Copies(build.plan, build.visuals, inputs)
