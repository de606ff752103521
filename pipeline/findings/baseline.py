"""findings-baseline.jsonl ⇄ the warnings that a project accepts, so that only new ones are told.

One JSON object a line, sorted, so that two branches that accept different findings merge. An entry
tells no line of a source: edits above a finding do not make it new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pipeline.files.outputs import write_whole
from pipeline.model import Finding, VisualsError, is_error


class BaselineError(VisualsError):
    """The baseline cannot be read; the message names the line and the way out."""


class Key(NamedTuple):
    """What findings have in common that are one to the baseline; `visual` is "" where none is."""

    file: str
    visual: str
    code: str
    message: str


def key_of(finding: Finding) -> Key:
    """What stands for a finding, wherever in its file it has moved to."""
    return Key(finding.file, finding.visual or "", finding.code, finding.message)


class Baseline(NamedTuple):
    """How many findings of each key are accepted."""

    counts: Mapping[Key, int] = {}

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """The findings that are new, and those that are accepted; an error never is."""
        seen: Counter[Key] = Counter()
        new: list[Finding] = []
        accepted: list[Finding] = []
        for finding in findings:
            key = key_of(finding)
            seen[key] += 1
            is_new = is_error(finding) or seen[key] > self.counts.get(key, 0)
            (new if is_new else accepted).append(finding)
        return new, accepted

    def gone(self, findings: Iterable[Finding], unknown: Iterable[str]) -> Baseline:
        """What is accepted and no longer found.

        Of the visuals in `unknown` it is not known what would be found: theirs is not gone.
        """
        left = Counter(self.counts)
        left.subtract(_counts(findings))
        passed = {*unknown}
        return Baseline({
            key: count for key, count in left.items() if count > 0 and key.visual not in passed
        })  # fmt: skip

    def updated(self, findings: Iterable[Finding], unknown: Iterable[str]) -> Baseline:
        """Accept every warning among `findings`, and nothing that is gone."""
        found, passed = _counts(findings), {*unknown}
        kept = {key: count for key, count in self.counts.items() if key.visual in passed}
        return Baseline({**found, **{key: max(found[key], count) for key, count in kept.items()}})

    def to_rows(self) -> list[dict[str, Any]]:
        """The entries as JSON objects, sorted by file, visual, code and message."""
        return [
            {
                "code": key.code, "file": key.file, "visual": key.visual or None,
                "message": key.message, "count": count,
            }
            for key, count in sorted(self.counts.items())
        ]  # fmt: skip


def _counts(findings: Iterable[Finding]) -> Counter[Key]:
    return Counter(key_of(finding) for finding in findings if not is_error(finding))


def write_baseline(path: str, baseline: Baseline) -> None:
    """Write every entry to a line of its own."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in baseline.to_rows()]
    write_whole(path, "".join(lines).encode())


def read_baseline(path: str) -> Baseline:
    """What is accepted; nothing where there is no file. Raises BaselineError.

    An entry that stands twice, as after a merge, counts as often as the larger of the two says.
    """
    try:
        with open(path, encoding="utf-8") as stream:
            lines = stream.read().split("\n")
    except FileNotFoundError:
        return Baseline()
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{path} cannot be read: {error}; {_WAY_OUT}") from error
    counts: dict[Key, int] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            key, count = _entry(line, f"{path}:{number}")
            counts[key] = max(count, counts.get(key, 0))
    return Baseline(counts)


_WAY_OUT = "restore it from git, or delete it and run doit check --update-baseline"


def _entry(line: str, place: str) -> tuple[Key, int]:
    try:
        row = json.loads(line)
        key, count = (
            Key(row["file"], row["visual"] or "", row["code"], row["message"]),
            row["count"],
        )
    except (ValueError, RecursionError, LookupError, TypeError):
        key, count = None, None
    if key is None or {*map(type, key)} != {str} or not isinstance(count, int):
        raise BaselineError(f"{place}: this is no entry of the baseline; {_WAY_OUT}")
    return key, count
