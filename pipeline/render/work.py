"""What the processes that draw are given: small, since both sides import it."""

from __future__ import annotations

import os
from typing import NamedTuple

from pipeline.model import Job


class GraphTask(NamedTuple):
    """A job, and the path of an empty temporary folder."""

    job: Job
    folder: str


class ScriptTask(NamedTuple):
    """A job, the real path of the project, and that of a temporary folder.

    In that folder lie `own`, which is all that the script may write to, and what is known of it:
    its own `notes` of what it reads, what was `witnessed` of that by another process, what it was
    `refused`, and a `trace` of where.
    """

    job: Job
    root: str
    folder: str

    @property
    def own(self) -> str:
        """An empty folder."""
        return os.path.join(self.folder, "own")

    @property
    def notes(self) -> str:
        """A file that is yet to be made."""
        return os.path.join(self.folder, "notes")

    @property
    def witnessed(self) -> str:
        """A file that is made where somebody listens to what the script asks the kernel for."""
        return os.path.join(self.folder, "witnessed")

    @property
    def refused(self) -> str:
        """A file that is made when the kernel refuses the script something."""
        return os.path.join(self.folder, "refused")

    @property
    def trace(self) -> str:
        """A file that is yet to be made."""
        return os.path.join(self.folder, "trace")
