r"""The texts of a graph → backslashes that Graphviz takes for its own, and what is lost with them.

`\n`, `\l` and `\r` end a line, `\N \G \E \T \H \L` stand for names and labels. Before any other
letter the backslash is dropped. Source: https://graphviz.org/docs/attr-types/escString/
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.positions import position_at
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import Token
from pipeline.render.dot.wrong.records import Lost

LABELS = ("label", "xlabel", "headlabel", "taillabel")
_TEXT_WORD = re.compile(r'[^\s"]+')
_ESCAPE = re.compile(r"\\(?:\\|(?P<command>(?P<letter>[A-Za-z])[A-Za-z]*))")
_ESCAPES = frozenset("lnrEGHLNT")
_FORMULA = re.compile(r"\$[^$\\]*\\[^$]+\$|\\l(floor|ceil|angle)\b.*\\r\1\b")
_COMMANDS = frozenset(
    """
    lambda left leftarrow leftrightarrow leq leqslant lim limits log lvert nabla neq notin
    rbrace rho right rightarrow rightharpoonup rightleftharpoons rvert
    Gamma Lambda Leftarrow Leftrightarrow Longleftarrow Longleftrightarrow Longrightarrow Theta
    """.split()  # noqa: SIM905 - a list of so many strings would fill a screen
)
"""Commands of LaTeX of which no word is left without their first letter."""

_IN_FORMULAS = frozenset(
    """
    land langle lbrace lceil ldots le lfloor lg ll ln lnot lor ne neg ni not nu
    rangle rceil rfloor rm
    """.split()  # noqa: SIM905
)
"""Others, of which a word is left: `\\land` may well be a line that starts with `and`."""

_SIGNS = {
    "times": "×", "cdot": "·", "pm": "±", "div": "÷", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠", "neq": "≠", "approx": "≈", "infty": "∞", "sum": "Σ", "in": "∈", "notin": "∉",
    "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "leftarrow": "←", "Leftarrow": "⇐",
    "leftrightarrow": "↔", "sqrt": "√", "ldots": "…", "lfloor": "⌊", "lceil": "⌈", "nabla": "∇",
    "log": "log", "ln": "ln", "lim": "lim", "max": "max", "min": "min", "exp": "exp",
}  # fmt: skip
"""What commands of LaTeX stand for, beside Greek letters."""

_RAW_FORMULA = re.compile(r"\$[^$\n]*?\\\\(?P<command>[A-Za-z]+)[^$\n]*\$")
_UNICODE = re.compile(r"\\u[0-9A-Fa-f]{4}")
_OF_FORMULAS = re.compile(r"tan|tau|text|theta|tilde|times|to\b|top|triangle")
_DRIVE = re.compile(r"(?<!\w)[A-Za-z]:(?:\\[\w.-]+){2,}")
_FOLDERS = re.compile(r"[\w.-]+(?:\\[\w.-]+){2,}")
_LAST_LINE = re.compile(r"\\[lnr]$")
_LONGEST = 40
"""Letters of a word that a message shows."""


def lost_backslashes(source: Source) -> Iterator[Lost]:
    r"""The first backslash of each text that is not drawn, though it seems to be meant.

    Bad: `"$O(n \log n)$"`, `"C:\data\logs"`, `"\d+"`. Good: `"first\lsecond\l"`, `"a\nb"`.
    """
    for token in drawn_texts(source):
        text = source.text[token.start : token.end]
        if "\\" not in text:
            continue
        words = [*_TEXT_WORD.finditer(text)]
        is_formula = bool(_FORMULA.search(text))
        is_formula |= any(any(_lost(word[0], is_formula=False)) for word in words)
        for word in words:
            if lost := list(_lost(word[0], is_formula=is_formula)):
                place = position_at(source.text, token.start + word.start() + lost[0].start())
                yield Lost(*_told(word[0], lost), place)
                break
        else:
            if formula := _RAW_FORMULA.search(text):
                command = formula["command"]
                message = rf"\{command} is drawn as it stands"
                place = position_at(source.text, token.start + formula.start("command") - 2)
                yield Lost(message, _plainly(command, text), place)


def _plainly(command: str, word: str) -> str:
    """What to write for a command of LaTeX; "" for another word behind a backslash."""
    size = "SMALL" if command.islower() else "CAPITAL"
    try:
        sign = unicodedata.lookup(f"GREEK {size} LETTER {command}")
    except KeyError:
        sign = _SIGNS.get(command, "")
    if sign:
        return rf"DOT has no formulas: write {sign} for \{command}"
    is_formula = "$" in word or rf"\{command}{{" in word
    return "DOT has no formulas: write plain letters and signs" if is_formula else ""


def drawn_texts(source: Source) -> Iterator[Token]:
    """The quoted texts that are drawn: labels, and the names of nodes that have no label."""
    for name, value in source.attributes:
        if name.text in LABELS and value.kind == "quoted":
            yield value
    labelled: set[str] = set()
    for each in source.lists:
        if not each.is_of_edges and any(name.text == "label" for name, _ in each.inside):
            if each.default == "node":
                return
            labelled.update(token.text for token in each.statement)
    for _, token, _ in source.mentions:
        if token.kind == "quoted" and token.text not in labelled:
            labelled.add(token.text)
            yield token


def _lost(word: str, *, is_formula: bool) -> Iterator[re.Match[str]]:
    """The backslashes of a word that are lost, alone or with the letter after them."""
    taken = _taken_by_lines(word)
    for escape in _ESCAPE.finditer(word):
        command, letter = escape["command"], escape["letter"]
        is_command = command in _COMMANDS or (is_formula and command in _IN_FORMULAS)
        if letter and (letter not in taken or is_command):
            yield escape


def _taken_by_lines(word: str) -> frozenset[str]:
    """The letters that make an escape of Graphviz; in the path of a file there are none."""
    letters = {escape["letter"] for escape in _ESCAPE.finditer(word)} - {None}
    if _LAST_LINE.search(word) or len(letters) < 2:
        return _ESCAPES
    if _DRIVE.search(word):
        return frozenset()
    return _ESCAPES - {"l", "r"} if letters - _ESCAPES and _FOLDERS.fullmatch(word) else _ESCAPES


def _told(word: str, lost: list[re.Match[str]]) -> tuple[str, str]:
    """The message and the way out."""
    first = lost[0]
    sign, starts = rf"\{first['letter']}", {escape.start() for escape in lost}
    if len(word) > _LONGEST:
        word, starts = first[0], {0}
    if first["letter"] in _ESCAPES:
        message = rf"{sign} is an escape of Graphviz, so {word} is not drawn as it stands"
    else:
        message = rf"the \ of {word} is not drawn: Graphviz knows no {sign}"
    if _UNICODE.match(word, min(starts)):
        return message, "write the sign itself"
    is_path = _DRIVE.search(word) or _FOLDERS.fullmatch(word)
    if not is_path and (plain := _plainly(first["command"], word)):
        return message, plain
    if first["letter"] == "t" and not _OF_FORMULAS.match(first["command"]) and len(starts) == 1:
        return message, r"for a tab write spaces, for a backslash \\"
    doubled = "".join(rf"\{each}" if n in starts else each for n, each in enumerate(word))
    return message, f"write {doubled} to draw {word}"
