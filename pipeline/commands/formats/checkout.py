"""A path in the project → the path in the repository that a CI job has checked out."""

from __future__ import annotations

import os
from pathlib import Path


def in_checkout(file: str) -> str:
    """The path of a project's file, relative to the top of the checkout.

    The top is where git's folder or file lies: a job may check out several repositories side by
    side. Without git, GitHub Actions names it in GITHUB_WORKSPACE; else the project is the top.
    """
    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE")
    place = Path(os.path.normpath(here / file))
    for top in (here, *here.parents):
        if os.path.lexists(top / ".git") or (workspace and os.path.realpath(workspace) == str(top)):
            return place.relative_to(top).as_posix() if place.is_relative_to(top) else file
    return file
