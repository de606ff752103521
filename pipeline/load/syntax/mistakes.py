"""What is wrong with a text that is no YAML, and a text without it; how its lines are read.

A line is read as an author sees it: by its indent, its dashes, its key and what follows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(
    r"(?P<lead>\s*(?:-\s+)*)"
    r"(?:(?P<key>[\w.-]+|<<|\"[^\"]*\"|'[^']*')(?P<colon>\s*:(?:\s+|$)))?"
    r"(?P<value>(?>(?:\S++|\s++(?=\S))*))\s*+$"
)
KEY = re.compile(r"[\w.-]+\s*:(?:\s|$)")
KEY_LINE = re.compile(r"""\s*(?:-\s+|[{,]\s*)*(?:[\w.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)""")
"""A line that reads like one with a key, wherever it stands."""

ESCAPED = {'"': re.compile(r'\\.|(")'), "'": re.compile("''|(')")}
"""What stands for a quote in a quoted text, or, as a group, ends it."""

COLON = re.compile(r":(?=\s|$)")
BLOCK = re.compile(r"[|>][-+\d]*")
_INDENT = re.compile(r"\s*")


class Fault(NamedTuple):
    """What is wrong, the way out, and where; None where that is not known."""

    message: str
    hint: str
    line: int | None = None
    column: int | None = None


class Repair(NamedTuple):
    """A mistake that there may be, and the lines without it.

    `is_of_text` where it lies in the text of one line, which others may have as well.
    """

    fault: Fault
    lines: list[str]
    is_of_text: bool = False


def width_of(line: str) -> int:
    """How many blanks a line starts with."""
    indent = _INDENT.match(line)
    return indent.end() if indent else 0


def quoted(text: str) -> str:
    """A text as it can stand in YAML, in the quotes that it does not hold if there are such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
