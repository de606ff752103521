"""Custom properties: `var()` and `env()` → what they stand for (CSS Variables 1)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.styles.properties import INHERITING, WIDE
from pipeline.normalize.styles.syntax import Tokens, writable

Values = Mapping[str, str]
"""Custom properties of an element by name."""

MAX_LENGTH = 100_000
"""No value may grow longer than this, in characters."""


def inherit(above: Values, own: Values) -> Values:
    """The custom properties of an element: those around it and its own, each written out.

    One that is empty stands for nothing and is one; after `initial` there is none.
    """
    if not own:
        return above
    raw = {**above, **own}
    for name, value in own.items():
        keyword = value.strip().lower()
        if keyword in INHERITING and name in above:
            raw[name] = above[name]
        elif keyword in WIDE:
            del raw[name]
    writer = _Writer(raw, above.keys() - own.keys())
    written = {name: writer.value_of(name) for name in raw}
    return {name: value for name, value in written.items() if value is not None}


def substitute(value: str, values: Values) -> str | None:
    """A value without `var()` and `env()`; None where one stands for nothing."""
    return _Writer(values, values.keys()).written(value)


class _Writer:
    """Writes each custom property out once; `done` are those that are written out already."""

    def __init__(self, raw: Values, done: Set[str]) -> None:
        self._raw = raw
        self._known: dict[str, str | None] = {name: raw[name] for name in done}
        self._open: set[str] = set()

    def value_of(self, name: str) -> str | None:
        """The value of a property; None where it has none, or depends on itself."""
        if name not in self._known:
            if name in self._open or name not in self._raw:
                return None
            self._open.add(name)
            self._known[name] = self.written(self._raw[name])
            self._open.discard(name)
        return self._known[name]

    def written(self, value: str) -> str | None:
        """A value with every variable written out."""
        if "(" not in value:
            return value.strip()
        text = self._text(tinycss2.parse_component_value_list(value, True))
        return None if text is None else writable(text).strip()

    def _text(self, tokens: Tokens) -> str | None:
        parts: list[str] = []
        before: Any = None
        length = 0
        for token, part in zip(tokens, map(self._part, tokens), strict=True):
            length += len(part or "")
            if part is None or length > MAX_LENGTH:
                return None
            if parts and _is_value(before) and _is_value(token):
                parts.append(" ")  # values that touch stay two values
            parts.append(part)
            before = token
        return "".join(parts)

    def _part(self, token: Any) -> str | None:
        if token.type == "() block":
            inner = self._text(token.content)
            return None if inner is None else f"({inner})"
        if token.type != "function":
            return str(token.serialize())
        if token.lower_name in ("var", "env"):
            return self._stands_for(token)
        inner = self._text(token.arguments)
        return None if inner is None else f"{token.name}({inner})"

    def _stands_for(self, token: Any) -> str | None:
        comma = next((at for at, part in enumerate(token.arguments) if part == ","), None)
        name = str(tinycss2.serialize(token.arguments[:comma])).strip()
        value = self.value_of(name) if token.lower_name == "var" else None
        if value is not None or comma is None:
            return value
        return (self._text(token.arguments[comma + 1 :]) or "").strip()


def _is_value(token: Any) -> bool:
    return token.type not in ("whitespace", "literal")
