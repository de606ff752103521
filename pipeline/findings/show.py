"""Findings → lines of text, each with its line of the source and a caret (contract 7)."""

from __future__ import annotations

import contextlib
import linecache
import os
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TextIO

from pipeline.model import Finding, is_error
from pipeline.printing import printable

WIDEST = 100
"""The most letters of a source line that are shown."""

FOLDED = 74
"""The widest part of a line that a script printed, in columns: 80 with the mark before it."""

BOLD, RED, GREEN, YELLOW = "1", "1;31", "1;32", "1;33"
"""Parameters of the ANSI escape sequence that sets a style (ECMA-48, SGR)."""


def is_coloured(stream: TextIO) -> bool:
    """Whether to write colours: only to a terminal, and not if NO_COLOR is set.

    See https://no-color.org.
    """
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(findings: Iterable[Finding], colour: bool = False) -> Iterator[str]:
    """Findings as lines of text, each with its line of the source, a caret and the hint."""
    for finding in findings:
        head = f"{finding.severity} {finding.code}"
        head = styled(head, RED if is_error(finding) else YELLOW, colour)
        yield f"{styled(printable(finding.place), BOLD, colour)}: {head}: {_lines(finding.message)}"
        yield from _excerpt(finding, colour)
        if finding.hint:
            yield f"    hint: {_lines(finding.hint)}"


def printed(output: str, last: int | None = None) -> Iterator[str]:
    """What a script printed, marked as that line by line; a note instead of all but the `last`."""
    lines = output.splitlines()
    left_out = len(lines) - last if last is not None and len(lines) > last else 0
    if left_out:
        yield f"    … {counted(left_out, 'line')} before these"
    for line in lines[left_out:]:
        for part in _folded(_line(line)):
            yield f"    | {part}".rstrip()


def _folded(line: str) -> Iterator[str]:
    """A line in parts so short that no terminal starts a line of its own with what is in them."""
    start = width = 0
    for at, letter in enumerate(line):
        width += _cells(letter)
        if width > FOLDED:
            yield line[start:at]
            start, width = at, _cells(letter)
    yield line[start:]


def beginning(text: str, most: int) -> str:
    """The first lines of a text, `most` letters at most, and how many lines more there are."""
    if len(text) <= most:
        return text
    kept = text[: text.rfind("\n", 0, most) + 1] or f"{text[: most - 1]}\n"
    more = text[len(kept) :].rstrip().count("\n") + 1
    return f"{kept}… {counted(more, 'line')} more\n"


def ending(text: str, most: int) -> str:
    """The last lines of a text, `most` letters at most, and how many lines there are before."""
    if len(text) <= most:
        return text
    start = text.find("\n", len(text) - most, len(text) - 1) + 1 or len(text) - most
    before = text[:start].rstrip().count("\n") + 1
    return f"… {counted(before, 'line')} before these\n{text[start:]}"


def counted(number: int, what: str) -> str:
    """`1 warning`, `2 warnings`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def styled(text: str, style: str, colour: bool) -> str:
    """The text in a style, or as it is if `colour` is false."""
    return f"\033[{style}m{text}\033[0m" if colour else text


def _lines(text: str) -> str:
    """The text; all lines but the first are indented."""
    return "\n      ".join(map(_line, text.splitlines()))


def _line(text: str) -> str:
    """A line of a text that may hold tabs."""
    return printable(text.expandtabs(1))


def _excerpt(finding: Finding, colour: bool) -> Iterator[str]:
    """The source line, and a caret under the column; of a long line, the part near the column."""
    if finding.line is None:
        return
    line = _source_line(finding.file, finding.line)
    column = finding.column or 1
    first = max(0, column - 60)
    shown = _line(line[first : first + WIDEST].rstrip("\n"))
    if shown.strip():
        yield f"    {shown}"
        if finding.column:
            indent = " " * sum(map(_cells, _line(line[first : column - 1])))
            yield f"    {indent}{styled('^', GREEN, colour)}"


def _source_line(file: str, line: int) -> str:
    """A line of a file in the encoding that it declares; "" where none of Python's is that."""
    linecache.checkcache(file)
    with contextlib.suppress(LookupError, ValueError, OSError):  # "# coding: hex" is no text
        return linecache.getline(file, line)
    return ""


def _cells(letter: str) -> int:
    """How many columns of a terminal a letter takes."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
