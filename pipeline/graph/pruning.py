"""What no visual owns, and everything on `doit clean`: removed from the build folder, and named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from doit.exceptions import TaskFailed

from pipeline.files.outputs import remove
from pipeline.graph.actions import Action
from pipeline.graph.build import Build
from pipeline.load.folders import stem
from pipeline.load.question_file import NOT_BUILT, status_in


class Prune(Action):
    """Remove what no visual owns; `removed` names each visual that is gone, and why."""

    name = "remove what no visual owns"

    def run(self) -> TaskFailed | None:
        """Remove strays; the manifest goes first where one of them is an SVG."""
        strays = self.build.strays()
        self.removed = list(_named(self.build, strays))
        if any(path.startswith(self.build.plan.folders[1]) for path in strays):
            remove(self.build.plan.manifest)
        for path in strays:
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


def _named(build: Build, strays: Iterable[str]) -> Iterator[str]:
    """A line for each visual among `strays` that is gone, and each SVG under a former name."""
    living = {visual.id for visual in build.visuals}
    raw, svg, findings = build.plan.folders
    owners = _owners(build)
    gone: dict[str, None] = {}
    for path in strays:
        owner = owners.get(path)
        if path.startswith((f"{raw}/", f"{findings}/")):
            owner = PurePosixPath(path).stem
        if owner is not None and owner not in living:
            gone[owner] = None
        elif path.startswith(f"{svg}/"):
            yield f"removed {path}: no visual is written there now"
    yield from (f"removed {name}: {_why(build, name)}" for name in sorted(gone))


def _owners(build: Build) -> dict[str, str]:
    """Each SVG with the visual that it is of, as the last manifest has it."""
    try:
        visuals = json.loads(build.outputs.read(build.plan.manifest) or b"")["visuals"]
        return {f"{build.plan.build}/{each['svg']}": each["id"] for each in visuals}
    except (ValueError, TypeError, KeyError):
        return {}


def _why(build: Build, name: str) -> str:
    """Why a visual of that id is no more."""
    question, _, part = name.partition("--")
    file = next((file for file in build.tree.questions if stem(file) == question), None)
    if file is None:
        return "its question is gone"
    status = status_in(file)
    if status in NOT_BUILT:
        return f"its question is {status}"
    return (
        "its question has no visual of this name now" if part else "its question has no visual now"
    )


def empty_build_folder(build: Build, dryrun: bool) -> None:
    """Remove everything under the build folder, or say what would be; links are not followed."""
    folder = build.plan.build
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = f"{folder}/{name}"
        print(f"{'would remove' if dryrun else 'removing'} {path}")
        if dryrun:
            continue
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
