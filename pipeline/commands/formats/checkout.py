"""Where the project lies in what a CI job has checked out."""

from __future__ import annotations

import os
from pathlib import Path


def in_checkout(file: str) -> str:
    """A project's file as the forge knows it: relative to the checkout, where one is told.

    GitHub Actions tells it by GITHUB_WORKSPACE; elsewhere the project is the checkout.
    """
    checkout = os.environ.get("GITHUB_WORKSPACE")
    if not checkout:
        return file
    here = Path.cwd()
    top = Path(os.path.realpath(checkout))
    return (here.relative_to(top) / file).as_posix() if here.is_relative_to(top) else file
