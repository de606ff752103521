"""The published copies that lie with the sources: as a build draws them, and those left over."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.check import RULES
from pipeline.compare.change import Side
from pipeline.files.regular import SOURCE, read_regular
from pipeline.graph.build import Build
from pipeline.graph.inspection.orphans import unnamed
from pipeline.model import Finding, Visual, is_error
from pipeline.shipping.copies import with_our_lines

MOST_SHOWN = 2_000_000
"""Bytes of a copy that no build would make, up to which it is shown as it is."""
_TEXTS = re.compile(r"<svg\b[^>]*>\s*<title\b[^>]*>([^<]*)</title>\s*<desc\b[^>]*>([^<]*)</desc>")
OTHER_FORM = "This copy is not in normal form. It is shown as a build would draw it."


def copy_of(build: Build, visual: Visual) -> bytes | None:
    """What the published copy of a visual holds; None if no copy can be read."""
    try:
        return with_our_lines(read_regular(build.plan.published(visual), SOURCE))
    except OSError:
        return None


def as_built(build: Build, visual: Visual, copy: bytes) -> Side:
    """A copy as a build would draw it, its findings only those that a picture alone shows.

    What a build would refuse is shown as it is, which no page may do but as an image.
    """
    file = build.plan.published(visual)
    caption, alt = texts_of(copy)
    drawing = build.plan.drawing(visual, copy, b"")._replace(
        title=caption or alt or visual.caption or visual.alt, alt=alt or visual.alt, source=file
    )
    work = build.work
    normal = work.find_normal(drawing) or work.normalize(drawing)
    if normal.svg is None:
        error = next(filter(is_error, normal.findings))
        note = f"A build would refuse this copy: {error.code} {error.message}."
        return Side(copy if len(copy) <= MOST_SHOWN else b"", alt, caption, file, (), note)
    note = "" if normal.svg == copy else OTHER_FORM
    return Side(normal.svg, alt, caption, file, of_picture(normal.findings), note)


def of_picture(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of the rules that look at nothing but a picture."""
    return tuple(each for each in findings if each.code in RULES)


def texts_of(copy: bytes) -> tuple[str | None, str | None]:
    """The caption and alt that a copy says as a build writes them; None where it does not."""
    found = _TEXTS.search(copy[:100_000].decode(errors="replace"))
    if not found:
        return None, None
    title, desc = (html.unescape(text) for text in found.groups())
    return "" if title == desc else title, desc


def left_over(build: Build) -> Iterator[str]:
    """The SVGs among the copies that are no visual's, and that no script reads.

    Not those that the baseline accepts: the site may keep pictures of its own there.
    """
    config = build.plan.config
    top = config.published or config.sources or config.questions
    accepted = {key.file for key in build.baseline.counts if key.code == "B001"}
    for path in unnamed(build) if build.tree.is_whole else ():
        if path.startswith(f"{top}/") and path.endswith(".svg") and path not in accepted:
            yield path
