"""What was found → annotations, which GitHub Actions shows beside the lines of a change.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.commands.formats.as_text import counts
from pipeline.commands.formats.checkout import in_checkout
from pipeline.graph.inspection import Inspection
from pipeline.model import Finding
from pipeline.printing import printable

SHOWN = 20
"""The most stale visuals that are named."""


def as_github(found: Inspection) -> str:
    """One annotation for each finding, one for everything stale, and the counts for the log."""
    lines = [*map(_annotation, found.findings), *_stale(found), counts(found)]
    return "\n".join(lines)


def _annotation(finding: Finding) -> str:
    place = {"file": in_checkout(finding.file), "line": finding.line, "col": finding.column}
    title = f"{finding.code} {finding.visual}" if finding.visual else finding.code
    text = "\n".join(filter(None, (finding.message, finding.hint)))
    return _command(finding.severity, text, **place, title=title)


def _stale(found: Inspection) -> Iterator[str]:
    if stale := found.all_stale:
        more = f" and {len(stale) - SHOWN} more" if len(stale) > SHOWN else ""
        names = ", ".join(stale[:SHOWN]) + more
        yield _command("notice", f"{names}: run doit", title=f"{len(stale)} stale")


def _command(name: str, message: str, **properties: str | int | None) -> str:
    """A workflow command; characters that would end a property or the line are escaped."""
    pairs = [f"{key}={_value(value)}" for key, value in properties.items() if value is not None]
    return f"::{name} {','.join(pairs)}::{_escaped(message)}"


def _value(value: str | int) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    text = "\n".join(map(printable, text.splitlines()))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
