"""What `doit check` found → what it prints: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.formats.as_github import as_github
from pipeline.formats.as_json import as_json
from pipeline.formats.as_sarif import as_sarif
from pipeline.formats.as_text import as_text
from pipeline.inspection import Inspection

Format = Callable[[Inspection], str]

FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""By what `--format` calls them."""

__all__ = ["FORMATS", "Format"]
