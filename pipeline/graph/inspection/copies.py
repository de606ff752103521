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
from pipeline.shipping.copies import Copies, is_current

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
            if is_current(copy, svg, build.hashes.state):
                continue
            code, message = "B002", f"this published copy differs from {svg}"
        elif build.plan.config.published and visual.status == "published":
            code, message = "B003", f"{visual.id} is published, and its copy is missing here"
        else:
            continue
        obstacle = copies.obstacle(visual) or copies.source_there(visual)
        hint = obstacle or f"doit publish {visual.id}"
        yield Finding(code, "warning", copy, message, hint, visual.id)


def copies_of(build: Build) -> Copies:
    """The published copies of the project, with what its visuals read."""

    def inputs(visual: Visual) -> Iterable[str]:
        record = build.rendered(visual)
        return record.files if record else ()

    return Copies(build.plan, build.visuals, inputs, lambda: _set_aside(build))


def unbuilt(build: Build) -> Iterator[Visual]:
    """The visuals of questions that are not built at all: archived and deleted ones."""
    built = {each.question_file for each in build.visuals}
    for file in [each for each in build.tree.questions if each not in built]:
        data = _text(file)
        if may_carry_visual(data):
            yield from read_question(data, file, build.plan.config, even_unbuilt=True).visuals


def _set_aside(build: Build) -> Iterator[tuple[str, str]]:
    """The sources of questions that are not built: archived, deleted or broken ones."""
    config = build.plan.config
    built = {each.question_file for each in build.visuals if not each.is_broken}
    broken = {each.question_file for each in build.visuals} - built
    for file in [each for each in build.tree.questions if each in broken]:
        names = {f"{stem(file)}.svg", *map(bytes.decode, _SVG.findall(searchable(_text(file))))}
        folders = {source_folder(config, file, track) for track in config.tracks}
        what = f"perhaps the source of {stem(file)}, which is broken"
        yield from ((f"{folder}/{name}", what) for folder in folders for name in names)
    for visual in unbuilt(build):
        yield visual.source, f"the source of {visual.id}, which is not built"


def _text(file: str) -> bytes:
    with contextlib.suppress(OSError):
        return read_regular(file, QUESTION)
    return b""
