"""`doit check`: whether the tree is right and built; builds and writes nothing (contract 8)."""

from __future__ import annotations

import json
from typing import Any

from doit.cmd_base import DoitCmdBase

from pipeline.commands.plan import build_of
from pipeline.inspection import Inspection, inspect
from pipeline.model import is_error
from pipeline.text import show

OPTION_FORMAT: dict[str, Any] = {
    "name": "format",
    "long": "format",
    "type": str,
    "default": "text",
    "choices": (("text", "for people"), ("json", "for programs")),
    "help": "how to print",
}


class Check(DoitCmdBase):  # type: ignore[misc] # doit is untyped
    """Tells every finding and what is stale, and exits accordingly."""

    doc_purpose = "check questions, sources, findings and staleness, building nothing"
    doc_usage = ""
    doc_description = (
        "Exits with 0 when all is clean, 1 when something is stale, 2 on errors or on warnings of "
        "published visuals, 3 when it cannot run."
    )
    cmd_options = (OPTION_FORMAT,)

    def _execute(self, format: str) -> int:
        found = inspect(build_of(self.loader))
        print(_json(found) if format == "json" else _text(found))
        return found.exit_code


def _json(found: Inspection) -> str:
    findings = [finding.to_dict() for finding in found.findings]
    table = {"findings": findings, "stale": list(found.stale)}
    return json.dumps(table, indent=2, ensure_ascii=False)


def _text(found: Inspection) -> str:
    errors = sum(map(is_error, found.findings))
    warnings = len(found.findings) - errors
    stale = [*found.stale, *found.pages]
    lines = [*show(found.findings), *(f"stale: {name}" for name in stale)]
    counts = f"{errors} errors · {warnings} warnings · {len(stale)} stale"
    return "\n".join([*lines, counts])
