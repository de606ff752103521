"""What doit saved for a task ⇄ a record: what the task remembers of its last success."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Record:
    """Base of the records; every field is a JSON value."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self | None:
        """The record in `values`; None where there is none, or one of another version of ours."""
        return cls(**values) if values.keys() == {*cls.__match_args__} else None

    def to_values(self) -> dict[str, Any]:
        """What doit is to save."""
        names: tuple[str, ...] = self.__match_args__
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class RenderRecord(Record):
    """Of `render:ID`: `fingerprint` stands for all but the inputs, `raw` is a SHA-256.

    `inputs` maps paths to states, `warnings` are findings as JSON, `seconds` is wall clock time.
    """

    fingerprint: str
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
class PageRecord(Record):
    """Of `manifest` and `gallery`: what stands for what it shows, the SHA-256 of its file."""

    shows: str
    file: str
