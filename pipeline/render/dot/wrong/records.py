"""The label of a record → where Graphviz cannot read it, and what it leaves out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.positions import Position, position_at
from pipeline.render.dot.lookup import Source
from pipeline.render.dot.source import Token
from pipeline.render.dot.statements import AttributeList

_PORT = re.compile(r"<([^<>{}|\\]*)>")
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


class Lost(NamedTuple):
    """What is not drawn, the way out, and where it stands."""

    message: str
    hint: str
    place: Position


_SHAPES = ("record", "Mrecord")


def lost(source: Source) -> Iterator[Lost]:
    """What the labels of records hold and Graphviz does not draw."""
    text = source.text
    for label in labels(source.lists):
        if label.kind == "quoted" and '"' not in text[label.start + 1 : label.end - 1]:
            for message, hint, at in _left_out(text[label.start + 1 : label.end - 1]):
                yield Lost(message, hint, position_at(text, label.start + 1 + at))


def labels(lists: list[AttributeList]) -> Iterator[Token]:
    """The labels of nodes whose shape is a record's by their own list or by default."""
    is_default = False
    for each in lists:
        if each.is_of_edges or each.default == "graph":
            continue
        values = {name.text: value for name, value in each.inside}
        is_record = values["shape"].text in _SHAPES if "shape" in values else is_default
        if each.default == "node":
            is_default = is_record
        if is_record and "label" in values:
            yield values["label"]


def _left_out(label: str) -> Iterator[tuple[str, str, int]]:
    """The message, the way out and the offset of each: text before a port, and after the end."""
    depth, start = 0, 0
    for sign in _SIGN.finditer(label):
        at, what = sign.start(), sign.group()
        depth += (what == "{") - (what == "}")
        port = _PORT.match(label, at)
        if port and label[start:at].strip():
            name = port[1]
            message = f"<{name}> names a port, and text before a port is not drawn"
            hint = rf"write \<{name}\> for these signs; a port stands first: <{name}> text"
            yield message, hint, at
        if depth < 0:
            hint = r"write \} for the sign, or { where the part begins that it ends"
            yield "this } ends the label: what follows is not drawn", hint, at
            return
        if what in ("<", "|", "{", "}", ">"):
            start = sign.end()
