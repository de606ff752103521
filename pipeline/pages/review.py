"""All changes → build/review.html, a page that needs no server: before and after of each visual."""

from __future__ import annotations

from pipeline.compare.change import Change, Review, Side
from pipeline.pages.rows import Row, packed, size_of
from pipeline.pages.shell import as_json, encoded, shell
from pipeline.printing import by_name

STYLES = ("base", "review")
SCRIPTS = (
    "dom", "packed", *(f"review/{name}" for name in ("data", "facts", "stage", "change", "overview",
    "summary", "moves")), "keyboard", "review/keys",
)  # fmt: skip


def review_page(review: Review) -> bytes:
    """The page. Pictures lie in it deflated and are shown as images, in which no script runs."""
    head, tail = shell("review", STYLES, SCRIPTS)
    top = {"against": review.against, "unchanged": review.unchanged,
           "uncompared": review.uncompared}  # fmt: skip
    rows = b",\n".join(encoded(_row(each)) for each in review.changes)
    return head + f'{{"page":{as_json(top)},"rows":[\n'.encode() + rows + b"\n]}" + tail


def _row(change: Change) -> Row:
    """What the page holds of a change; pictures are packed, and of a quiet one left out."""
    if change.is_quiet:
        return _told(change)
    found = change.comparison
    pictures = {name: side.svg.decode(errors="replace")
                for name in ("before", "after") if (side := getattr(change, name))}  # fmt: skip
    return {
        **_told(change),
        "found": found and {**by_name(found), "share": found.share},
        "before": _side(change.before),
        "after": _side(change.after),
        "new": [each.to_dict() for each in change.new],
        "mended": [each.to_dict() for each in change.mended],
        "details": packed(pictures),
    }


def _told(change: Change) -> Row:
    side = change.after or change.before
    return {
        "id": change.id,
        "group": change.group,
        "title": (side and side.caption) or change.id,
        "track": change.track,
        "kind": change.kind,
        "status": change.status,
        "mark": change.mark,
        "reviewed": change.reviewed[:12],
        "note": change.note,
        "isQuiet": change.is_quiet,
    }


def _side(side: Side | None) -> Row | None:
    if side is None:
        return None
    findings = [each.to_dict() for each in side.findings]
    texts = {"alt": side.alt, "caption": side.caption, "file": side.file, "note": side.note}
    size = size_of(side.svg.decode(errors="replace"))
    return {**texts, **size, "hasPicture": bool(side.svg), "findings": findings}
