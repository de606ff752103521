"""What Graphviz wrote to its standard error → findings with the source's lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Finding, Job
from pipeline.render.dot.source import Token, keyword_as_node
from pipeline.render.failures import error, warning

_START = re.compile(r"(Error|Warning): (?:<stdin>: )?")
LONGEST = 16_384
"""Letters that Graphviz reads in one piece."""

_SYNTAX = re.compile(r"syntax error in line (\d+)(?: near '(.*)')?", re.DOTALL)
# What a message without a line is about: the first token of that text gives the line.
_ABOUT = tuple(
    re.compile(pattern)
    for pattern in (
        r"in label of (?:node|edge|graph) (\S+)",
        r"unknown shape (\S+?)\.?$",
        r"^Unknown \"\w+\" value: \"(.+?)\"",
        r"^Arrow type \"(.+?)\" unknown",
        r"unsupported style (\S+)",
        r"^(\S+) is not a known color",
        r"^node '(.+?)', graph '.*' size too small",
        r"node (.+?), port \S+ unrecognized",
        r"^Illegal value (\S+) for",
        r"^Unable to reclaim box space in spline routing for edge \"(\S+) ->",
        r"cluster named (\S+) not found",
        r"Layout type: \"(.+?)\" not recognized",
        r"Unrecognized (?:style|overlap value) \"?(.+?)\"?(?: |$)",
    )
)


def findings(job: Job, output: str, text: str, tokens: list[Token]) -> list[Finding]:
    """One finding for each message, equal ones once: `Error:` is R001, `Warning:` R005."""
    found: dict[Finding, None] = {}
    for severity, message in _messages(output):
        found[_finding(job, severity, message, text, tokens)] = None
    return list(found)


def _messages(output: str) -> Iterator[tuple[str, str]]:
    """The severity and text of each message; lines that start none belong to the one before."""
    parts = _START.split(output)[1:]
    for severity, message in zip(parts[::2], parts[1::2], strict=True):
        yield severity, "\n".join(line.rstrip() for line in message.strip().splitlines())


def _finding(job: Job, severity: str, message: str, text: str, tokens: list[Token]) -> Finding:
    syntax = _SYNTAX.search(message)
    if severity == "Error" and syntax:
        line, column = int(syntax[1]), _column(text, int(syntax[1]), syntax[2])
        return error(job, "R001", message, _syntax_hint(tokens), line, column)
    subject = _subject(message, tokens)
    place = subject.place if subject else (None, None)
    if severity == "Error":
        return error(job, "R001", message, _error_hint(message), *place)
    return warning(job, message, "", *place)


def _column(text: str, line: int, near: str | None) -> int | None:
    """The column of what the message quotes, where it stands once in its line."""
    here = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    return here.index(near) + 1 if near and here.count(near) == 1 else None


def _syntax_hint(tokens: list[Token]) -> str:
    if any(token.end - token.start > LONGEST for token in tokens):
        return "Graphviz reads no text of more than 16 KiB: shorten or split it"
    keyword = keyword_as_node(tokens)
    if keyword is None:
        return "the mistake is there or shortly before: a missing quote, bracket or semicolon"
    name = keyword.text
    return f'{name} in line {keyword.line} is a DOT keyword: as a node\'s name write "{name}"'


def _error_hint(message: str) -> str:
    if "triangulation library" in message:
        return 'the Graphviz that comes along lacks sfdp: use layout=fdp, or dot = "system"'
    return ""


def _subject(message: str, tokens: list[Token]) -> Token | None:
    for pattern in _ABOUT:
        if match := pattern.search(message):
            subject = match[1].strip("\"'")
            return next((token for token in tokens if token.text == subject), None)
    return None
