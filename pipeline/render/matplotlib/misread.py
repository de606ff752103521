"""A text that is drawn → whether Python or matplotlib reads it otherwise than its author meant.

Two dollar signs of money make a formula, a backslash in a plain string takes a letter with it, and
an object without words of its own is written as a place in memory.
"""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterator, Sequence

from matplotlib._mathtext_data import tex2uni

from pipeline.positions import column_of_byte

_DOLLAR = re.compile(r"(?<!\\)\$")
_BETWEEN = re.compile(r"\s?\.?\d(?=[\d.,\s]*[^\d.,\s])[^\\^_{}]*|\s?\.?\d[\d.,]*\s+")
"""What stands between two amounts: digits, then a word or a sign, and nothing of a formula."""

_BETWEEN_AFTER = re.compile(r"(?!.*[\\^_{}$])(?=.*\s[a-zA-Z]{2,}\s).*(?<=\d)", re.DOTALL)
"""The same where the signs stand after the amounts."""

_FORMULA_ONLY = re.compile(r"[\\^_{}]")
_UNIT_BEFORE = re.compile(r"(?:^|[\s(\[]|US)\Z")
_UNIT_AFTER = re.compile(r"/[A-Za-z]|[kKMB]?(?:[\s,;:)\]]|\Z)")
"""What stands around a dollar sign that is a unit: $/hr, ($k), in $."""

_PER = re.compile(r"/[A-Za-z]")
_LINKS = frozenset(
    ("and", "at", "by", "for", "from", "in", "not", "of", "or", "per", "than", "to", "versus", "vs",
     "vs.", "was", "with")
)  # fmt: skip
"""Words that lead on from a first dollar sign, or to a second: no formula starts or ends so."""

_BRACKET = re.compile(r"[()\[\]]")

_AMOUNT = re.compile(r"\s?\.?\d")

_FIELD = re.compile(r"\{[^{}]*\}|%[-+ #0-9.]*[a-zA-Z]")
"""What stands for a value in a string that is formatted later."""

_VALUE = "\0"

_TAKEN = {
    "\a": ("a", "a bell"), "\b": ("b", "a backspace"), "\t": ("t", "a tab"),
    "\n": ("n", "the end of a line"), "\v": ("v", "a vertical tab"), "\f": ("f", "a form feed"),
    "\r": ("r", "a carriage return"),
}  # fmt: skip
"""What Python makes of a backslash and a letter: the letter, and its name."""

_OTHER_COMMANDS = frozenset(
    ("acute", "bar", "bf", "binom", "boldsymbol", "breve", "frac", "right", "rm", "text", "textbf",
     "textit", "textrm", "tilde", "tt", "vec")
)  # fmt: skip
_CONTROL = re.compile(r"([\0-\x1f\x7f])([A-Za-z]*)")
_USUAL = "\t\n\r"
"""Texts that are no formulas hold these, too."""


_ADDRESS = re.compile(r"<[^<>]* at (0x[0-9A-Fa-f]+)")


def as_address(text: str) -> str:
    """A text without the place in memory by which Python shows an object in it; "" for any other.

    Bad: `ax.text(0, 0, node)`, whose class has no `__str__`. Good: `ax.text(0, 0, node.name)`, and
    a text that its author wrote, where no object lies.
    """
    found = _ADDRESS.search(text)
    is_one = found and any(id(each) == int(found[1], 16) for each in gc.get_objects())
    return _ADDRESS.sub(lambda each: each[0].replace(each[1], "0x…"), text) if is_one else ""


def taken_by_python(text: str) -> tuple[str, str] | None:
    """What a text has instead of a backslash and the letter behind it, as a message and a hint.

    Bad: `"$\\theta$"` in the script, whose text is a tab and “heta”. Good: `r"$\\theta$"`.
    """
    for found in _CONTROL.finditer(text):
        sign, letters = found.groups()
        letter, name = _TAKEN.get(sign, ("", ""))
        word = letter + letters
        is_command = word in tex2uni or word in _OTHER_COMMANDS
        is_line = sign == "\n" and not _is_in_formula(text, found.start())
        if sign in _USUAL and (is_line or not is_command):
            continue
        if not letter:
            message = f"a text holds U+{ord(sign):04X}, a control character, which nobody can see"
            return message, r"take it out; where a backslash was meant, write a raw string: r'…'"
        message = rf"Python takes \{letter} in “\{word}” for {name}"
        return message, rf"write the text as a raw string: r'…\{word}…'"
    return None


def _is_in_formula(text: str, at: int) -> bool:
    return len(_DOLLAR.findall(text, 0, at)) % 2 == 1


def is_money(line: str) -> bool:
    """Whether a formula in a line is what lies between two dollar signs of money.

    They stand at amounts, or as units do: alone in brackets, or by themselves in a sentence.
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
        if _are_units(before, inside, after) and _is_prose(line, inside, after):
            return True
        if before[-1:].isdigit() and _BETWEEN_AFTER.fullmatch(inside):
            return True
    return False


def _are_units(before: str, inside: str, after: str) -> bool:
    """Whether both dollar signs around `inside` stand as units; the first may have its amount."""
    is_first = _UNIT_BEFORE.search(before[-2:]) and (
        _UNIT_AFTER.match(inside) or _AMOUNT.match(inside)
    )
    return bool(is_first and _UNIT_BEFORE.search(inside[-2:]) and _UNIT_AFTER.match(after))


def _is_prose(line: str, inside: str, after: str) -> bool:
    """Whether what lies between two such signs goes on outside of them, as no formula does."""
    if _FORMULA_ONLY.search(inside):
        return False
    is_bracketed = not _is_balanced(inside) and _is_balanced(line)
    are_rates = _PER.match(inside) and _PER.match(after)
    return bool(is_bracketed or are_rates or _is_linked(inside))


def _is_linked(inside: str) -> bool:
    """Whether several words start, or end before a space, with one that links them to others."""
    words = inside.split()
    first, last = (words[0], words[-1]) if len(words) > 1 else ("", "")
    return first in _LINKS or (last in _LINKS and inside[-1].isspace())


def _is_balanced(text: str) -> bool:
    """Whether each bracket that opens is closed; `[0, 1)` is an interval."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "([" else -1
        if depth < 0:
            return False
    return depth == 0


def place_of(content: bytes, text: str) -> tuple[int, int] | None:
    """Line and column of the first string, f-string or template that `text` can have come from.

    `text` is one line that can be misread, and so is what is looked for.
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
    """Each line of a string that can be misread, as the texts between its values."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    for line in "".join(map(_template, parts)).split("\n"):
        literals = line.split(_VALUE)
        if line.count("$") > 1 or any(map(taken_by_python, literals)):
            yield literals


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
