"""What doit executes: an action for each kind of task, here those that list what was built."""

from __future__ import annotations

import abc
import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

from doit.action import BaseAction
from doit.exceptions import TaskFailed

from pipeline.graph.build import Build
from pipeline.model import CHANGED, Finding
from pipeline.plan.records import PageRecord, Record
from pipeline.worker.shortage import SHORT, shortage

MEND = "make room there, or mend its permissions, or remove what stands in its place"
"""The way out where something cannot be written."""


class Action(BaseAction, abc.ABC):  # type: ignore[misc] # doit is untyped
    """One piece of work. Whatever goes wrong in it fails its task and no other.

    doit reads `out`, `err`, `result` and `values` of every action; the reporter reads `out`, which
    is what a script printed, `findings`, the number of those that are `accepted`, which it leaves
    out, the lines in `removed`, and `is_kept`: whether the result came from the store.
    """

    name: ClassVar[str]

    def __init__(self, build: Build) -> None:
        self.build = build
        self.task: Any = None
        self.out: str | None = None
        self.err: str | None = None
        self.result: Any = None
        self.record: Record | None = None
        self.findings: Sequence[Finding] = ()
        self.accepted = 0
        self.removed: Sequence[str] = ()
        self.is_kept = False

    def __str__(self) -> str:
        return self.name

    @property
    def values(self) -> dict[str, Any]:
        """What doit is to save, made when it asks: it keeps a copy of its own."""
        return self.record._asdict() if self.record else {}

    def execute(self, out: object = None, err: object = None) -> TaskFailed | None:
        """Run the work; an exception would end doit's whole run, so none gets out."""
        try:
            return self.run()
        except Exception as error:
            words = (f"{self.name}: {said(error)}", way_out(error))
            return TaskFailed("; ".join(filter(None, words)))

    @abc.abstractmethod
    def run(self) -> TaskFailed | None:
        """Do the work, leaving a `record`; None where it succeeded."""


class Manifest(Action):
    """All that was built → build/manifest.json."""

    name = "list every SVG in the manifest"

    def run(self) -> TaskFailed | None:
        """Write the manifest; doit runs this only where nothing failed."""
        listed, key = self.build.listed()
        content = self.build.manifest(listed) or b""
        self.build.outputs.write(self.build.plan.manifest, content)
        self.record = PageRecord(key, sha256_of(content))
        return None


class Gallery(Action):
    """All that was built → build/index.html."""

    name = "show every SVG on a page"

    def run(self) -> TaskFailed | None:
        """Write the gallery; doit runs this only where nothing failed."""
        built = self.build.listed()[0]
        page = self.build.gallery(built)
        self.build.outputs.write(self.build.plan.gallery, page.content)
        key = self.build.gallery_key(self.build.manifest_key, built)
        self.record = PageRecord(key if page.is_settled else CHANGED, sha256_of(page.content))
        return None


def said(error: Exception) -> str:
    """What went wrong; by the system, with which file."""
    if not isinstance(error, OSError):
        return shortage(error) or f"{type(error).__name__}: {error}"
    reason = error.strerror or str(error)
    return f"{reason}: {error.filename}" if error.filename else reason


def way_out(error: Exception) -> str:
    """What to do where the machine refused something; "" where something of ours failed."""
    if shortage(error):
        return SHORT
    return MEND if isinstance(error, OSError) else ""


def unwritten(file: str, error: OSError) -> str:
    """That a file cannot be written, why, and the way out."""
    return f"{file} cannot be written: {error.strerror or error}; {way_out(error)}"


def sha256_of(content: bytes | bytearray) -> str:
    """The SHA-256 of what was read or written."""
    return hashlib.sha256(content).hexdigest()
