"""The text of a DOT file → its tokens, and what is found in them before Graphviz sees it.

Grammar: https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.positions import position_at

TokenKind = Literal["name", "quoted", "html", "mark"]

KEYWORDS = ("digraph", "edge", "graph", "node", "strict", "subgraph")
EDGES = ("->", "--")
_JOINTS = (*EDGES, ":", "=", ",")

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
    """A name (an id or a number), a quoted or HTML string without its quotes, or a mark."""

    kind: TokenKind
    text: str
    start: int
    end: int
    line: int
    column: int

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of its first letter."""
        return self.line, self.column

    def place_of(self, offset: int) -> tuple[int, int]:
        """Line and column of a letter of an HTML string, by its offset in `text`."""
        line, column = position_at(self.text, offset)
        return self.line + line - 1, column + self.column if line == 1 else column

    def is_keyword(self, *keywords: str) -> bool:
        """Whether it is one of these keywords, which DOT takes in any case but not quoted."""
        return self.kind == "name" and self.text.lower() in keywords

    def is_mark(self, *marks: str) -> bool:
        """Whether it is one of these marks."""
        return self.kind == "mark" and self.text in marks


def tokenize(text: str) -> list[Token]:
    """The tokens of a DOT file, quoted strings joined where `+` joins them; never raises."""
    lines = [match.start() for match in re.finditer("\n", text)]
    tokens: list[Token] = []
    for kind, start, end in _scan(text):
        line = bisect.bisect_left(lines, start) + 1
        column = start - (lines[line - 2] if line > 1 else -1)
        token = Token(kind, _content(kind, text[start:end]), start, end, line, column)
        if kind == "quoted" and _is_joined(tokens):
            first = tokens[-2]
            del tokens[-2:]
            joined = first.text + token.text
            token = first._replace(text=joined, end=end)
        tokens.append(token)
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
    if kind == "quoted":
        return _CONTINUED.sub("", raw[1:-1]).replace('\\"', '"') if "\\" in raw else raw[1:-1]
    return raw[1:-1] if kind == "html" else raw


def _is_joined(tokens: list[Token]) -> bool:
    return len(tokens) > 1 and tokens[-1].is_mark("+") and tokens[-2].kind == "quoted"


def body_start(tokens: list[Token]) -> int | None:
    """The offset right after the first `{`, where defaults go that everything else overrides."""
    return next((token.end for token in tokens if token.is_mark("{")), None)


def second_graph(tokens: list[Token]) -> Token | None:
    """The first token after the end of the first graph; Graphviz draws only that graph."""
    depth = 0
    for token, following in itertools.pairwise(tokens):
        if token.is_mark("{"):
            depth += 1
        elif token.is_mark("}"):
            depth -= 1
            if depth == 0:
                return following
    return None


def keyword_as_node(tokens: list[Token]) -> Token | None:
    """A keyword that stands where only a node can: beside an arrow."""
    for before, token in itertools.pairwise(tokens):
        if token.is_mark(*EDGES) and before.is_keyword(*KEYWORDS):
            return before
        if before.is_mark(*EDGES) and token.is_keyword(*set(KEYWORDS) - {"subgraph"}):
            return token
    return None


def arrow_as_node(tokens: list[Token]) -> Token | None:
    """A `<->` or the like, which DOT reads as a node whose name is HTML."""
    for before, token in itertools.pairwise(tokens):
        if token.kind == "html" and token.text[:1] in ("-", "=") and not before.is_mark("="):
            return token
    return None


def attributes(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Each attribute's name and value."""
    for index, token in enumerate(tokens[1:-1]):
        if token.text == "=" and token.kind == "mark":
            yield tokens[index], tokens[index + 2]


def fills_with_color(tokens: list[Token]) -> bool:
    """Whether the author fills nodes by `color` alone, which a default `fillcolor` would undo."""
    is_filling = any(
        name.text == "style" and "filled" in value.text for name, value in attributes(tokens)
    )
    return is_filling and any(
        "color" in names and "fillcolor" not in names for names in map(_names, _node_lists(tokens))
    )


def _node_lists(tokens: list[Token]) -> Iterator[list[Token]]:
    """The attribute lists that are no edge's and no graph's."""
    for statement, inside in attribute_lists(tokens):
        if not is_edge(statement) and not _ends_in(statement, "graph"):
            yield inside


def _names(inside: list[Token]) -> set[str]:
    return {name.text for name, equals in itertools.pairwise(inside) if equals.is_mark("=")}


def attributes_of(tokens: list[Token]) -> Iterator[tuple[list[Token], Token, Token]]:
    """Each attribute in a list: the statement that it belongs to, its name and its value."""
    for statement, inside in attribute_lists(tokens):
        for name, equals, value in zip(inside, inside[1:], inside[2:], strict=False):
            if equals.is_mark("="):
                yield statement, name, value


def attribute_lists(tokens: list[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Each attribute list, after the tokens of its statement that stand before it."""
    outer: list[list[Token]] = []
    statement: list[Token] = []
    inside: list[Token] | None = None
    for token in tokens:
        if inside is not None:
            if token.is_mark("]"):
                yield statement, inside
                inside = None
            else:
                inside.append(token)
        elif token.is_mark("["):
            inside = []
        elif token.is_mark("{"):
            outer.append(statement)
            statement = []
        elif token.is_mark("}"):
            statement = [*(outer.pop() if outer else ()), token]
        else:
            if not _goes_on(statement, token):
                statement = []
            statement.append(token)


def _goes_on(statement: list[Token], token: Token) -> bool:
    """Whether a token belongs to the statement before it."""
    if not statement or statement[-1].is_mark(";"):
        return False
    joints = (*EDGES, ":", "=", ",")
    return (
        token.is_mark(*joints) or statement[-1].is_mark(*joints) or _ends_in(statement, "subgraph")
    )


def _ends_in(statement: list[Token], keyword: str) -> bool:
    return bool(statement) and statement[-1].is_keyword(keyword)


def is_edge(statement: list[Token]) -> bool:
    """Whether attributes after that statement are an edge's, or those of all edges."""
    return _ends_in(statement, "edge") or any(token.is_mark(*EDGES) for token in statement)
