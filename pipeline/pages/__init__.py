"""What was built and what failed → build/index.html, a page that needs no server."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import groupby, islice
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.manifest import Built, Failed
from pipeline.plan import Plan

FOLDER = Path(__file__).parent
GALLERY = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
).get_template("gallery.html")


def gallery(
    plan: Plan, questions: int, built: Sequence[Built], failed: Sequence[Failed]
) -> bytearray:
    """The gallery as HTML, UTF-8: each visual by track, and what is wrong with those that failed.

    Pictures are named by URLs relative to the page, the last good ones of failed visuals too.
    """
    by_track = sorted(built, key=lambda each: (each.visual.track, each.visual.id))
    pieces = GALLERY.generate(
        style=(FOLDER / "gallery.css").read_text(encoding="utf-8"),
        questions=questions,
        built=built,
        failed=[(each, _url(plan, plan.paths(each.visual).last_good)) for each in failed],
        tracks=[(t, list(group)) for t, group in groupby(by_track, lambda each: each.visual.track)],
        url=quote,
    )
    # Not as one list: the pieces for ten thousand visuals take 30 MB.
    page = bytearray()
    while part := "".join(islice(pieces, 1000)):
        page += part.encode()
    return page


def _url(plan: Plan, path: str) -> str:
    return quote(os.path.relpath(path, plan.build).replace(os.sep, "/"))


def row(plan: Plan, each: Built | Failed) -> dict[str, object]:
    """Stub."""
    return {"id": each.visual.id}


def head(plan: Plan, questions: int, build: object) -> dict[str, object]:
    """Stub."""
    return {"questions": questions}
