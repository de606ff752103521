"""A line with two dollar signs or more → whether it is on money, and where the script writes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pipeline.positions import column_of_byte

_DOLLAR = re.compile(r"(?<!\\)\$")
_BETWEEN = re.compile(r"\s?\.?\d(?=[\d.,\s]*[^\d.,\s])[^\\^_{}]*|\s?\.?\d[\d.,]*\s+")
"""What stands between two amounts: digits, then a word or a sign, and nothing of a formula."""

_BETWEEN_AFTER = re.compile(r"(?!.*[\\^_{}$])(?=.*\s[a-zA-Z]{2,}\s).*(?<=\d)", re.DOTALL)
"""The same where the signs stand after the amounts."""

_AMOUNT = re.compile(r"\s?\.?\d")

_FIELD = re.compile(r"\{[^{}]*\}|%[-+ #0-9.]*[a-zA-Z]")
"""What stands for a value in a string that is formatted later."""

_VALUE = "\0"


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
        and any(_may_give(literals, text) for literals in _lines(node))
    )
    line, column = min(places, default=(0, 0))
    if not line:
        return None
    return line, column_of_byte(
        re.split("\r\n|\r|\n", content.decode(errors="replace"))[line - 1], column
    )


def _lines(node: ast.Constant | ast.JoinedStr) -> Iterator[list[str]]:
    """Each line of a string with two dollar signs or more, as the texts between its values."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    for line in "".join(map(_template, parts)).split("\n"):
        if line.count("$") > 1:
            yield line.split(_VALUE)


def _template(part: ast.expr) -> str:
    if not isinstance(part, ast.Constant):
        return _VALUE
    return _FIELD.sub(_VALUE, part.value) if isinstance(part.value, str) else ""


def _may_give(literals: Sequence[str], text: str) -> bool:
    """Whether a line with these texts between its values can become `text`; no value is empty."""
    first, *others = literals
    if not text.startswith(first) or not others:
        return text == first
    at, *between, last = len(first), *others
    for literal in between:
        at = text.find(literal, at + 1)
        if at < 0:
            return False
        at += len(literal)
    return text.endswith(last) and at < len(text) - len(last)
