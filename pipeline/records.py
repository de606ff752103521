"""What doit saved for a task ⇄ a record: what the task remembers of its last success."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Record:
    """Base of the records; every field is a JSON value."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self | None:
        """The record in `values`; None where there is none, or one of another version of ours."""
        names = {field.name for field in fields(cls)}
        return cls(**values) if values.keys() == names else None

    def to_values(self) -> dict[str, Any]:
        """What doit is to save."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RenderRecord(Record):
    """Of `render:ID`: `parts` are what `fingerprint` is the hash of, `raw` is a SHA-256.

    `inputs` maps paths to states, `warnings` are findings as JSON, `seconds` is wall clock time.
    """

    fingerprint: str
    parts: Mapping[str, str]
    inputs: Mapping[str, str]
    raw: str
    renderer: str
    warnings: list[dict[str, Any]]
    seconds: float


@dataclass(frozen=True, slots=True)
class NormalRecord(Record):
    """Of `normalize:ID`; `raw`, `svg` and `findings` are SHA-256 of what it read and wrote.

    `told` and `texts` are hashes of what it took from the render and from the question; `source` is
    that of the source whose lines findings name, "" where they need none. `bytes`,
    `width` and `height` (px) are those of the SVG, `warnings` is the number of findings.
    """

    fingerprint: str
    parts: Mapping[str, str]
    raw: str
    told: str
    texts: str
    source: str
    svg: str
    findings: str
    bytes: int
    width: int
    height: int
    warnings: int


@dataclass(frozen=True, slots=True)
class GalleryRecord(Record):
    """Of `gallery`: the hash of what it shows, and the SHA-256 of the page."""

    shows: str
    page: str
