"""Style sheets → one flat list of rules, as a browser applies them on a light screen.

Nesting (CSS Nesting 1), conditions and layers (CSS Cascading 5) are resolved here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.styles.rules.conditions import Screen, media_holds, supports_holds
from pipeline.normalize.styles.syntax import (
    Declaration,
    Tokens,
    css_text,
    declaration,
    sheet_rules,
    split_at_commas,
)

Layer = tuple[float, ...]
"""The place of a cascade layer: a later one wins, and what is in none wins over all."""

NO_LAYER: Layer = (float("inf"),)


class Rule(NamedTuple):
    """Some selectors with their declarations, which know their lines in the file."""

    selector: str
    declarations: tuple[Declaration, ...]
    layer: Layer


class Keyframes(NamedTuple):
    """The declarations of an animation at each offset, from 0 to 1."""

    at: tuple[tuple[float, tuple[Declaration, ...]], ...]


class Skipped(NamedTuple):
    """A rule that a browser may apply and that cannot be carried over."""

    line: int
    what: str


MAX_SELECTOR = 10_000
"""Characters of one selector: each level of nesting may double it."""

_UNREAD = ("scope", "container", "function")
"""Rules with which a browser changes the drawing, and we do not."""


@dataclass(slots=True)
class StyleSheet:
    """All the rules of a drawing, in their order."""

    rules: list[Rule] = field(default_factory=list)
    keyframes: dict[str, Keyframes] = field(default_factory=dict)
    registered: dict[str, str] = field(default_factory=dict)
    """Custom properties that are given a first value by `@property`."""

    unshared: set[str] = field(default_factory=set)
    """Those of them that elements do not inherit."""

    skipped: list[Skipped] = field(default_factory=list)


def read_sheets(sheets: Iterable[tuple[str, str, int]], screen: Screen) -> StyleSheet:
    """Style sheets with their `media` and the lines where they start → all their rules."""
    reader = _Reader(screen)
    for text, media, line in sheets:
        reader.first_line = line
        if media_holds(tinycss2.parse_component_value_list(media, True), screen):
            reader.read(sheet_rules(text), (), "")
    return reader.sheet


class _Reader:
    """Goes through nested rules and keeps what surrounds them."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.sheet = StyleSheet()
        self.first_line = 1
        self.layers: dict[tuple[str, ...], int] = {}
        self.unnamed = 0

    def read(self, nodes: Tokens, layer: tuple[str, ...], parent: str) -> None:
        """Rules, and where `parent` is a selector also its declarations."""
        own: list[Declaration] = []
        for node in nodes:
            if node.type == "declaration":
                own += filter(None, [declaration(node)])
                continue
            self._flush(own, layer, parent)
            if node.type == "qualified-rule":
                content = tinycss2.parse_blocks_contents(node.content, True, True)
                self.read(content, layer, nested(node.prelude, parent))
            elif node.type == "at-rule":
                self._at_rule(node, layer, parent)
        self._flush(own, layer, parent)

    def _flush(self, own: list[Declaration], layer: tuple[str, ...], selector: str) -> None:
        if own and selector:
            placed = tuple(one._replace(line=self.first_line + one.line - 1) for one in own)
            self.sheet.rules.append(Rule(selector, placed, self._place(layer)))
        own.clear()

    def _place(self, layer: tuple[str, ...]) -> Layer:
        """Where a layer stands: by the first mention of each layer around it."""
        return (*(self._number(layer[: depth + 1]) for depth in range(len(layer))), *NO_LAYER)

    def _number(self, layer: tuple[str, ...]) -> int:
        return self.layers.setdefault(layer, len(self.layers))

    def _at_rule(self, node: Any, layer: tuple[str, ...], parent: str) -> None:
        keyword = node.lower_at_keyword
        if keyword == "layer":
            self._layer(node, layer, parent)
        elif keyword in ("media", "supports"):
            if node.content is not None and self._holds(keyword, node.prelude):
                self.read(_content(node, parent), layer, parent)
        elif keyword.endswith("keyframes"):
            name = next((t.value for t in node.prelude if t.type in ("ident", "string")), "")
            self.sheet.keyframes[name] = _keyframes(node)
        elif keyword == "property":
            self._register(node)
        elif keyword in _UNREAD:
            line = self.first_line + node.source_line - 1
            self.sheet.skipped.append(Skipped(line, f"@{node.at_keyword}"))

    def _holds(self, keyword: str, prelude: Tokens) -> bool:
        is_media = keyword == "media"
        return media_holds(prelude, self.screen) if is_media else supports_holds(prelude)

    def _layer(self, node: Any, layer: tuple[str, ...], parent: str) -> None:
        names = [
            (*layer, *css_text(part).split(".")) if css_text(part) else ()
            for part in split_at_commas(node.prelude)
        ]
        if not names[0]:
            self.unnamed += 1
            names = [(*layer, f" {self.unnamed}")]
        for name in names:
            self._number(name)
        if node.content is not None:
            self.read(_content(node, parent), names[0], parent)

    def _register(self, node: Any) -> None:
        given = map(declaration, tinycss2.parse_blocks_contents(node.content or [], True, True))
        says = {own.name: own.value for own in filter(None, given)}
        name = css_text(node.prelude)
        if "syntax" in says and says.get("inherits") in ("true", "false"):
            if "initial-value" in says:
                self.sheet.registered[name] = says["initial-value"]
            if says["inherits"] == "false":
                self.sheet.unshared.add(name)


def _content(node: Any, parent: str) -> Tokens:
    read = tinycss2.parse_blocks_contents if parent else tinycss2.parse_rule_list
    return list(read(node.content, True, True))


def nested(prelude: Tokens, parent: str) -> str:
    """The selectors of a rule within another, as they stand outside of it."""
    if not parent:
        return css_text(prelude).replace("&", ":where(:root)")
    text = ", ".join(_nested(part, parent) for part in split_at_commas(prelude))
    if len(text) > MAX_SELECTOR:
        raise OverflowError("nested rules come to selectors beyond measure")
    return text


def _nested(tokens: Tokens, parent: str) -> str:
    text = css_text(tokens)
    return text.replace("&", f":is({parent})") if "&" in text else f":is({parent}) {text}"


def _keyframes(node: Any) -> Keyframes:
    at: dict[float, tuple[Declaration, ...]] = {}
    for rule in tinycss2.parse_rule_list(node.content or [], True, True):
        if rule.type != "qualified-rule":
            continue
        content = tinycss2.parse_blocks_contents(rule.content, True, True)
        given = filter(None, map(declaration, content))
        own = tuple(one for one in given if not one.important)  # which is invalid in keyframes
        for part in split_at_commas(rule.prelude):
            offset = {"from": 0.0, "to": 1.0}.get(css_text(part).lower())
            if offset is None:
                offset = next((t.value / 100 for t in part if t.type == "percentage"), -1.0)
            at[offset] = (*at.get(offset, ()), *own)
    return Keyframes(tuple(sorted(at.items())))
