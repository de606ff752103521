"""What no visual owns, and everything on `doit clean`: removed from the build folder, and named."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from doit.exceptions import TaskFailed

from pipeline.files.deep import walk
from pipeline.files.outputs import is_being_written, is_ours, remove
from pipeline.graph.actions import Action
from pipeline.graph.build import Build
from pipeline.load.question_file import NOT_BUILT, status_in
from pipeline.printing import printable


class Prune(Action):
    """Remove what no visual owns; `removed` names each visual that is gone, and why."""

    name = "remove what no visual owns"

    def run(self) -> TaskFailed | None:
        """Remove strays; the manifest goes first where one of them is an SVG."""
        paths = strays(self.build)
        self.removed = list(_named(self.build, paths))
        if any(path.startswith(self.build.plan.folders[1]) for path in paths):
            remove(self.build.plan.manifest)
        for path in paths:
            remove(path)
            self._remove_empty(os.path.dirname(path))
        return None

    def _remove_empty(self, folder: str) -> None:
        while folder.startswith(f"{self.build.plan.build}/"):
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)


def strays(build: Build) -> list[str]:
    """What lies in the places of contract 4 and is owned by no visual, sorted.

    Files that this process is writing at the moment do not count, and nothing does while a folder
    of questions cannot be read: what it holds may own them.
    """
    if not build.tree.is_whole:
        return []
    plan = build.plan
    # Empty yet, or empty by a failure.
    empty = {f"{top}/{visual.track}" for top in plan.folders for visual in build.visuals}
    found = {path for folder in plan.folders for path in _files_below(folder)} - empty
    # Of what lies at the top, only what a killed run left of our own pages is ours.
    for page in (plan.manifest, plan.gallery, plan.review):
        found |= set(filter(is_being_written, glob.glob(f"{glob.escape(page)}.*")))
    return sorted(path for path in found if not is_ours(path) and build.owned.is_stray(path))


def _files_below(folder: str) -> Iterator[str]:
    """Files, links and empty folders below `folder`, no link followed."""
    if os.path.islink(folder) or os.path.isfile(folder):
        yield folder
    for parent, folders, names in walk(folder):
        yield from [f"{parent}/{name}" for name in names]
        if not folders and not names and parent != folder:
            yield parent


def _named(build: Build, paths: Iterable[str]) -> Iterator[str]:
    """A line for each visual among `paths` that is gone, and each SVG under a former name."""
    living = {visual.id for visual in build.visuals}
    raw, svg, findings, claims = build.plan.folders
    owners = _owners(build)
    gone: dict[str, None] = {}
    former: list[str] = []
    for path in paths:
        owner = owners.get(path)
        if path.startswith((f"{raw}/", f"{findings}/", f"{claims}/")):
            owner = PurePosixPath(path).stem
        if owner is not None and owner not in living:
            gone[owner] = None
        elif path.startswith(f"{svg}/"):
            former.append(path)
    for path in former:
        if PurePosixPath(path).stem not in gone:
            yield f"removed {path}: no visual is written there now"
    if gone:
        yield from _why_all_gone(build, sorted(gone))


def _why_all_gone(build: Build, names: Iterable[str]) -> Iterator[str]:
    """A line for each visual that is gone, none for a folder that could not be read."""
    from pipeline.load.broken import is_of_folder

    files = build.tree.files
    for name in names:
        if not is_of_folder(name, build.plan.config):
            yield f"removed {name}: {why_gone(files, name)}"


def _owners(build: Build) -> dict[str, str]:
    """Each SVG with the visual that it is of, as the last manifest has it."""
    try:
        visuals = json.loads(build.outputs.read(build.plan.manifest) or b"")["visuals"]
        return {f"{build.plan.build}/{each['svg']}": each["id"] for each in visuals}
    except (ValueError, TypeError, KeyError):
        return {}


def why_gone(files: Mapping[str, str], name: str) -> str:
    """Why a visual of that id is no more; `files` has the question files by id."""
    question, _, part = name.partition("--")
    file = files.get(question)
    if file is None:
        return "its question is gone"
    status = status_in(file)
    if status in NOT_BUILT:
        return f"its question is {status}"
    return (
        "its question has no visual of this name now" if part else "its question has no visual now"
    )


def empty_build_folder(build: Build, dryrun: bool) -> None:
    """Remove everything under the build folder, or say what would be; links are not followed.

    What cannot be removed is left in `build.unremoved`, since doit would show a traceback.
    """
    folder = build.plan.build
    try:
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            path = f"{folder}/{name}"
            print(f"{'would remove' if dryrun else 'removing'} {printable(path)}")
            if not dryrun:
                remove(path)
    except OSError as error:
        build.unremoved = f"{error.filename} ({error.strerror})"
