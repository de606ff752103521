"""What was found → the contract's JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from pipeline.inspection import Inspection


def as_json(found: Inspection) -> str:
    """`findings` and `stale`; where a baseline takes part, also what it accepts and what is gone.

    In ASCII, so that it is whole whatever the terminal's encoding.
    """
    table: dict[str, Any] = {
        "findings": [finding.to_dict() for finding in found.findings],
        "stale": list(found.stale),
    }
    if found.accepted or found.gone.counts:
        table["accepted"] = [finding.to_dict() for finding in found.accepted]
        table["gone"] = found.gone.to_rows()
    return json.dumps(table, indent=2)
