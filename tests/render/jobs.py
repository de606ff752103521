"""Jobs on DOT sources, and what came of them."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import Engine, Finding, Job, Rendered

Draw = Callable[[str], Rendered]
Told = tuple[str, int | None, int | None]
ENGINES: tuple[Engine, ...] = ("embedded", "system")


def job(content: bytes, engine: Engine = "embedded") -> Job:
    """A job on a DOT source."""
    return Job("x", "dot", "questions/cloud/x.dot", content, "f", engine=engine)


def svg(rendered: Rendered) -> str:
    """The raw SVG of a render that went well."""
    assert rendered.raw is not None, rendered.findings
    return rendered.raw.decode()


def told(finding: Finding) -> Told:
    """A finding's code, line and column."""
    return finding.code, finding.line, finding.column
