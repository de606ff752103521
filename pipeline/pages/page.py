"""What was built and what failed → build/index.html, a page that needs no server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.files.fingerprint import code_hash
from pipeline.manifest import Built, Failed
from pipeline.model import CHANGED, Page
from pipeline.pages.kept import KeptRows, kept_shell
from pipeline.pages.rows import Files, row, states
from pipeline.pages.shell import FOLDER, as_json, encoded, shell
from pipeline.plan import Plan

STYLES = ("base", "list", "view")
SCRIPTS = (
    "dom", "packed", "data", "seen", "filters", "cards", "list", "picture", "source", "view",
    "route", "keyboard", "keys", "live", "start", "events",
)  # fmt: skip

_ROWS, _END = b'"rows":[\n', b"\n]}"
"""What stands around the rows of a page."""


def gallery(plan: Plan, questions: int, built: Sequence[Built], failed: Sequence[Failed]) -> Page:
    """The gallery: one page that holds all but the pictures of what was built.

    Rows are taken from the last page where nothing of them changed. One that shows a file that was
    edited since it was built is not kept: the file may be put back.
    """
    code = code_hash([str(FOLDER)], plan.hashes.state)
    head, tail = kept_shell(plan.shell, code, lambda: shell("gallery", STYLES, SCRIPTS))
    kept = KeptRows(plan.rows, code)
    keys: list[str] = []
    page = bytearray(head)
    page += f'{{"page":{as_json(state(questions, len(built), failed))},'.encode() + _ROWS
    start = len(page)
    for each in built:
        line, key = _line(plan, each, kept)
        keys.append(key)
        _add(page, start, [line])
    end = len(page)
    _add(page, start, (encoded(row(plan, each)) for each in sorted(failed, key=_id)))
    page += _END
    page += tail
    kept.save(keys, memoryview(page)[start:end])
    return Page(page, CHANGED not in keys)


def encoded_row(plan: Plan, each: Built | Failed) -> bytes:
    """The row of one visual as it stands in the gallery."""
    return encoded(row(plan, each))


def rows_in(page: bytes) -> dict[str, bytes]:
    """The rows in a gallery, as they stand there, by the id of their visual."""
    data = page.partition(_ROWS)[2].partition(_END)[0]
    rows = data.split(b",\n") if data else []
    return {row.removeprefix(b'{"id":"').partition(b'"')[0].decode(): row for row in rows}


def _id(each: Failed) -> str:
    return each.visual.id


def _line(plan: Plan, each: Built, kept: KeptRows) -> tuple[bytes | memoryview, str]:
    """The row of a built visual and its key; CHANGED where it shows what will not stay."""
    then = states(plan, each)
    key = _key(each, then)
    if known := kept.find(key):
        return known, key
    files = Files(then)
    made = encoded(row(plan, each, files))
    return made, key if files.are_as_built else CHANGED


def _add(page: bytearray, start: int, rows: Iterable[bytes | memoryview]) -> None:
    """Add rows, a comma between each two of all that stand in the page from `start` on."""
    for each in rows:
        page += b",\n" if len(page) > start else b""
        page += each


def state(questions: int, built: int, failed: Sequence[Failed]) -> dict[str, Any]:
    """What the top of the page says: counts, and the visuals for which there is no manifest."""
    absent = sorted(each.visual.id for each in failed if each.visual.status == "published")
    return {"questions": questions, "built": built, "failed": len(failed), "absent": absent}


def _key(each: Built, states: Mapping[str, str]) -> str:
    """What stands for all that a row is made of; as text, a tuple takes a fourth of a record."""
    rendered, normal = each.rendered, each.normalized._replace(seconds=0)
    parts = (*each.visual, each.svg, each.review, rendered.renderer, rendered.output, *normal)
    content = repr((*parts, states)).encode(errors="replace")
    return hashlib.blake2b(content, digest_size=16).hexdigest()
