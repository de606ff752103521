"""A path in the project → the path in the repository that a CI job has checked out."""

from __future__ import annotations

import os
from pathlib import Path


def in_checkout(file: str) -> str:
    """The path of a project's file, relative to the top of the checkout.

    GitHub Actions names the top in GITHUB_WORKSPACE. Without it, the project is the top.
    """
    checkout = os.environ.get("GITHUB_WORKSPACE")
    if not checkout:
        return file
    here = Path.cwd()
    top = Path(os.path.realpath(checkout))
    return (here.relative_to(top) / file).as_posix() if here.is_relative_to(top) else file
