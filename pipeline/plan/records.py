"""What a task remembers of its last success: a record ⇄ the JSON values that doit saves by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from pipeline.model import Finding
from pipeline.parcels import ParcelError, read


class RenderRecord(NamedTuple):
    """Of `render:ID`: `fingerprint` stands for all but the inputs, `raw` is a SHA-256.

    `params` are those that it was given, "" for none.
    `inputs` maps paths to states, `warnings` are what the render found, `seconds` is wall clock,
    `output` the beginning of what it printed.
    """

    fingerprint: str
    params: str
    inputs: Mapping[str, str]
    raw: str
    renderer: str
    warnings: Sequence[Finding]
    seconds: float
    output: str

    @property
    def files(self) -> dict[str, str]:
        """The files that it read, with the SHA-256 of each; not what was absent, nor folders."""
        return {path: state for path, state in self.inputs.items() if len(state) == 64}


NO_CLAIMS = (0, 0, 0)


class NormalRecord(NamedTuple):
    """Of `normalize:ID`; `raw`, `svg` and `findings` are SHA-256 of what it read and wrote.

    `warned` and `texts` are hashes of what it took from the render and from the question; `source`
    is that of the source whose lines findings name, "" where they need none. `bytes`, `width` and
    `height` (px) are those of the SVG, `warnings` is the number of findings, `seconds` is wall
    clock. `asks` stands for what was claimed and where, as in a `Visual`.
    `said_at` is that of the `Visual` where findings name a place in its alt or caption, else "".
    `claims` is the SHA-256 of what was written on claims, "" without any; `verdicts` counts those
    that are true, false and unclear, `drawn` those that are about what is drawn.
    """

    fingerprint: str
    raw: str
    warned: str
    texts: str
    source: str
    svg: str
    findings: str
    bytes: int
    width: int
    height: int
    warnings: int
    seconds: float
    asks: str = ""
    claims: str = ""
    verdicts: Sequence[int] = NO_CLAIMS
    drawn: int = 0
    said_at: str = ""

    @property
    def is_untrue(self) -> bool:
        """Whether a claim is false or unclear."""
        return any(self.verdicts[1:])


class PageRecord(NamedTuple):
    """Of `manifest` and `gallery`: what stands for what it shows, the SHA-256 of its file."""

    shows: str
    file: str


Record = RenderRecord | NormalRecord | PageRecord
AnyRecord = TypeVar("AnyRecord", RenderRecord, NormalRecord, PageRecord)


def record_of(kind: type[AnyRecord], values: object) -> AnyRecord | None:
    """The record in `values`; None where there is none, or one of another version of ours."""
    try:
        return read(kind, values)
    except ParcelError:
        return None
