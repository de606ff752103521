"""What `doit check` found → what it prints: one file for each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.commands.formats.as_github import as_github
from pipeline.commands.formats.as_markdown import as_markdown
from pipeline.commands.formats.as_sarif import as_sarif
from pipeline.commands.formats.as_text import as_text
from pipeline.graph.inspection import Inspection
from pipeline.printing import as_json

Format = Callable[[Inspection], str]


def _as_json(found: Inspection) -> str:
    """An object with `findings` and `stale`.

    If there is a baseline, also `accepted`, and `gone`: what it accepts and no longer exists.
    """
    table: dict[str, Any] = {
        "findings": [finding.to_dict() for finding in found.findings],
        "stale": list(found.stale),
    }
    if found.accepted or found.gone.counts:
        table["accepted"] = [finding.to_dict() for finding in found.accepted]
        table["gone"] = found.gone.to_rows()
    return as_json(table)


FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "json": _as_json,
    "github": as_github,
    "sarif": as_sarif,
    "markdown": as_markdown,
}
"""The value of `--format` → what writes it."""

__all__ = ["FORMATS", "Format"]
