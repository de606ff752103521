"""One visual, built or failed → its row: what the page's script holds of it, a JSON object.

What a card shows and what the search reads stands in the row as it is. What only the visual's own
view shows is packed: JSON, deflated, in base64, under `details`.
"""

from __future__ import annotations

import base64
import codecs
import contextlib
import hashlib
import html
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from pipeline.files.regular import SOURCE, read_regular
from pipeline.manifest import Built, Failed
from pipeline.model import Finding, Visual, findings_in, is_error
from pipeline.plan import Plan

Row = dict[str, Any]

MOST_SOURCE = 100_000
"""Characters of a source that the page holds."""
MOST_EXCERPT = 400
"""Characters of a line that a finding names."""
BEFORE = 60
"""Characters of a longer line that stand before the column of the finding."""
_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")
_DECLARED = re.compile(
    rb"""(?:[^\n]*\n)?[ \t]*#[^\n]*?coding[:=][ \t]*([-\w.]+)|<\?xml[^>]*?encoding=["']([-\w.]+)"""
)
_TAG = re.compile(r"<[^>]*>")
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="(\d+)"[^>]*?\bheight="(\d+)"')


class Files:
    """Reads files as text, "" where there is none.

    `are_as_built` says that each file in `states`, which has SHA-256s by path, was as it has it.
    """

    def __init__(self, states: Mapping[str, str] = MappingProxyType({})) -> None:
        self._states, self.are_as_built = states, True

    def text(self, path: str) -> str:
        """The text of a file."""
        content = b""
        with contextlib.suppress(OSError, ValueError):
            content = read_regular(path, SOURCE)
        if path in self._states:
            self.are_as_built &= hashlib.sha256(content).hexdigest() == self._states[path]
        with contextlib.suppress(
            LookupError, ValueError
        ):  # what is declared is no encoding of text
            return content.decode(_encoding(content), "replace")
        return content.decode("utf-8-sig", "replace")


def states(plan: Plan, each: Built) -> dict[str, str]:
    """The files that the row of a built visual is made from, as its key has them."""
    paths, visual = plan.paths(each.visual), each.visual
    questions = [visual.question_file] if each.names_question else []
    claims = {paths.claims: each.normalized.claims} if each.normalized.claims else {}
    return {
        **claims,
        **each.rendered.files,
        **{path: plan.hashes.state(path) for path in questions},
        paths.svg: each.normalized.svg,
        paths.findings: each.normalized.findings,
    }


def row(plan: Plan, each: Built | Failed, files: Files | None = None) -> Row:
    """The row of one visual, from the files that lie there now; what cannot be read is left out.

    `picture` is a URL relative to the page, with the hash of the SVG as its query. `mark` is what
    changes with the picture, the alt or the caption. A visual that failed has `failed`, its first
    error, and its last good picture among its details.
    """
    files = files or Files()
    return _built(plan, each, files) if isinstance(each, Built) else _failed(plan, each, files)


def _built(plan: Plan, each: Built, files: Files) -> Row:
    paths, normal = plan.paths(each.visual), each.normalized
    findings = findings_in(files.text(paths.findings)) if normal.warnings else ()
    details = {
        **_details(each.visual, findings, each.rendered.output, files),
        "svg": each.svg,
        "sha256": normal.svg,
        "bytes": normal.bytes,
        "renderer": each.rendered.renderer,
        "inputs": each.inputs,
        "claims": _claims(files.text(paths.claims)) if normal.claims else [],
    }
    return {
        **_common(each.visual, findings, files.text(paths.svg), normal.svg),
        "review": each.review,
        "picture": f"{quote(each.svg)}?{normal.svg[:12]}",
        "width": normal.width,
        "height": normal.height,
        "details": packed(details),
    }


def _failed(plan: Plan, each: Failed, files: Files) -> Row:
    """The last good picture lies outside the build folder, so it goes with the details."""
    good = files.text(plan.paths(each.visual).last_good)
    digest = hashlib.sha256(good.encode()).hexdigest() if good else ""
    details = _details(each.visual, each.findings, each.output, files)
    error = next(filter(is_error, each.findings), None)
    return {
        **_common(each.visual, each.findings, good, digest),
        "failed": {
            "code": error.code if error else "",
            "place": error.place if error else each.visual.question_file,
            "message": error.message if error else "",
        },
        **size_of(good),
        "details": packed({**details, "good": good} if good else details),
    }


def size_of(svg: str) -> Row:
    """The width and height of a picture, where it says them in whole px."""
    size = _SIZE.search(svg)
    return {"width": int(size[1]), "height": int(size[2])} if size else {}


def _common(visual: Visual, findings: Iterable[Finding], svg: str, digest: str) -> Row:
    return {
        "id": visual.id,
        "track": visual.track,
        "status": visual.status,
        "kind": visual.kind,
        "alt": visual.alt,
        "caption": visual.caption,
        "topic": visual.topic,
        "text": _text_in(svg),
        "codes": sorted({finding.code for finding in findings}),
        "mark": _mark(digest, visual.alt, visual.caption),
    }


def _mark(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:12]


def _text_in(svg: str) -> str:
    """The texts of a picture in their order, each once."""
    texts = (html.unescape(_TAG.sub("", inner)).strip() for inner in _TEXT.findall(svg))
    return " ".join(dict.fromkeys(filter(None, texts)))


def _details(visual: Visual, findings: Sequence[Finding], output: str, files: Files) -> Row:
    named = {visual.source, *(each.file for each in findings if each.line)}
    lines = {file: _LINE_END.split(files.text(file)) for file in named}
    source = "\n".join(lines[visual.source]).rstrip("\n")
    return {
        "question": visual.question_file,
        "source": visual.source,
        "text": source[:MOST_SOURCE],
        "left": max(0, len(source) - MOST_SOURCE),
        "findings": [_with_line(each, lines.get(each.file, [])) for each in findings],
        "output": output,
    }


def _with_line(finding: Finding, lines: list[str]) -> Row:
    """A finding with the line of the source that it names."""
    number = finding.line or 0
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    skipped = max(0, (finding.column or 1) - BEFORE) if len(line) > MOST_EXCERPT else 0
    excerpt = line[skipped : skipped + MOST_EXCERPT]
    return {**finding.to_dict(), "excerpt": excerpt, **({"skipped": skipped} if skipped else {})}


def _claims(content: str) -> list[Row]:
    """The claims in a file of them; none where it is not there or damaged."""
    with contextlib.suppress(ValueError):
        rows: list[Row] = json.loads(content)
        return rows
    return []


def _encoding(content: bytes) -> str:
    """The encoding of a source: by its first bytes, or as a script or an SVG declares it."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    declared = _DECLARED.match(content)
    return (declared[1] or declared[2]).decode() if declared else "utf-8-sig"


def packed(details: Row) -> str:
    """A JSON value, deflated, in base64."""
    content = json.dumps(details, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(content.encode(errors="replace"))).decode()
