"""findings-baseline.jsonl ⇄ the warnings that a project accepts; only new warnings are reported.

Each line is one JSON object, and the lines are sorted, so that git can merge two branches that
accept different findings. An entry has no line number: an edit above a finding does not make the
finding new.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pipeline.files.outputs import replace_whole
from pipeline.files.regular import SETTINGS, read_regular
from pipeline.intruders import MARK
from pipeline.model import Finding, VisualsError, is_error


class BaselineError(VisualsError):
    """The baseline cannot be read; the message names the line and says what to do."""


NEVER_ACCEPTED = re.compile("C00[12]|P001")
"""Codes of warnings on which somebody has to decide anew each time (contract 7)."""


def is_acceptable(finding: Finding) -> bool:
    """Whether a baseline may accept a finding."""
    return not is_error(finding) and not NEVER_ACCEPTED.fullmatch(finding.code)


class Key(NamedTuple):
    """Findings with the same key are the same to the baseline; `visual` is "" if there is none."""

    file: str
    visual: str
    code: str
    message: str


def key_of(finding: Finding) -> Key:
    """The key of a finding, which does not depend on its line and column."""
    return Key(finding.file, finding.visual or "", finding.code, finding.message)


class Baseline(NamedTuple):
    """How many findings of each key are accepted."""

    counts: Mapping[Key, int] = {}

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """The new findings and the accepted ones, which are all acceptable."""
        seen: Counter[Key] = Counter()
        new: list[Finding] = []
        accepted: list[Finding] = []
        for finding in findings:
            key = key_of(finding)
            seen[key] += 1
            is_new = not is_acceptable(finding) or seen[key] > self.counts.get(key, 0)
            (new if is_new else accepted).append(finding)
        return new, accepted

    def gone(
        self, findings: Iterable[Finding], unknown: Iterable[str], unsought: Iterable[str] = ()
    ) -> Baseline:
        """The accepted findings that no longer exist.

        Not all findings of the visuals in `unknown` are known, and none of the codes in
        `unsought`, so theirs are left out.
        """
        left = Counter(self.counts)
        left.subtract(_counts(findings))
        skipped = _of(unknown, unsought)
        return Baseline({
            key: count for key, count in left.items() if count > 0 and not skipped(key)
        })  # fmt: skip

    def updated(
        self, findings: Iterable[Finding], unknown: Iterable[str], unsought: Iterable[str] = ()
    ) -> Baseline:
        """A baseline that accepts every warning among `findings` that may be, and no others.

        What is accepted of the visuals in `unknown` stays accepted, and so do the codes in
        `unsought`.
        """
        found, skipped = _counts(findings), _of(unknown, unsought)
        stay = {key: count for key, count in self.counts.items() if skipped(key)}
        return Baseline({**found, **{key: max(found[key], count) for key, count in stay.items()}})

    def to_rows(self) -> list[dict[str, Any]]:
        """The entries as JSON objects, sorted by file, visual, code and message."""
        return [
            {
                "code": key.code, "file": key.file, "visual": key.visual or None,
                "message": key.message, "count": count,
            }
            for key, count in sorted(self.counts.items())
        ]  # fmt: skip


def _of(visuals: Iterable[str], codes: Iterable[str]) -> Callable[[Key], bool]:
    """Whether a key is of one of these visuals or codes."""
    unknown, unsought = {*visuals}, {*codes}
    return lambda key: key.visual in unknown or key.code in unsought


def _counts(findings: Iterable[Finding]) -> Counter[Key]:
    return Counter(key_of(finding) for finding in findings if is_acceptable(finding))


def write_baseline(path: str, baseline: Baseline) -> None:
    """Write the file, one line for each entry.

    Raises OSError, also where a link or a read-only file is in its place.
    """
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in baseline.to_rows()]
    replace_whole(path, "".join(lines).encode())


def read_baseline(path: str) -> Baseline:
    """The baseline in a file; an empty one if there is no file. Raises BaselineError.

    A merge can leave two lines with the same key: then the larger count is used.
    """
    try:
        lines = read_regular(path, SETTINGS).decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except FileNotFoundError:
        return Baseline()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BaselineError(f"{path} cannot be read: {reason}; {_WAY_OUT}") from error
    counts: dict[Key, int] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            key, count = _entry(line, f"{path}:{number}")
            counts[key] = max(count, counts.get(key, 0))
    return Baseline(counts)


_WAY_OUT = "restore the file from git, or delete it and run doit check --update-baseline"
_MERGE = (
    "remove its lines of <<<<<<<, ======= and >>>>>>>, and keep all others; "
    "doit check --update-baseline then takes out what is gone"
)


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
        if MARK.match(line):
            raise BaselineError(f"{place}: git could not merge the entries here; {_MERGE}")
        raise BaselineError(f"{place}: this line is not an entry of the baseline; {_WAY_OUT}")
    return key, count
