"""What doit saved for a task ⇄ a record: what the task remembers of its last success."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar


class RenderRecord(NamedTuple):
    """Of `render:ID`: `fingerprint` stands for all but the inputs, `raw` is a SHA-256.

    `inputs` maps paths to states, `warnings` are findings as JSON, `seconds` is wall clock time.
    """

    fingerprint: str
    inputs: Mapping[str, str]
    raw: str
    renderer: str
    warnings: list[dict[str, Any]]
    seconds: float


class NormalRecord(NamedTuple):
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


class PageRecord(NamedTuple):
    """Of `manifest` and `gallery`: what stands for what it shows, the SHA-256 of its file."""

    shows: str
    file: str


Record = RenderRecord | NormalRecord | PageRecord
"""Every field is a JSON value, and doit saves them by name."""
AnyRecord = TypeVar("AnyRecord", RenderRecord, NormalRecord, PageRecord)


def record_of(kind: type[AnyRecord], values: Mapping[str, Any]) -> AnyRecord | None:
    """The record in `values`; None where there is none, or one of another version of ours."""
    try:
        return kind(**values)
    except TypeError:
        return None
