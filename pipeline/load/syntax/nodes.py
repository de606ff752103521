"""YAML bytes → values with the line and column of each (contract 2).

The parser keeps what PyYAML's loader throws away: where each key and value stands, and keys that
occur twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from pipeline.load.syntax.parser import YamlError, compose, lines_of, place_in, place_of
from pipeline.load.syntax.scalars import scalar
from pipeline.positions import Position

_MAPPING = "tag:yaml.org,2002:map"
MERGE = "tag:yaml.org,2002:merge"
_PARAMS = frozenset({"params"})
_CUT = re.compile(r"\s+(#)[^\W_]")
_PROPERTIES = re.compile(r"^(?:[&!]\S*\s+)+")
Pair = tuple[Any, Any]
"""The nodes of a key and its value."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed YAML document: its top node, the loader that turns nodes into values, its bytes."""

    node: yaml.Node
    loader: Any
    data: bytes
    merged: dict[yaml.Node, list[Pair]] = field(default_factory=dict)
    made: dict[tuple[yaml.Node, int], Any] = field(default_factory=dict)
    """Collections that were asked for: an alias of one costs nothing."""

    children: dict[yaml.Node, dict[str | int, Pair]] = field(default_factory=dict)

    def keys(self) -> dict[str, yaml.Node]:
        """The top-level keys with their value nodes; the last wins where one occurs twice."""
        if not isinstance(self.node, yaml.MappingNode):
            return {}
        return {key.value: value for key, value in self._pairs(self.node) if _is_text(key)}

    def own_keys(self) -> dict[str, yaml.Node]:
        """The top-level keys that are written there, not merged, with their value nodes."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else []
        return {key.value: value for key, value in pairs if _is_text(key)}

    def written_values(self, name: str) -> list[Any]:
        """The values of a top-level key, one for each time that it is written."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else []
        return [self.value(node) for key, node in pairs if _is_text(key) and key.value == name]

    def value(self, node: yaml.Node, depth: int = 2) -> Any:
        """What YAML makes of `node`; collections more than `depth` levels down become empty.

        No visual nests deeper, and aliases could otherwise unfold without end. Raises YamlError
        for tags that cannot be constructed.
        """
        if isinstance(node, yaml.ScalarNode):
            return scalar(self.loader, node, self._written)
        if (node, depth) not in self.made:
            self.made[node, depth] = self._collection(node, depth)
        return self.made[node, depth]

    def _collection(self, node: yaml.Node, depth: int) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, depth - 1) for child in node.value] if depth else []
        pairs = self._pairs(node) if depth and isinstance(node, yaml.MappingNode) else []
        return {_name(key): self.value(value, depth - 1) for key, value in pairs}

    def read(self, path: Sequence[str | int], depth: int) -> Any:
        """What YAML makes of the value at `path`, as `value` has it; None where there is none."""
        _, node, is_there = self._at(path)
        return self.value(node, depth) if is_there else None

    def text(self, key: str) -> str:
        """The text or number at a top-level key, as written; "" where there is no such."""
        node = self.keys().get(key)
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def position(self, path: Sequence[str | int], of_key: bool = False) -> Position:
        """Where the value at `path` stands, or its key; the nearest parent where there is none."""
        key, node, _ = self._at(path)
        mark = key.start_mark if of_key and key is not None else node.start_mark
        return place_in(self.data, place_of(mark))

    def written(self, path: Sequence[str | int]) -> str:
        """What stands in the file for the value at `path`, if that is one unquoted word or text.

        "" for any other value: YAML has then changed nothing that an author would miss.
        """
        _, node, is_there = self._at(path)
        return self._written(node) if is_there else ""

    def _written(self, node: yaml.Node) -> str:
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        return _PROPERTIES.sub("", self._raw(node)) if is_plain else ""

    def raw(self, path: Sequence[str | int]) -> str:
        """What stands in the file for the value at `path`, quotes too; "" if more than a line."""
        return self._raw(self._at(path)[1])

    def _raw(self, node: yaml.Node) -> str:
        start, end = node.start_mark, node.end_mark
        return "" if start.line != end.line else self._lines[start.line][start.column : end.column]

    def comment_after(self, path: Sequence[str | int]) -> Position | None:
        """Where ` #` and a letter or digit follow the unquoted text at `path`, as cut from it."""
        _, node, is_there = self._at(path)
        if not is_there or not isinstance(node, yaml.ScalarNode) or node.style:
            return None
        line, column = node.end_mark.line, node.end_mark.column
        match = _CUT.match(self._lines[line][column:])
        return place_in(self.data, (line + 1, column + match.start(1) + 1)) if match else None

    @property
    def _lines(self) -> Sequence[str]:
        return lines_of(self.data)

    def rest_of_line(self, path: Sequence[str | int]) -> str:
        """The line in which the value at `path` starts, from there on."""
        mark = self._at(path)[1].start_mark
        return self._lines[mark.line][mark.column :].rstrip()

    def duplicates(self, top: frozenset[str]) -> Iterator[tuple[str, Position, Position]]:
        """Keys that occur twice, with both places: those of `top`, and all in visual blocks."""
        for key, place, first in self._duplicates(top):
            yield key, place_in(self.data, place), place_in(self.data, first)

    def _duplicates(self, top: frozenset[str]) -> Iterator[tuple[str, Position, Position]]:
        if isinstance(self.node, yaml.MappingNode):
            yield from _twice([pair for pair in self.node.value if _is_text(pair[0], top)])
            for key, value in self._pairs(self.node):
                if _is_text(key, top) and key.value.startswith("visual"):
                    yield from _twice_below(value)

    def take_in(self, into: str, names: Mapping[str, str]) -> None:
        """Move keys at the top into the block under `into`, there with the names given."""
        top = self.node.value
        moved = [pair for pair in top if _is_text(pair[0]) and pair[0].value in names]
        moved = [(_named(key, names[key.value]), value) for key, value in moved]
        for at, (key, block) in enumerate(top):
            if _is_text(key) and key.value == into:
                own = block.value if isinstance(block, yaml.MappingNode) else []
                mark = moved[0][0].start_mark
                top[at] = key, yaml.MappingNode(_MAPPING, [*moved, *own], mark, block.end_mark)

    def _at(self, path: Sequence[str | int]) -> tuple[yaml.Node | None, yaml.Node, bool]:
        """The key and node at `path`, or of its nearest parent, and whether it is there itself."""
        key: yaml.Node | None = None
        node = self.node
        for step in path:
            found = self._child(node, step)
            if found is None:
                return key, node, False
            key, node = found
        return key, node, True

    def _child(self, node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        if isinstance(node, yaml.MappingNode):
            if node not in self.children:
                self.children[node] = {key.value: (key, value) for key, value in self._pairs(node)
                                       if isinstance(key, yaml.ScalarNode)}  # fmt: skip
            return self.children[node].get(step)
        return None

    def _pairs(self, node: yaml.MappingNode) -> list[Pair]:
        """The pairs of a mapping, those that `<<` merges into it first: its own override them."""
        if not any(key.tag == MERGE for key, _ in node.value):
            return node.value  # type: ignore[no-any-return]  # PyYAML's types leave it open
        if node not in self.merged:
            self.merged[node] = []  # what merges itself has nothing to add
            merges = [value for key, value in node.value if key.tag == MERGE]
            # Of two with one key the later overrides the other.
            found = {_name(pair[0]): pair for value in merges for pair in self._merged_from(value)}
            own = [pair for pair in node.value if pair[0].tag != MERGE]
            self.merged[node] = [*found.values(), *own]
        return self.merged[node]

    def _merged_from(self, value: yaml.Node) -> list[Pair]:
        """The pairs that a value of `<<` adds; of a list of blocks, the first counts most."""
        if isinstance(value, yaml.MappingNode):
            return self._pairs(value)
        if isinstance(value, yaml.SequenceNode) and all(
            isinstance(each, yaml.MappingNode) for each in value.value
        ):
            return [pair for each in reversed(value.value) for pair in self._pairs(each)]
        hint = "<< takes the alias of a block of keys: <<: *name, or <<: [*name, *other]"
        raise YamlError("<< merges no block of keys", *place_of(value.start_mark), hint=hint)


def parse(data: bytes) -> Document:
    """The one document that `data` holds. Raises YamlError."""
    return Document(*compose(data), data)


def _is_text(key: yaml.Node, among: frozenset[str] | None = None) -> bool:
    return isinstance(key, yaml.ScalarNode) and (among is None or key.value in among)


def _name(key: yaml.Node) -> str:
    """The key as text; one that is itself a collection is no key of ours, whatever it holds."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "?"


def _named(key: yaml.ScalarNode, name: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(key.tag, name, key.start_mark, key.end_mark, key.style)


def _twice(pairs: Sequence[Any]) -> Iterator[tuple[str, Position, Position]]:
    first: dict[str, Position] = {}
    for key, _ in pairs:
        if isinstance(key, yaml.ScalarNode):
            place = place_of(key.start_mark)
            if key.value in first:
                yield key.value, place, first[key.value]
            first.setdefault(key.value, place)


def _twice_below(block: yaml.Node) -> Iterator[tuple[str, Position, Position]]:
    """Duplicate keys of a visual block, its params, each block of a list, and what they merge."""
    waiting, seen = [block], {block}
    for each in waiting:
        if isinstance(each, yaml.MappingNode):
            yield from _twice(each.value)
            below = [value for key, value in each.value
                     if key.tag == MERGE or _is_text(key, _PARAMS)]  # fmt: skip
        else:
            below = each.value if isinstance(each, yaml.SequenceNode) else []
        waiting += [value for value in below if value not in seen]
        seen.update(below)
