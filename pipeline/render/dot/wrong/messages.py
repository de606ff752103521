"""What Graphviz wrote to its standard error → findings with the source's lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.model import Finding, Job, is_error
from pipeline.positions import Position, position_at
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import Token
from pipeline.render.dot.wrong import causes, subjects
from pipeline.render.dot.wrong.grammar import first_wrong
from pipeline.render.failures import error, out_of_memory, warning

_START = re.compile(r"(Error|Warning): (?:<stdin>: )?")
_ASSERTION = re.compile(r"^\S+: \w+\.c:\d+: .*\n?", re.MULTILINE)
_GLUED = re.compile(r"(?<=ignored)(?=in label of )")
"""After some warnings Graphviz forgets the end of the line."""

_SYNTAX = re.compile(r"syntax error in line (\d+)(?: near '(.*)'| scanning|$)", re.DOTALL)
_NO_MEMORY = re.compile(r"^out of memory", re.MULTILINE)
"""Graphviz's last words where it gets no more memory; it ends then, with exit code 1."""

_UNNAMED = re.compile(r",? (?:in )?graph '?%\d+'?")
"""What Graphviz calls a graph without a name."""

_PORT = re.compile(r"node .+, port \S+ unrecognized")
_SPLIT = "starts as a number and is read as several names"
_IN_A_LABEL = "in label of "
_MOST_WORDS = 500
"""Words of a line in which a name is looked for."""

_SHOWN = 20
"""Letters of a text that a message quotes."""


def findings(job: Job, output: str, source: Source) -> list[Finding]:
    """One finding for each message, equal ones once: `Error:` is R001, `Warning:` R005."""
    found: dict[Finding, None] = {}
    if _NO_MEMORY.search(output):
        found[out_of_memory(job)] = None
    for severity, message in _messages(output):
        found[_finding(job, severity, message, source)] = None
    return _without_consequences(list(found))


def _without_consequences(found: list[Finding]) -> list[Finding]:
    """Each mistake once: a number that goes on, and a record that cannot be read, cause two.

    So does an edge beside a record, of which the warning says why and the error which it is.
    """
    errors = [each for each in found if is_error(each)]
    split = {each.line for each in found if each.message.endswith(_SPLIT)}
    ends = {each.line for each in errors if each.message.startswith("syntax error")} & split
    is_record = any(each.message.startswith("bad label format") for each in errors)
    lost = [each for each in errors if each.message.startswith("lost ")]
    left: list[Finding] = []
    if lost and any(each.message.startswith("flat edge ") for each in found):
        found = [
            each._replace(hint=subjects.BESIDE_A_RECORD) if each in lost else each
            for each in found
            if not each.message.startswith("flat edge ")
        ]
    for each in found:
        is_end = each.line in ends
        is_of_record = is_record and _PORT.match(each.message)
        if is_end and each.message.endswith(_SPLIT):
            left.append(each._replace(code="R001", severity="error"))
        elif not (is_of_record or (is_end and is_error(each))):
            left.append(each)
    return left


def _messages(output: str) -> Iterator[tuple[str, str]]:
    """The severity and text of each message; lines that start none belong to the one before."""
    parts = _START.split(_GLUED.sub(r"\n", _ASSERTION.sub("", output)))[1:]
    for severity, message in zip(parts[::2], parts[1::2], strict=True):
        yield severity, "\n".join(line.rstrip() for line in message.strip().splitlines())


def _finding(job: Job, severity: str, message: str, source: Source) -> Finding:
    syntax = _SYNTAX.match(message)
    if severity == "Error" and syntax and _IN_A_LABEL not in message:
        return syntax_error(job, int(syntax[1]), source.text, source.tokens)
    if number := subjects.NUMBER.search(message):
        return _split_name(job, source.lines[int(number[2]) - 1], int(number[2]), number[1])
    place = subjects.place(message, source) or (None, None)
    hint = subjects.way_out(message)
    message = _UNNAMED.sub("", message)
    if severity == "Error":
        return error(job, "R001", message, hint, *place)
    return warning(job, message, hint, *place)


def syntax_error(job: Job, line: int, text: str, tokens: list[Token]) -> Finding:
    """The error at the first token that cannot stand there; in `line` if each could."""
    stop = first_wrong(tokens)
    if stop is None:
        last = min(line, position_at(text, len(text.rstrip()))[0])
        return error(job, "R001", f"syntax error in line {last}", "", last)
    odd = causes.odd_quote(tokens, stop)
    place, near = _place(text, tokens, tokens.index(odd) if odd else stop.at)
    message = f"syntax error in line {place[0]} {near}"
    return error(job, "R001", message, causes.way_out(text, tokens, stop), *place)


def _place(text: str, tokens: list[Token], index: int) -> tuple[Position, str]:
    """Where a token stands, and what to call it; past the last one the end of the text."""
    if index < len(tokens):
        token = tokens[index]
        shown = text[token.start : token.end].split("\n")[0]
        return token.place, f"near '{shown[:_SHOWN]}'"
    return position_at(text, max(0, len(text.rstrip()) - 1)), "at the end of the file"


def _split_name(job: Job, content: str, line: int, number: str) -> Finding:
    """A number that goes on as a name does: Graphviz draws two nodes of it."""
    part = number.rstrip(".")
    words = islice(re.finditer(r"[^\s\[\]{};,=\"]+", content), _MOST_WORDS)
    word = next((word for word in words if part in word.group()), None)
    whole, column = (word.group().partition("->")[0], word.start() + 1) if word else (part, None)
    message = f"{whole} {_SPLIT}"
    return warning(job, message, f'put it into quotes: "{whole}"', line, column)
