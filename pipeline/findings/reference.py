"""codes/*.md, which explain every code → entries, and the page docs/findings.md made of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.files.outputs import write_whole
from pipeline.model import Severity, severity_of

FOLDER = Path(__file__).with_name("codes")
FAMILIES = ("question", "render", "safety", "access", "look", "build", "claim", "review")
"""The files in `codes/`, in the order of the contract."""


class FormError(Exception):
    """A section on a code lacks a part; the message names the file, the code and the part."""


class Example(NamedTuple):
    """A piece of source in "yaml", "dot", "python" or "xml"; "text" is not run by the tests."""

    language: str
    text: str


class Entry(NamedTuple):
    """The section on one code; `text` is all of its Markdown below the heading."""

    code: str
    title: str
    about: str
    bad: Example
    good: Example
    text: str

    @property
    def severity(self) -> Severity:
        """Whether a finding of this code is an error or a warning."""
        return severity_of(self.code)

    @property
    def markdown(self) -> str:
        """The section without its heading: title, severity, explanation and both examples."""
        kind = "An error." if self.severity == "error" else "A warning."
        return f"**{self.title}** {kind}\n\n{self.text}"


def entries() -> tuple[Entry, ...]:
    """Every code that a finding can have, in the order of the contract. Raises FormError."""
    return tuple(entry for family in FAMILIES for entry in read(FOLDER / f"{family}.md"))


def read(file: Path) -> Iterator[Entry]:
    """The sections of one file. Raises FormError."""
    _, *sections = file.read_text(encoding="utf-8").split("\n## ")
    for section in sections:
        heading, _, text = section.strip().partition("\n\n")
        code, _, title = heading.partition(": ")
        yield _entry(code, title, text, f"{file.name}: {code}")


def _entry(code: str, title: str, text: str, place: str) -> Entry:
    about = text.partition("Bad:\n")[0].strip()
    if not title:
        raise FormError(f"{place} has no title: write `## {code}: What the finding says.`")
    if not about:
        raise FormError(f"{place} has no paragraph before `Bad:` that explains it")
    bad, good = (_example(name, text, place) for name in ("Bad", "Good"))
    return Entry(code, title, about, bad, good, text)


def _example(name: str, text: str, place: str) -> Example:
    block = rf"^{name}:\n\n```(\w+)\n(.+?)\n```$"
    match = re.search(block, text, re.DOTALL | re.MULTILINE)
    if match is None:
        raise FormError(f"{place} has no `{name}:` above a fenced block that names its language")
    return Example(match[1], match[2])


INTRODUCTION = """\
# Findings

What the build and `doit check` report, code by code. An error fails its visual: no SVG of it is
built. A warning fails only `doit check`, and only for a published visual. To accept all warnings
that exist now, run `doit check --update-baseline`; C001, C002 and P001 are never accepted.

`doit docs` makes this page from the files in `pipeline/findings/codes`.
"""


def page() -> str:
    """docs/findings.md: a table of all codes, and a section for each."""
    found = entries()
    rows = [f"| [{e.code}](#{e.code.lower()}) | {e.severity} | {e.title} |" for e in found]
    table = "\n".join(("| code | severity | meaning |", "|---|---|---|", *rows))
    return "\n\n".join((INTRODUCTION.rstrip(), table, *_sections())) + "\n"


def _sections() -> Iterator[str]:
    for family in FAMILIES:
        yield f"## {family.capitalize()}"
        for entry in read(FOLDER / f"{family}.md"):
            yield f"### {entry.code}\n\n{entry.markdown}"


if __name__ == "__main__":
    write_whole(sys.argv[1], page().encode())
