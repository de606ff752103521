"""What was built and what failed → build/index.html, a page that needs no server."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.files.fingerprint import code_hash
from pipeline.manifest import Built, Failed
from pipeline.model import CHANGED, Page
from pipeline.pages.kept import KeptRows
from pipeline.pages.rows import Files, row, states
from pipeline.plan import Plan

FOLDER = Path(__file__).parent
TEMPLATE = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
).get_template("gallery.html")
STYLES = ("base", "list", "view")
FIRST_SCRIPT = "theme"
"""Runs before anything is drawn, so that no page flashes in the wrong theme."""
SCRIPTS = (
    "dom", "data", "seen", "filters", "cards", "list", "picture", "source", "view", "route",
    "keys", "live", "start", "events",
)  # fmt: skip
"""In the order in which they build on each other."""

_DATA = "@data@"
_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end a script element, or a line of script, in the texts of others."""


def gallery(plan: Plan, questions: int, built: Sequence[Built], failed: Sequence[Failed]) -> Page:
    """The gallery: one page that holds all but the pictures of what was built.

    Rows are taken from the last page where nothing of them changed. One that shows a file that was
    edited since it was built is not kept: the file may be put back.
    """
    head, tail = _shell()
    kept = KeptRows(plan.rows, code_hash([str(FOLDER)], plan.hashes.state))
    keys: list[str] = []
    page = bytearray(head)
    page += f'{{"page":{_json(state(questions, len(built), failed))},"rows":[\n'.encode()
    start = len(page)
    for each in built:
        line, key = _line(plan, each, kept)
        keys.append(key)
        _add(page, start, [line])
    end = len(page)
    _add(page, start, (encoded(row(plan, each)) for each in sorted(failed, key=_id)))
    page += b"\n]}"
    page += tail
    kept.save(keys, memoryview(page)[start:end])
    return Page(page, CHANGED not in keys)


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
    absent = [each.visual.id for each in failed if each.visual.status == "published"]
    return {"questions": questions, "built": built, "failed": len(failed), "absent": absent}


def _key(each: Built, states: Mapping[str, str]) -> str:
    """What stands for all that a row is made of; as text, a tuple takes a fourth of a record."""
    rendered, normal = each.rendered, each.normalized._replace(seconds=0)
    parts = (*each.visual, each.svg, each.review, rendered.renderer, rendered.output, *normal)
    content = repr((*parts, states)).encode(errors="replace")
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def encoded(value: dict[str, Any]) -> bytes:
    """A JSON value as it may stand in a script element, on one line."""
    return _json(value).encode(errors="replace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@functools.cache
def _shell() -> tuple[bytes, bytes]:
    """The page before and after its data."""
    style = "".join(_text(f"styles/{name}.css") for name in STYLES)
    first = _wrapped(_text(f"scripts/{FIRST_SCRIPT}.js"))
    script = _wrapped("".join(_text(f"scripts/{name}.js") for name in SCRIPTS))
    page = TEMPLATE.render(
        style=style, first=first, script=script, data=_DATA,
        style_hash=_hash(style), first_hash=_hash(first), script_hash=_hash(script),
    )  # fmt: skip
    head, _, tail = page.partition(_DATA)
    return head.encode(), tail.encode()


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _wrapped(script: str) -> str:
    """A script of its own scope: pages that others add to keep their names."""
    return f'(() => {{\n"use strict";\n{script}}})();'


def _hash(content: str) -> str:
    """What a Content-Security-Policy names an inline style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
