"""The label of a record → where Graphviz cannot read it."""

from __future__ import annotations

import re

from pipeline.positions import Position, position_at
from pipeline.render.dot.source import Token

_SIGN = re.compile(r"\\.|[{}|<>]", re.DOTALL)


def place(text: str, label: Token) -> Position:
    """Line and column of the sign that ends the reading, or of the label where none can be told."""
    if label.kind != "quoted" or "+" in text[label.end - 1 : label.end]:
        return label.place
    raw = text[label.start + 1 : label.end - 1]
    at = _first_wrong(raw)
    return label.place if at is None else position_at(text, label.start + 1 + at)


def _first_wrong(label: str) -> int | None:
    """The offset of the first sign that cannot stand where it stands.

    A field is a port in < >, then text or fields in { }; fields are parted by |.
    """
    opened: list[int] = []
    port: int | None = None
    has_port = False
    for sign in _SIGN.finditer(label):
        at, what = sign.start(), sign.group()
        if what == ">" and port is not None:
            port, has_port = None, True
        elif what == ">" or (what == "<" and (has_port or port is not None)):
            return at if port is None else port
        elif what == "<":
            port = at
        elif what == "{":
            opened.append(at)
        elif what == "}" and not opened:
            return at
        elif what == "}":
            opened.pop()
        if what in ("|", "{", "}"):
            if port is not None:
                return port
            has_port = False
    return port if port is not None else (opened[-1] if opened else None)
