"""`doit release DIR`: published visuals alone, as a folder that a site can serve (contract 8)."""

from __future__ import annotations

import errno
import functools
import os
from collections.abc import Iterator
from typing import Any, ClassVar

import doit
from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.files.regular import CACHE, QUESTION, read_regular
from pipeline.findings.show import counted
from pipeline.graph.actions import unwritten
from pipeline.graph.build import Build
from pipeline.graph.inspection.unreviewed import unreviewed
from pipeline.graph.standing import Standing
from pipeline.manifest import Built
from pipeline.model import Visual, VisualsError
from pipeline.printing import printable, shown
from pipeline.shipping import release
from pipeline.shipping.built_svg import read_built
from pipeline.shipping.place import (
    FAILURES,
    PlaceError,
    holds,
    refuse_what_is_no_place,
    refuse_what_no_release_made,
)
from pipeline.shipping.swap import recover, swap_in


class Release(Command):
    """Puts the published visuals into a folder, all at once, or refuses and says which is why."""

    doc_purpose = "make a folder with all published visuals, for the site"
    doc_usage = "DIR"
    doc_description = (
        "DIR is a new or an empty folder, or one that a release made, which is replaced as a "
        "whole. Drafts that failed are listed in its failures.json. Exits with 0, or with 2 when a "
        "published visual failed, is stale, has a claim that is not true, or lacks the review that "
        "the settings require; run doit first."
    )
    most_words: ClassVar[int | None] = 1
    cmd_options: tuple[dict[str, Any], ...] = ()

    def _execute(self, pos_args: list[str]) -> int:
        if not pos_args:
            raise InvalidCommand(f"it needs a folder; {self._usage}")
        name, folder = pos_args[0], os.path.join(doit.get_initial_workdir(), pos_args[0])
        with self.locked():
            try:
                return self._release(name, os.path.abspath(folder))
            except PlaceError as error:
                raise InvalidCommand(f"{shown(name)} {error}") from error
            except _NotAsBuiltError as error:
                print(error)
                return 2
            except OSError as error:
                if error.errno in _FIXED:
                    raise InvalidCommand(f"{shown(name)} {FIXED}") from error
                raise InvalidCommand(unwritten(shown(name), error)) from error

    def _release(self, name: str, folder: str) -> int:
        build = self.build
        refuse_what_is_no_place(folder, os.curdir, _taken(build))
        recover(folder)
        refuse_what_no_release_made(folder)
        standing = Standing(build, build.visuals)
        if unready := [*_unready(build, standing)]:
            print("\n".join(map(printable, unready)))
            print("nothing is released: the site would lack what is published")
            return 2
        built = [each for each in build.built() if each.visual.status == "published"]
        failed = list(standing.failed.values())
        files = functools.partial(release.files, built, failed, functools.partial(_svg, build))
        is_same = holds(folder, files())
        if not is_same:
            swap_in(folder, files(), functools.partial(refuse_what_no_release_made, folder))
        what = "is as it was" if is_same else "written"
        how_many = counted(len(built), "visual")
        print(f"{printable(name)} {what}: {how_many} · sha256 {release.sha256(built)}")
        if failed:
            print(f"{len(failed)} failed and not published: {printable(name)}/{FAILURES} says why")
        return 0


_FIXED = (errno.EBUSY, errno.EXDEV)
FIXED = (
    "cannot be replaced as a whole, since it is mounted there, or comes with the image of a "
    "container: name a new folder, such as one in it"
)


class _NotAsBuiltError(VisualsError):
    """A built SVG is another one by now."""


def _svg(build: Build, built: Built) -> bytes:
    """The bytes of an SVG as it was built. Raises _NotAsBuiltError."""
    path = build.plan.paths(built.visual).svg
    svg = read_built(build.outputs, path, built.normalized)
    if svg is None:
        raise _NotAsBuiltError(f"{built.visual.id} is not as it was built: run doit first")
    return svg


def _unready(build: Build, standing: Standing) -> Iterator[str]:
    """Why there can be no release: a line for each published visual that is not ready."""
    if not build.tree.is_whole:
        yield "a folder of questions cannot be read, and may hold published visuals: doit check " \
              "names it"  # fmt: skip
    stale = {*standing.stale}
    for visual in build.visuals:
        if _is_unknown(visual):
            yield f"{visual.question_file} cannot be read, so it may be published: mend it"
        elif visual.status != "published":
            continue
        elif visual.id in standing.failed:
            yield f"{visual.id} is published and failed: mend it (doit check says why)"
        elif visual.id in stale:
            yield f"{visual.id} is published and stale: run doit first"
        elif (built := build.built_of(visual)) and built.untrue:
            yield f"{visual.id} is published and has {built.untrue}: doit check says which"
    for finding in unreviewed(build, build.visuals, standing):
        if finding.visual not in stale:
            yield f"{finding.message}: {finding.hint}"


def _is_unknown(visual: Visual) -> bool:
    """Whether the file of the question cannot be read, or is empty, so that its status is lost."""
    if not visual.is_broken or os.path.isdir(visual.question_file):
        return False
    try:
        return not read_regular(visual.question_file, QUESTION)
    except OSError:
        return True


def _taken(build: Build) -> Iterator[str]:
    """The folders in which, and over which, no release may be."""
    config = build.plan.config
    yield from (*config.folders, config.build, CACHE, ".git")
    yield from filter(os.path.isdir, ["pipeline"])
    yield from dict.fromkeys(map(os.path.dirname, build.tree.questions))
    yield from dict.fromkeys(os.path.dirname(visual.source) for visual in build.visuals)
