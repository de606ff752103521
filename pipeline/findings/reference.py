"""The docstrings of all codes → entries, and the page docs/findings.md made of them."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.check import RULES
from pipeline.files.outputs import write_whole
from pipeline.findings.codes import CODES
from pipeline.model import Severity, severity_of

FAMILIES = {
    "Q": "Question",
    "R": "Render",
    "S": "Safety",
    "A": "Access",
    "L": "Look",
    "B": "Build",
    "C": "Claim",
}
_FORM = re.compile(
    r"(?P<title>.+?)\n\n(?P<about>.+?)\n\nBad:\n(?P<bad>.+?)\n+Good:\n(?P<good>.+)", re.DOTALL
)
_LANGUAGES = (
    ("svg", re.compile(r"<")),
    ("dot", re.compile(r"(strict )?(di)?graph\b")),
    ("python", re.compile(r"(import|from) |.*\bplt\.|.*\bax\.", re.DOTALL)),
    ("yaml", re.compile(r"# \S+\.yaml|\w+:")),
)


class FormError(Exception):
    """A docstring of a code that is not of the fixed form; the message names the code."""


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of source: its language is "yaml", "dot", "python", "svg" or "text"."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to say on one code."""

    code: str
    title: str
    about: str
    bad: Example
    good: Example

    @property
    def severity(self) -> Severity:
        """What a finding of this code does: fail its visual, or warn."""
        return severity_of(self.code)


def entries() -> tuple[Entry, ...]:
    """Every code that a finding can have, in the order of the contract. Raises FormError."""
    told = {code.__name__: code.__doc__ for code in CODES}
    told |= {code: rule.__doc__ for code, rule in RULES.items()}
    found = [_entry(code, text or "") for code, text in told.items()]
    return tuple(sorted(found, key=lambda each: (list(FAMILIES).index(each.code[0]), each.code)))


def _entry(code: str, docstring: str) -> Entry:
    match = _FORM.fullmatch(inspect.cleandoc(docstring))
    if match is None:
        raise FormError(f"{code}: a title, a paragraph, Bad: and Good: with an example each")
    paragraphs = [" ".join(text.split()) for text in match["about"].split("\n\n")]
    title = " ".join(match["title"].split())
    return Entry(
        code, title, "\n\n".join(paragraphs), _example(match["bad"]), _example(match["good"])
    )


def _example(block: str) -> Example:
    text = inspect.cleandoc(f"\n{block}")
    known = (language for language, start in _LANGUAGES if start.match(text))
    return Example(next(known, "text"), text)


def markdown(entry: Entry) -> str:
    """One code explained: what it says, what is looked at, and both examples."""
    examples = (("Bad", entry.bad), ("Good", entry.good))
    blocks = [f"{name}:\n\n{_fenced(example)}" for name, example in examples]
    kind = "An error." if entry.severity == "error" else "A warning."
    return "\n\n".join((f"**{entry.title}** {kind}", entry.about, *blocks))


def _fenced(example: Example) -> str:
    names = {"svg": "xml", "text": ""}
    return f"```{names.get(example.language, example.language)}\n{example.text}\n```"


INTRODUCTION = """\
# Findings

What the build and `doit check` tell, code by code. An error fails its visual, and no SVG of it is
built. A warning fails nothing but the `doit check` of a published visual; `doit check
--update-baseline` accepts the warnings that there are.

This page is made by `doit docs` from the docstrings in `pipeline/codes` and `pipeline/check`.
"""


def page() -> str:
    """docs/findings.md: a table of all codes, and a section for each."""
    found = entries()
    rows = [f"| [{e.code}](#{e.code.lower()}) | {e.severity} | {e.title} |" for e in found]
    table = "\n".join(("| code | | says |", "|---|---|---|", *rows))
    return "\n\n".join((INTRODUCTION.rstrip(), table, *_sections(found))) + "\n"


def _sections(found: Iterable[Entry]) -> Iterator[str]:
    family = ""
    for entry in found:
        if entry.code[0] != family:
            family = entry.code[0]
            yield f"## {FAMILIES[family]}"
        yield f"### {entry.code}"
        yield markdown(entry)


if __name__ == "__main__":
    write_whole(sys.argv[1], page().encode())
