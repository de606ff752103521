"""The text of a DOT file → its tokens, and what is found in them before Graphviz sees it.

Grammar: https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.positions import position_at

TokenKind = Literal["name", "quoted", "html", "mark"]

KEYWORDS = frozenset(("digraph", "edge", "graph", "node", "strict", "subgraph"))
EDGES = ("->", "--")
JOINTS = frozenset((*EDGES, ":", "=", ","))
"""Marks within a statement."""

LONGEST = 16_384
"""Letters that Graphviz reads in one piece."""


_TOKEN = re.compile(
    r"""(?>(?:\s+ | //[^\n]* | /\*.*?(?:\*/|\Z) | \#[^\n]*)*)
        (?: (?P<quoted>"(?:[^"\\]|\\.)*(?:"|\Z))
          | (?P<html><)
          | (?P<mark>->|--|[{}\[\];,=:+])
          | (?P<name>-?(?:\.\d+|\d+(?:\.\d*)?)|[^\s"<>{}\[\];,=:+\-/\#]+|.))""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_HTML_MARK = re.compile("[<>]")
_CONTINUED = re.compile(r"\\\r?\n")


class Token(NamedTuple):
    """A name (an id or a number), a quoted or HTML string without its quotes, or a mark.

    `mark` is the text of a mark, "" for the others. `keyword` is the one that a name is, in lower
    case: DOT takes them in any case, but not quoted.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    line: int
    column: int
    mark: str = ""
    keyword: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of its first letter."""
        return self.line, self.column

    def place_of(self, offset: int) -> tuple[int, int]:
        """Line and column of a letter of an HTML string, by its offset in `text`."""
        line, column = position_at(self.text, offset)
        return self.line + line - 1, column + self.column if line == 1 else column


def tokenize(text: str) -> list[Token]:
    """The tokens of a DOT file, quoted strings joined where `+` joins them; never raises."""
    tokens: list[Token] = []
    joined: defaultdict[int, list[str]] = defaultdict(list)
    line, line_start, at = 1, 0, 0
    for kind, start, end in _scan(text):
        if newlines := text.count("\n", at, start):
            line, line_start = line + newlines, text.rindex("\n", at, start) + 1
        at = start
        content, mark, keyword = text[start:end], "", ""
        if kind == "mark":
            mark = content
        elif kind == "name":
            lower = content.lower()
            keyword = lower if lower in KEYWORDS else ""
        else:
            content = _content(kind, content)
        token = Token(kind, content, start, end, line, start - line_start + 1, mark, keyword)
        if kind == "quoted" and _is_joined(tokens):
            del tokens[-1]
            tokens[-1] = tokens[-1]._replace(end=end)
            joined[len(tokens) - 1].append(token.text)
        else:
            tokens.append(token)
    for at, texts in joined.items():
        tokens[at] = tokens[at]._replace(text="".join((tokens[at].text, *texts)))
    return tokens


def _scan(text: str) -> Iterator[tuple[TokenKind, int, int]]:
    position = 0
    while match := _TOKEN.match(text, position):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # one of the four names
        start, position = match.span(kind)
        if kind == "html":
            position = _html_end(text, start)
        yield kind, start, position


def _html_end(text: str, start: int) -> int:
    depth = 0
    for match in _HTML_MARK.finditer(text, start):
        depth += 1 if match.group() == "<" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _content(kind: TokenKind, raw: str) -> str:
    """What stands between the quotes of a string."""
    inside = raw[1:-1]
    if kind == "quoted" and "\\" in inside:
        return _CONTINUED.sub("", inside).replace('\\"', '"')
    return inside


def _is_joined(tokens: list[Token]) -> bool:
    return len(tokens) > 1 and tokens[-1].mark == "+" and tokens[-2].kind == "quoted"


def body_start(tokens: list[Token]) -> int | None:
    """The offset right after the first `{`, where defaults go that everything else overrides."""
    return next((token.end for token in tokens if token.mark == "{"), None)


def attributes(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Each attribute's name and value."""
    for index, token in enumerate(tokens[1:-1]):
        if token.text == "=" and token.kind == "mark":
            yield tokens[index], tokens[index + 2]
