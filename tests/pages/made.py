"""Visuals that were never built, with files that look as if they were; and what a page holds."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

from pipeline.manifest import Built, Failed
from pipeline.model import Finding, Visual
from pipeline.plan import Plan
from pipeline.plan.records import NormalRecord, RenderRecord

TRACKS = ("cloud", "edge", "mobile", "tinyml", "global")
STATUSES = ("draft", "published", "flagged")
KINDS = {"matplotlib": "py", "dot": "dot", "svg": "svg"}

Row = dict[str, Any]


def rows_of(page: bytes | bytearray | str, name: str = "gallery") -> dict[str, Row]:
    """The rows of a page by id, their details unpacked."""
    text = page if isinstance(page, str) else page.decode()
    data = text.partition(f'id="{name}:data">')[2].partition("</script>")[0]
    return {row["id"]: with_details(row) for row in json.loads(data)["rows"]}


def with_details(row: Row) -> Row:
    """A row with its details unpacked."""
    return {**row, "details": json.loads(zlib.decompress(base64.b64decode(row["details"])))}


def visual(number: int, **fields: Any) -> Visual:
    """One of many visuals, all tracks, statuses and kinds among them."""
    track, kind = TRACKS[number % 5], [*KINDS][number % 3]
    name = fields.get("id", f"{track}-{number}")
    values: dict[str, Any] = {
        "id": name, "question": name, "track": track, "status": STATUSES[number // 5 % 3],
        "kind": kind, "question_file": f"questions/{track}/{name}.yaml",
        "source": f"questions/{track}/{name}.{KINDS[kind]}", "rendered": f"{name}.svg",
        "alt": f"Boxes of the drawing {number}, with lines between them.",
        "caption": f"Drawing {number}", "topic": f"topic {number % 7}",
    }  # fmt: skip
    return Visual(**{**values, **fields})


def svg(text: str, height: int = 300) -> str:
    """A picture in normal form that shows a text."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 {height}" width="680"'
        f' height="{height}"><rect width="680" height="{height}" fill="#cfe2f3"/>'
        f'<text x="40" y="80" font-size="40">{text}</text></svg>\n'
    )


def build(
    plan: Plan,
    of: Visual,
    picture: str = "",
    source: str = "",
    findings: tuple[Finding, ...] = (),
    output: str = "",
) -> Built:
    """A visual as if it were built: its files, in the current folder, and its records."""
    paths, picture = plan.paths(of), picture or svg(f"shown {of.id}")
    source = source or f"# source of {of.id}\n"
    for path, content in (
        (paths.svg, picture),
        (of.source, source),
        (paths.findings, json.dumps([each.to_dict() for each in findings])),
    ):
        write(path, content)
    digests = [hashlib.sha256(each.encode()).hexdigest() for each in (picture, source)]
    record = RenderRecord("0" * 64, "", {of.source: digests[1]}, "", of.kind, (), 0.1, output)
    normal = NormalRecord(
        "0" * 64, "", "", "", "", digests[0], hashlib.sha256(repr(findings).encode()).hexdigest(),
        len(picture), 680, int(picture.partition(' height="')[2].partition('"')[0]), len(findings),
        0.01,
    )  # fmt: skip
    return Built(of, plan.in_build(paths.svg), record, normal)


def fail(plan: Plan, of: Visual, findings: tuple[Finding, ...], **more: str) -> Failed:
    """A visual as if it had failed: its source, and its last good picture if one is given."""
    write(of.source, more.get("source", f"# source of {of.id}\n"))
    if good := more.get("good"):
        write(plan.paths(of).last_good, good)
    return Failed(of, findings, more.get("output", ""))


def write(path: str, content: str) -> None:
    """Write a file with the folders on the way to it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    Path(path).write_text(content, encoding="utf-8")
