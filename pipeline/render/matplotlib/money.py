"""A line with two dollar signs or more → whether it is on money, and where the script writes it."""

from __future__ import annotations

import ast
import re

from pipeline.positions import column_of_byte

_DOLLAR = re.compile(r"(?<!\\)\$")
_BETWEEN = re.compile(r"\s?\.?\d[^\\^_{}]*[^\d.,\s\\^_{}][^\\^_{}]*|\s?\.?\d[\d.,]*\s+")
"""What stands between two amounts: digits, then a word or a sign, and nothing of a formula."""

_BETWEEN_AFTER = re.compile(r"[^\\^_{}$]*\s[a-zA-Z]{2,}\s[^\\^_{}$]*\d")
"""The same where the signs stand after the amounts."""

_AMOUNT = re.compile(r"\s?\.?\d")

_FIELD = re.compile(r"\\\{[^{}]*\\\}|%[-+ #0-9.\\]*[a-zA-Z]")
"""What stands for a value in a string that is formatted later; it is looked for after escaping."""


def is_money(line: str) -> bool:
    """Whether a formula in a line is what lies between two dollar signs of money.

    They stand at amounts, or alone in brackets, as units do.
    """
    parts = _DOLLAR.split(line)
    if len(parts) < 3 or len(parts) % 2 == 0:
        return False
    for place in range(1, len(parts), 2):
        before, inside, after = parts[place - 1 : place + 2]
        is_apart = inside.startswith(" ")
        if (
            _BETWEEN.fullmatch(inside)
            and _AMOUNT.match(after)
            and after.startswith(" ") == is_apart
        ):
            return True
        if before[-1:] + inside[:1] in ("()", "[]"):
            return True
        if before[-1:].isdigit() and _BETWEEN_AFTER.fullmatch(inside):
            return True
    return False


def place_of(content: bytes, text: str) -> tuple[int, int] | None:
    """Line and column of the first string, f-string or template that `text` can have come from.

    `text` is one line with two dollar signs or more, and so is what is looked for.
    """
    places = (
        (node.lineno, node.col_offset)
        for node in ast.walk(ast.parse(content))
        if isinstance(node, ast.Constant | ast.JoinedStr)
        and any(re.fullmatch(line, text) for line in _patterns(node))
    )
    line, column = min(places, default=(0, 0))
    if not line:
        return None
    return line, column_of_byte(
        re.split("\r\n|\r|\n", content.decode(errors="replace"))[line - 1], column
    )


def _patterns(node: ast.Constant | ast.JoinedStr) -> list[str]:
    """What each line of a string looks like once it has its values."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    lines = "".join(map(_pattern, parts)).split("\n")
    return [line for line in lines if line.count("\\$") > 1]


def _pattern(part: ast.expr) -> str:
    if not isinstance(part, ast.Constant):
        return ".+?"
    escaped = re.escape(part.value if isinstance(part.value, str) else "")
    return _FIELD.sub(".+?", escaped).replace("\\\n", "\n")
