"""The tokens of a DOT file → the first that cannot stand where it stands.

Graphviz names the line of a syntax error and seldom the place. It is asked first: what it reads is
never called wrong here.
Grammar: https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.render.dot.source import EDGES, KEYWORDS, Token

_NAME = re.compile(
    r"-?(?:\.\d+|\d+(?:\.\d*)?)|(?:[^\W\d]|[^\x00-\x7f])(?:\w|[^\x00-\x7f])*", re.ASCII
)
_STATEMENT = {
    "id": "operand", "default": "defaults", "graph": "defaults", "subgraph": "subgraph",
    "{": "{", "}": "}", ";": "statement",
}  # fmt: skip
_JOINED = {"edge": "arrow", ",": "arrow", "[": "list"}
_LIST = {"id": "name", "]": "closed"}
_AFTER: dict[str, dict[str, str]] = {
    "start": {"strict": "strict", "graph": "graph"},
    "strict": {"graph": "graph"},
    "graph": {"id": "named", "{": "{"},
    "named": {"{": "{"},
    "statement": {each: after for each, after in _STATEMENT.items() if each != ";"},
    "operand": {
        **_STATEMENT,
        "edge": "arrow",
        ":": "port",
        "[": "list",
        "=": "value",
        ",": "arrow",
    },
    "group": {**_STATEMENT, "edge": "arrow", "[": "list", ",": "arrow"},
    "arrow": {"id": "operand", "subgraph": "subgraph", "{": "{"},
    "port": {"id": "ported"},
    "ported": {**_STATEMENT, **_JOINED, ":": "side"},
    "side": {"id": "group"},
    "value": {"id": "assigned"},
    "assigned": _STATEMENT,
    "subgraph": {"id": "named", "{": "{"},
    "defaults": {"[": "list"},
    "list": _LIST,
    "name": {"=": "attribute"},
    "attribute": {"id": "valued"},
    "valued": {**_LIST, ";": "list", ",": "list"},
    "closed": {**_STATEMENT, "[": "list"},
}
"""What may come after what, and what it comes to."""


_CLASSES = {"digraph": "graph", "edge": "default", "node": "default"}
"""As what a keyword counts there, if not as itself."""


class Stop(NamedTuple):
    """Where reading stops: the number of the token, and what stood before it."""

    at: int
    after: str


def first_wrong(tokens: list[Token]) -> Stop | None:
    """The first token that cannot stand where it stands; None if the graph is whole."""
    state, depth = "start", 0
    for index, token in enumerate(tokens):
        following = _AFTER[state].get(_class(token))
        if following is None:
            return Stop(index, state)
        depth += (following == "{") - (following == "}")
        if following == "}" and depth == 0:
            return None
        state = {"{": "statement", "}": "group"}.get(following, following)
    return Stop(len(tokens), state)


def _class(token: Token) -> str:
    if token.kind == "mark":
        return "edge" if token.text in EDGES else token.text
    if token.keyword:
        return _CLASSES.get(token.keyword, token.keyword)
    return "id" if token.kind != "name" or is_name(token.text) else ""


def is_name(text: str) -> bool:
    """Whether a name needs no quotes: letters, digits and _, or a number."""
    return bool(_NAME.fullmatch(text))


_SHOWN = 30
"""Letters of a text that a message quotes."""


def written(text: str) -> str:
    """A name or a value as DOT takes it: in quotes where it needs them."""
    is_plain = is_name(text) and text.lower() not in KEYWORDS
    return text if is_plain else '"{}"'.format(text.replace('"', '\\"'))


def quoted(text: str) -> str:
    """A text as a message quotes it: on one line, and not too long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _SHOWN else f'{line[:_SHOWN]}…'}”"
