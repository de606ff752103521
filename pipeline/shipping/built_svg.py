"""A record of a build → the bytes of its SVG, if they are still those."""

from __future__ import annotations

import hashlib

from pipeline.files.outputs import Outputs
from pipeline.plan.records import NormalRecord


def read_built(outputs: Outputs, path: str, record: NormalRecord) -> bytes | None:
    """The SVG that the build wrote to `path`; None where anything else stands there now.

    The bytes themselves are hashed: what only looks unchanged is not shipped.
    """
    content = outputs.read(path)
    if content is None or hashlib.sha256(content).hexdigest() != record.svg:
        return None
    return content
