"""YAML bytes → values with the line and column of each (contract 2).

The parser keeps what PyYAML's loader throws away: where each key and value stands, and keys that
occur twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.positions import Position, position_of_byte

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 200
"""Levels of nesting in a question; libyaml's composer recurses and overflows the C stack."""


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_MERGE = "tag:yaml.org,2002:merge"
_CUT = re.compile(r"\s+(#)\w")


class YamlError(Exception):
    """The text is not one YAML document; `line` and `column` say where, as far as that is known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed YAML document: its top node, the loader that turns nodes into values, its bytes."""

    node: yaml.Node
    loader: Any
    data: bytes

    def keys(self) -> dict[str, yaml.Node]:
        """The top-level keys with their value nodes; the last wins where one occurs twice."""
        if not isinstance(self.node, yaml.MappingNode):
            return {}
        pairs = [
            pair for key, value in self.node.value if key.tag == _MERGE for pair in _all(value)
        ]
        return {key.value: value for key, value in (*pairs, *self.node.value) if _is_text(key)}

    def value(self, node: yaml.Node, depth: int = 2) -> Any:
        """What YAML makes of `node`; collections more than `depth` levels down become empty.

        No visual nests deeper, and aliases could otherwise unfold without end. Raises YamlError
        for tags that cannot be constructed.
        """
        try:
            if isinstance(node, yaml.ScalarNode):
                return self.loader.construct_object(node)
            if isinstance(node, yaml.SequenceNode):
                return [self.value(child, depth - 1) for child in node.value if depth]
            if depth:
                self.loader.flatten_mapping(node)
            return {_name(key): self.value(value, depth - 1) for key, value in node.value if depth}
        except (yaml.YAMLError, ValueError, TypeError) as error:
            raise _as_yaml_error(error, b"", node.start_mark) from error

    def position(self, path: Sequence[str | int], of_key: bool = False) -> Position:
        """Where the value at `path` stands, or its key; the nearest parent where there is none."""
        node, key = self.node, None
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
        mark = key.start_mark if of_key and key is not None else node.start_mark
        return _place(mark)

    def comment_after(self, path: Sequence[str | int]) -> Position | None:
        """Where ` #` and a letter or digit follow the unquoted text at `path`, as cut from it."""
        node = self.node
        for step in path:
            found = _child(node, step)
            if found is None:
                return None
            node = found[1]
        if not isinstance(node, yaml.ScalarNode) or node.style:
            return None
        encoding = "utf-16" if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        line, column = node.end_mark.line, node.end_mark.column
        rest = _LINE_END.split(self.data.decode(encoding))[line][column:]
        match = _CUT.match(rest)
        return (line + 1, column + match.start(1) + 1) if match else None

    def duplicates(self, top: frozenset[str]) -> Iterator[tuple[str, Position, Position]]:
        """Keys that occur twice, with both places: those of `top`, and all in visual blocks."""
        if isinstance(self.node, yaml.MappingNode):
            pairs = [pair for pair in self.node.value if _is_text(pair[0], top)]
            yield from _twice(pairs)
            for key, value in pairs:
                if key.value.startswith("visual"):
                    yield from _twice_below(value)


def parse(data: bytes) -> Document:
    """The one document that `data` holds. Raises YamlError."""
    try:
        _check_depth(data)
        loader = Loader(data)
        node = loader.get_single_node()
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        raise _as_yaml_error(error, data) from error
    if node is None:
        raise YamlError("the file is empty", 1, 1)
    return Document(node, loader, data)


def _check_depth(data: bytes) -> None:
    """Raise YamlError where the text nests deeper than DEEPEST; most texts cannot, by a count."""
    if sum(data.count(opener) for opener in (b"[", b"{", b"- ", b"? ")) < DEEPEST:
        return
    depth = 0
    for event in yaml.parse(data, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError("it is nested too deeply", *_place(event.start_mark))


def _place(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


def _as_yaml_error(error: Exception, data: bytes, mark: Any = None) -> YamlError:
    if isinstance(error, RecursionError):
        return YamlError("it is nested too deeply")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None) or mark
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if mark is not None:
        return YamlError(str(problem), *_place(mark))
    if isinstance(error, yaml.reader.ReaderError) and isinstance(error.position, int):
        return YamlError(str(problem), *position_of_byte(data, error.position))
    return YamlError(str(problem))


def _all(merged: yaml.Node) -> list[Any]:
    """The pairs of a mapping, or of a list of them of which the first counts most."""
    if isinstance(merged, yaml.SequenceNode):
        return [pair for each in reversed(merged.value) for pair in _all(each)]
    return list(merged.value) if isinstance(merged, yaml.MappingNode) else []


def _is_text(key: yaml.Node, among: frozenset[str] | None = None) -> bool:
    return isinstance(key, yaml.ScalarNode) and (among is None or key.value in among)


def _name(key: yaml.Node) -> str:
    """The key as text; one that is itself a collection is no key of ours, whatever it holds."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "?"


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return key, value
    return None


def _twice(pairs: Sequence[Any]) -> Iterator[tuple[str, Position, Position]]:
    first: dict[str, Position] = {}
    for key, _ in pairs:
        if isinstance(key, yaml.ScalarNode):
            place = _place(key.start_mark)
            if key.value in first:
                yield key.value, place, first[key.value]
            first.setdefault(key.value, place)


def _twice_below(block: yaml.Node) -> Iterator[tuple[str, Position, Position]]:
    """Duplicate keys of a visual block, or of each block of a list of them."""
    blocks = block.value if isinstance(block, yaml.SequenceNode) else [block]
    for each in blocks:
        if isinstance(each, yaml.MappingNode):
            yield from _twice(each.value)
