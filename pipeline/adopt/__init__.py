"""Another repository as it is → what it needs to build its visuals there: three small files.

survey ─▶ changes

Nothing is written over what is there, and what is there already is left (contract 1).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.adopt.changes import AdoptError, changes, settings_there
from pipeline.adopt.survey import Survey, survey
from pipeline.files.paths import leads_out, way_to
from pipeline.findings.show import counted
from pipeline.printing import shown


class Named(NamedTuple):
    """Folders that the command line names, "" where they are to be looked for."""

    questions: str = ""
    sources: str = ""
    published: str = ""


def adopt(named: Named) -> Iterator[str]:
    """Write what the repository in the current folder lacks; the lines that say what was done.

    Raises VisualsError: AdoptError or ConfigError, before anything is written unless a disk fails.
    """
    there = settings_there()
    if there:
        found = survey(there.questions)._replace(sources=there.sources, build=there.build)
    else:
        found = survey(*(_folder(*each) for each in named._asdict().items()))
    todo = changes(found)
    for each in todo:
        each.make()
        yield each.said
    if there and any(named):
        yield "the options are not used: change [tool.visuals] in pyproject.toml instead"
    yield from _found(found, is_set=there is not None)
    if not any(each.content or not each.is_enough for each in todo):
        yield "nothing to do: this repository is set up"
        return
    first = "" if all(each.is_enough for each in todo) else "add these lines to dodo.py, then "
    if found.number:
        yield f"next: {first}doit builds every visual, and doit check says what is wrong"
    else:
        yield f"next: {first}doit new cloud-1 --kind dot writes a question to begin with"


def _folder(option: str, folder: str) -> str:
    """The folder relative to the repository, as settings name it. Raises AdoptError."""
    if not folder:
        return ""
    place = way_to(os.path.abspath(folder))
    if leads_out(place):
        raise AdoptError(f"--{option} {shown(folder)} lies outside of this repository")
    if option != "published" and not os.path.isdir(place):
        raise AdoptError(f"--{option}: there is no folder {shown(place)} here")
    return place


def _found(found: Survey, *, is_set: bool) -> Iterator[str]:
    way = "`questions` in [tool.visuals] in pyproject.toml" if is_set else "--questions DIR"
    if not found.number:
        where = f"in {found.questions}/" if found.questions else "here"
        yield f"found no questions {where}: {way} names their folder"
        return
    number = counted(found.number, "question")
    sources = f"in {found.sources}/<track>/" if found.sources else "beside the questions"
    with_visual = f"{found.with_visual} with a visual"
    yield f"found {number} in {found.questions}/, {with_visual}; sources {sources}"
    if found.lost:
        drawings = counted(sum(found.lost.values()), "drawing")
        place = os.path.commonpath(found.lost)
        yield (
            f"found {drawings} in {place or '.'}/, where doit does not look: move them beside the "
            "questions, or to <track>/ in a folder that `sources` in [tool.visuals] names"
        )
    for each in found.others:
        yield f"there are questions in {each}/ as well: {way} names another folder"
