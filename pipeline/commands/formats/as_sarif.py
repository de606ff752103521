"""What was found → SARIF 2.1.0, which code scanning and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from pipeline.commands.formats.checkout import in_checkout
from pipeline.files.fingerprint import digest
from pipeline.findings.baseline import key_of
from pipeline.findings.reference import Entry, entries
from pipeline.graph.inspection import Inspection
from pipeline.model import Finding
from pipeline.printing import as_json

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
DISTRIBUTION = "interview-visuals"

_LINK = re.compile(r"\[(?=[^\]]*\]\()")

Json = dict[str, Any]


def as_sarif(found: Inspection) -> str:
    """One run: its rules, a result for each finding, a notification for each stale visual.

    The help of each rule is its section of docs/findings.md.
    """
    rules = entries()
    numbers = {entry.code: number for number, entry in enumerate(rules)}
    driver = {"name": DISTRIBUTION, "version": version(DISTRIBUTION), "rules": [*map(_rule, rules)]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(found)],
        "results": [*_results(found.findings, numbers)],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(entry: Entry) -> Json:
    return {
        "id": entry.code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.about},
        "help": {"text": f"{entry.title} {entry.about}", "markdown": entry.markdown},
        "defaultConfiguration": {"level": entry.severity},
    }


def _invocation(found: Inspection) -> Json:
    """The run itself. Stale visuals are notifications, not results, since nothing checked them."""
    notes = [
        {"level": "note", "message": {"text": f"{name} is stale: run doit"}}
        for name in found.all_stale
    ]
    invocation: Json = {"executionSuccessful": True, "exitCode": found.exit_code}
    return {**invocation, "toolExecutionNotifications": notes} if notes else invocation


def _results(findings: tuple[Finding, ...], numbers: dict[str, int]) -> Iterator[Json]:
    seen: Counter[str] = Counter()
    for finding in findings:
        key = digest(list(key_of(finding)))
        seen[key] += 1
        yield {
            "ruleId": finding.code,
            "ruleIndex": numbers[finding.code],
            "level": finding.severity,
            "message": {"text": _message(finding)},
            "locations": [{"physicalLocation": _location(finding)}],
            "partialFingerprints": {"finding/v1": f"{key}:{seen[key]}"},
        }


def _message(finding: Finding) -> str:
    """The message and the hint; SARIF's placeholders and links are escaped (3.11.5, 3.11.6)."""
    text = "\n".join(filter(None, (finding.message, finding.hint)))
    return _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))


def _location(finding: Finding) -> Json:
    """The file, line and column; line 1 if there is none, because code scanning needs a line."""
    region = {"startLine": finding.line or 1}
    if finding.line and finding.column:
        region["startColumn"] = finding.column
    uri = urllib.parse.quote(in_checkout(finding.file))
    return {"artifactLocation": {"uri": uri}, "region": region}
