"""A source of ours → its picture in normal form, by the same work as a visual."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.graph.cached_work import CachedWork
from pipeline.kinds import kind_of
from pipeline.model import Finding, Visual, VisualsError, is_error


class Figure(NamedTuple):
    """A picture to draw: the text of a source of a `kind`, and its texts for the reader."""

    name: str
    kind: str
    text: str
    alt: str
    caption: str


class NotDrawnError(VisualsError):
    """A figure could not be drawn; the message says why."""


def drawn(figure: Figure, work: CachedWork) -> bytes:
    """The SVG. Raises NotDrawnError."""
    visual = _visual(figure)
    content = figure.text.encode()
    job = work.plan.job(visual, content)
    rendered = work.find_render(job) or work.render(job)
    if rendered.raw is None:
        raise _failure(rendered.findings)
    drawing = work.plan.drawing(visual, rendered.raw, content)
    normalized = work.find_normal(drawing) or work.normalize(drawing)
    if normalized.svg is None:
        raise _failure(normalized.findings)
    return normalized.svg


def _visual(figure: Figure) -> Visual:
    source = f"{figure.name}{kind_of(figure.kind).ending}"
    return Visual(
        id=figure.name, question=figure.name, track="", status="draft", kind=figure.kind,
        question_file=source, source=source, rendered=f"{figure.name}.svg",
        alt=figure.alt, caption=figure.caption,
    )  # fmt: skip


def _failure(findings: tuple[Finding, ...]) -> NotDrawnError:
    said = "; ".join(
        f"{each.message}" + (f" ({each.hint})" if each.hint else "")
        for each in findings
        if is_error(each)
    )
    return NotDrawnError(f"the picture cannot be drawn: {said}")
