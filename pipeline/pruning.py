"""What no visual owns, and everything on `doit clean`: removed from the build folder."""

from __future__ import annotations

import os
import shutil

from doit.exceptions import TaskFailed

from pipeline.actions import Action
from pipeline.build import Build
from pipeline.outputs import remove


class Prune(Action):
    """Remove what no visual owns."""

    name = "remove what no visual owns"

    def run(self) -> TaskFailed | None:
        """Remove strays; the manifest goes first where one of them is an SVG."""
        strays = self.build.strays()
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
