"""What was found → Markdown, for the summary of a job on GitHub.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
import re
import urllib.parse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.commands.formats.as_text import counts, gone
from pipeline.commands.formats.checkout import in_checkout
from pipeline.findings.reference import page
from pipeline.findings.show import counted
from pipeline.graph.inspection import Inspection
from pipeline.model import Finding, is_error
from pipeline.printing import printable

SHOWN = 500
"""The most rows, so that a browser can show the page."""
LONGEST = 1000
"""The most letters of a message or a hint."""
MOST_BYTES = 900_000
"""Of all rows together. GitHub refuses a summary above 1 MiB."""
PAGE = "docs/findings.md"

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown would read as more than a character."""
_READ_LATER = re.compile(r"[@#](?=\w)|:(?=[\w+-]+:)")
"""What GitHub looks for in the finished page: names of people, issues, emoji such as :100:."""
_NO_SPACE = "&#8203;"
"""A space without width, which ends a word."""


class Group(NamedTuple):
    """A heading, the heads of the columns, and rows of cells."""

    heading: str
    columns: tuple[str, ...]
    rows: Sequence[str]


def as_markdown(found: Inspection) -> str:
    """The counts, a table of each group of findings, errors first, and what is stale."""
    lines = [f"## Visuals: {counts(found)}"]
    left_out, rows, size = 0, SHOWN, MOST_BYTES
    for group in _groups(found):
        shown = _that_fit(group.rows[:rows], size)
        rows, size = rows - len(shown), size - sum(map(_bytes, shown))
        left_out += len(group.rows) - len(shown)
        if shown:
            rule = "|".join("---" for _ in group.columns)
            head = f"| {' | '.join(group.columns)} |"
            lines += ["", f"### {group.heading}", "", head, f"|{rule}|", *shown]
    if left_out:
        lines += ["", f"{left_out} more are not shown here: run `doit check`."]
    for line in gone(found):
        lines += ["", escaped(line)]
    return "\n".join(lines)


def _that_fit(rows: Sequence[str], size: int) -> list[str]:
    """The first rows that take `size` bytes together at most."""
    fitting = []
    for row in rows:
        size -= _bytes(row)
        if size < 0:
            break
        fitting.append(row)
    return fitting


def _bytes(row: str) -> int:
    return len(row.encode()) + 1


def _groups(found: Inspection) -> Iterator[Group]:
    errors = [each for each in found.findings if is_error(each)]
    warnings = [each for each in found.findings if not is_error(each)]
    failing = [each for each in warnings if each.visual in found.published]
    others = [each for each in warnings if each.visual not in found.published]
    links = Links.here()
    columns = ("code", "where", "what is wrong, and the way out")
    for heading, findings in (
        (counted(len(errors), "error"), errors),
        (f"{counted(len(failing), 'warning')} on published visuals: the check fails", failing),
        (f"{counted(len(others), 'warning')}: the check does not fail", others),
    ):
        yield Group(heading, columns, [_row(finding, links) for finding in findings])
    names = [f"| {_code(name)} |" for name in found.all_stale]
    yield Group(f"{len(names)} stale: run doit", ("what",), names)


class Links(NamedTuple):
    """Where a job on GitHub can link to: the files of its commit, and the page on codes in it.

    Both are "" where there are none.
    """

    files: str = ""
    codes: str = ""

    @classmethod
    def here(cls) -> Links:
        """As the environment of the job says."""
        names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
        server, repository, commit = (os.environ.get(name, "") for name in names)
        if not (server and repository and commit):
            return cls()
        files = f"{server}/{urllib.parse.quote(repository)}/blob/{commit}/"
        return cls(files, f"{files}{_quoted(PAGE)}" if _has_our_page() else "")

    def file(self, finding: Finding) -> str:
        """The address of a finding's line, or ""."""
        line = f"#L{finding.line}" if finding.line else ""
        return self.files and f"{self.files}{_quoted(finding.file)}{line}"

    def code(self, code: str) -> str:
        """The address of a code's section, or ""."""
        return self.codes and f"{self.codes}#{code.lower()}"


def _has_our_page() -> bool:
    """Whether this project has the page on codes, of this version."""
    try:
        return Path(PAGE).read_text(encoding="utf-8") == page()
    except (OSError, UnicodeDecodeError):
        return False


def _quoted(file: str) -> str:
    return urllib.parse.quote(in_checkout(file))


def _row(finding: Finding, links: Links) -> str:
    text = escaped(finding.message) + (f"<br>hint: {escaped(finding.hint)}" if finding.hint else "")
    code = _linked(finding.code, links.code(finding.code))
    return f"| {code} | {_linked(_code(finding.place), links.file(finding))} | {text} |"


def _linked(text: str, address: str) -> str:
    return f'<a href="{address}">{text}</a>' if address else text


def _code(text: str) -> str:
    """A name or a place as code, where GitHub looks for nothing."""
    return f"<code>{_by_number(printable(text))}</code>"


def escaped(text: str) -> str:
    """Any text as Markdown that shows it as it is, in one cell of a table."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    lines = map(printable, text.splitlines())
    return "<br>".join(map(_inert, lines))


def _inert(line: str) -> str:
    """The line, each part of it that means something to Markdown or to GitHub written otherwise."""
    parts, last = [], 0
    for match in _READ_LATER.finditer(line):
        parts += [_by_number(line[last : match.end()]), _NO_SPACE]
        last = match.end()
    return "".join([*parts, _by_number(line[last:])])


def _by_number(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
