"""The tokens of a DOT file → what is opened in it and never closed.

Graphviz notices that at the end of the file, or in the next string, far from the mistake.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from pipeline.positions import Position, position_at
from pipeline.render.dot.source import Token

_QUOTED = re.compile(r'"(?>(?:[^"\\]|\\.)*)("?)', re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|\#[^\n]*|/\*.*?\*/|(?P<open>/\*)", re.DOTALL)
_LOST = re.compile(r"(?P<sign>//|\#(?=\w))[^\s\[\]{},;\"]+")
_BARE = re.compile(r"<(?![a-zA-Z/!])")
_BLANK = re.compile(r"\s*")
_SWALLOWS = re.compile(r"=\s*\Z|\n")
"""A string that ends so has taken in what comes after its lost quote: the next string's name."""


class Unclosed(NamedTuple):
    """What is opened, where, and the way out."""

    what: str
    place: Position
    hint: str


def first_unclosed(text: str, tokens: list[Token]) -> Unclosed | None:
    """What is opened and never closed; None if nothing is."""
    opened = _string(text, tokens) or _bare_sign(tokens)
    if opened is None and (opened := _bracket(tokens) or _brace(text, tokens)):
        return _comment(text, tokens) or _arrow(tokens) or opened
    return opened


def _string(text: str, tokens: list[Token]) -> Unclosed | None:
    last = tokens[-1]
    if last.end < len(text):
        return None
    raw = text[last.start :]
    if last.kind == "html" and raw.count("<") != raw.count(">"):
        hint = "a label of HTML has a > for each <; in its text write &lt; for <"
        return _bare_sign(tokens) or Unclosed("<", last.place, hint)
    if last.kind != "quoted" or _ends_quoted(raw):
        return None
    opened = next((token for token in tokens if _takes_in_more(token)), last)
    return Unclosed('"', opened.place, 'end the text with "')


def _bare_sign(tokens: list[Token]) -> Unclosed | None:
    """The first < in a label of HTML that starts no tag: the label goes on to a > far behind it."""
    for token in tokens:
        if token.kind == "html" and (found := _BARE.search(token.text)):
            return Unclosed(
                "<", token.place_of(found.start()), "in a label of HTML write &lt; for <"
            )
    return None


def _arrow(tokens: list[Token]) -> Unclosed | None:
    """A < that only an arrow ends, in what is open to the end: `[label=<5ms]; a -> b`."""
    hint = 'end a label of HTML with >, and write a text that starts with < in quotes: "<…"'
    ends = (t for t in tokens if t.kind == "html" and t.text.endswith("-") and "]" in t.text)
    return next((Unclosed("<", token.place, hint) for token in ends), None)


def _ends_quoted(raw: str) -> bool:
    """Whether the last of the strings that a `+` joins has its second quote."""
    return all(string[1] for string in _QUOTED.finditer(raw))


def _takes_in_more(token: Token) -> bool:
    return token.kind == "quoted" and bool(_SWALLOWS.search(token.text))


def _bracket(tokens: list[Token]) -> Unclosed | None:
    """The first [ of those that a } or the end of the text finds open."""
    opened: list[Token] = []
    for token in tokens:
        if token.mark in ("[", "{"):
            opened.append(token)
        elif token.mark == "}" and _lists_at_the_end(opened):
            break
        elif opened and (opened[-1].mark, token.mark) in (("[", "]"), ("{", "}")):
            opened.pop()
    lists = _lists_at_the_end(opened)
    return Unclosed("[", lists[-1].place, "end the list of attributes with ]") if lists else None


def _lists_at_the_end(opened: list[Token]) -> list[Token]:
    """The open brackets that stand inside of the last open brace, the last of them first."""
    return [*takewhile(lambda token: token.mark == "[", reversed(opened))]


def _brace(text: str, tokens: list[Token]) -> Unclosed | None:
    opened, doubted = _open_braces(text, tokens)
    return Unclosed("{", (doubted or opened[-1]).place, "end it with }") if opened else None


def _comment(text: str, tokens: list[Token]) -> Unclosed | None:
    """A comment that takes in what would close the rest."""
    for comment in _COMMENT.finditer(text, tokens[-1].end):
        if comment["open"]:
            return Unclosed("/*", position_at(text, comment.start()), "end the comment with */")
    return None


def _open_braces(text: str, tokens: list[Token]) -> tuple[list[Token], Token | None]:
    """The braces left open, and the first that one of an outer line seems to close."""
    opened: list[Token] = []
    doubted: Token | None = None
    for token in tokens:
        if token.mark == "{":
            opened.append(token)
        elif token.mark == "}" and opened:
            before = opened.pop()
            is_outer = _indent(text, token) < _indent(text, before)
            if is_outer and token.line > before.line and opened:
                doubted = doubted or before
        if token.mark == "}" and not opened:
            break
    return opened, doubted


def _indent(text: str, token: Token) -> int:
    """How far the line of a token is indented."""
    start = token.start - token.column + 1
    blank = _BLANK.match(text, start, token.start)
    return blank.end() - start if blank else 0


class Lost(NamedTuple):
    """A value that DOT takes for a comment, from its `sign` on."""

    sign: str
    value: str
    place: tuple[int, int]


def lost_in_comment(text: str, tokens: list[Token]) -> Lost | None:
    """The first colour without quotes, `=#1a2b3c`, or address, `=http://host`."""
    for token in tokens:
        if token.mark in ("=", ":") and (found := _LOST.match(text, token.end)):
            is_address = token.text == ":"
            if is_address != (found["sign"] == "//"):
                continue
            start = text.rfind("=", 0, token.end) + 1 if is_address else token.end
            value = text[start : found.end()].strip()
            return Lost(found["sign"], value, position_at(text, found.start()))
    return None
