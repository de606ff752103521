"""Visuals that are built → B002 and B003: published copies that are stale or missing."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator

from pipeline.files.regular import QUESTION, read_regular
from pipeline.graph.build import Build
from pipeline.load.folders import stem
from pipeline.load.misspelt import may_carry_visual
from pipeline.load.question_file import searchable, source_folder
from pipeline.load.reader import read_question
from pipeline.model import Finding, Visual
from pipeline.shipping.copies import Copies, holds

_SVG = re.compile(rb"[\w.-]+\.svg\b")


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
            if is_current(build, visual):
                continue
            code, message = "B002", f"this published copy differs from {svg}"
        elif build.plan.config.published and visual.status == "published":
            code, message = "B003", f"{visual.id} is published, and its copy is missing here"
        else:
            continue
        obstacle = copies.obstacle(visual) or copies.source_there(visual)
        hint = obstacle or f"doit publish {visual.id}"
        yield Finding(code, "warning", copy, message, hint, visual.id)


def is_current(build: Build, visual: Visual) -> bool:
    """Whether what stands in the place of a copy is the SVG that is built."""
    copy, svg = build.plan.published(visual), build.plan.paths(visual).svg
    state = build.hashes.state
    return state(copy) == state(svg) or holds(copy, build.outputs.read(svg))


def copies_of(build: Build) -> Copies:
    """The published copies of the project, with what its visuals read."""

    def inputs(visual: Visual) -> Iterable[str]:
        record = build.rendered(visual)
        return record.files if record else ()

    return Copies(build.plan, build.visuals, inputs, lambda: _set_aside(build))


def _set_aside(build: Build) -> Iterator[tuple[str, str]]:
    """The sources of questions that are not built at all: archived, deleted or broken ones."""
    config = build.plan.config
    built = {each.question_file for each in build.visuals if not each.is_broken}
    broken = {each.question_file for each in build.visuals} - built
    for file in [each for each in build.tree.questions if each not in built]:
        data = b""
        with contextlib.suppress(OSError):
            data = read_regular(file, QUESTION)
        if file in broken:
            names = {f"{stem(file)}.svg", *map(bytes.decode, _SVG.findall(searchable(data)))}
            folders = {source_folder(config, file, track) for track in config.tracks}
            what = f"perhaps the source of {stem(file)}, which is broken"
            yield from ((f"{folder}/{name}", what) for folder in folders for name in names)
        elif may_carry_visual(data):
            for visual in read_question(data, file, config, even_unbuilt=True).visuals:
                yield visual.source, f"the source of {visual.id}, which is not built"
