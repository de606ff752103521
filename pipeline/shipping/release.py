"""What is built and published → the files of a release, and what its two lists say.

manifest.json                      every visual, and one hash over all
failures.json                      what failed, and is not published
svg/<track>/<rendered>             an SVG under its plain name
hashed/<track>/<id>.<12 hex>.svg   the same, under a name that another SVG never has
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.files.fingerprint import digest
from pipeline.manifest import Built, Failed
from pipeline.model import Finding, is_error
from pipeline.printing import as_utf8
from pipeline.shipping.place import FAILURES, FORMAT, MANIFEST

VERSION = 1
LETTERS = 12
"""Of the hash in a name: ids are unique, so it only tells states of one visual apart."""


def files(
    built: Sequence[Built], failed: Sequence[Failed], read: Callable[[Built], bytes]
) -> Iterator[tuple[str, bytes]]:
    """The path of each file in the release, with its bytes; `read` gives those of an SVG."""
    entries = [_entry(each) for each in built]
    yield MANIFEST, _json({**_head(), "sha256": digest(entries), "visuals": entries})
    yield FAILURES, _json({**_head(), "failures": [_failure(each) for each in failed]})
    for each, entry in zip(built, entries, strict=True):
        svg = read(each)
        yield entry["path"], svg
        yield entry["hashed_path"], svg


def sha256(built: Sequence[Built]) -> str:
    """The one hash over a release of these visuals."""
    return digest([_entry(each) for each in built])


def _head() -> dict[str, Any]:
    return {"format": FORMAT, "schema": VERSION}


def _entry(built: Built) -> dict[str, Any]:
    """What a site needs to show a visual."""
    visual, normalized = built.visual, built.normalized
    short = normalized.svg[:LETTERS]
    return {
        "id": visual.id,
        "question": visual.question,
        "track": visual.track,
        "path": f"svg/{visual.track}/{visual.rendered}",
        "hashed_path": f"hashed/{visual.track}/{visual.id}.{short}.svg",
        "alt": visual.alt,
        "caption": visual.caption,
        "width": normalized.width,
        "height": normalized.height,
        "sha256": normalized.svg,
        "bytes": normalized.bytes,
    }


def _failure(failed: Failed) -> dict[str, Any]:
    """What failed; the kind is not known where the question itself cannot be used."""
    visual = failed.visual
    return {
        "id": visual.id,
        "track": visual.track,
        "kind": None if visual.source == visual.question_file else visual.kind,
        "source": as_utf8(visual.source),
        "error": "\n".join(map(_said, filter(is_error, failed.findings))),
    }


def _said(finding: Finding) -> str:
    return as_utf8(f"{finding.place}: {finding.code}: {finding.message}")


def _json(value: dict[str, Any]) -> bytes:
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode(errors="replace")
