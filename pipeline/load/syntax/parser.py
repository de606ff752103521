"""YAML bytes → the nodes of the one document that they hold."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from pipeline.positions import Position

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 200
"""Levels of nesting in a question; libyaml's composer recurses and overflows the C stack."""

TOO_DEEP = "it is nested too deeply"
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class YamlError(Exception):
    """The text is not one YAML document; `line` and `column` say where, as far as that is known.

    `opened` is where what could not be read to its end begins, `hint` the way out if it is sure.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        opened: tuple[str, Position] | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column
        self.opened, self.hint = opened, hint


def compose(data: bytes) -> tuple[yaml.Node, Any]:
    """The top node of a document, and the loader that turns nodes into values. Raises YamlError."""
    try:
        _check_depth(data)
        loader = Loader(data)
        node = loader.get_single_node()
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        raise _as_yaml_error(error) from error
    if node is None:
        raise YamlError("the file is empty", 1, 1, hint="write the question")
    return node, loader


def _check_depth(data: bytes) -> None:
    """Raise YamlError where the text nests deeper than DEEPEST; most texts cannot, by a count."""
    if sum(data.count(opener) for opener in (b"[", b"{", b"- ", b"? ")) < DEEPEST:
        return
    depth = 0
    for event in yaml.parse(data, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError(TOO_DEEP, *place_of(event.start_mark))


def _as_yaml_error(error: Exception) -> YamlError:
    if isinstance(error, RecursionError):
        return YamlError(TOO_DEEP)
    at, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if "nesting depth" in str(problem):  # libyaml's own limit
        problem, context = TOO_DEEP, None
    opened = (str(error.context), place_of(context)) if context else None  # type: ignore[attr-defined]
    line, column = place_of(at or context) if at or context else (None, None)
    return YamlError(str(problem), line, column, opened)


def place_of(mark: Any) -> Position:
    """Where a mark of the parser stands."""
    return mark.line + 1, mark.column + 1


@lru_cache(maxsize=2)
def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of a text as YAML counts them; what is not in its encoding is replaced."""
    return tuple(LINE_END.split(text_of(data)))


def text_of(data: bytes) -> str:
    """The text of a file; what is not in its encoding is replaced."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, "replace")


ODD_END = re.compile("[\x85\u2028\u2029]")
"""What ends a line in YAML, and in no editor."""


def place_in(data: bytes, place: Position) -> Position:
    """Where in the file stands what YAML has at a line and column of its own count."""
    line, column = place
    starts = _starts(data)
    if not 1 <= line <= len(starts):
        return place
    in_file, before = starts[line - 1]
    return in_file, before + column


@lru_cache(maxsize=2)
def _starts(data: bytes) -> tuple[Position, ...]:
    """The line of the file and the columns before each line of YAML; () where they are the same."""
    text = text_of(data)
    if not ODD_END.search(text):
        return ()
    found, column = [(1, 0)], 0
    for line, end in zip(lines_of(data), LINE_END.finditer(text), strict=False):
        is_odd = bool(ODD_END.match(end[0]))
        column = column + len(line) + 1 if is_odd else 0
        found.append((found[-1][0] + (not is_odd), column))
    return tuple(found)


def as_yaml(text: str) -> str:
    """A text as it is to be written where YAML shall read the same text."""
    try:
        is_plain = yaml.load(text, Loader=Loader) == text
    except (yaml.YAMLError, ValueError):
        is_plain = False
    return text if is_plain else f'"{text}"'
