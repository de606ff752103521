"""Custom properties: `var()` and `env()` → what they stand for (CSS Variables 1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.styles.syntax import Tokens

Values = Mapping[str, str]
"""Custom properties of an element by name."""

MAX_LENGTH = 100_000
"""No value may grow longer than this, in characters."""

_WIDE = ("inherit", "unset", "revert", "revert-layer")


def inherit(above: Values, own: Values) -> Values:
    """The custom properties of an element: those around it and its own, each written out."""
    if not own:
        return above
    raw = {**above, **own}
    for name, value in own.items():
        if value.strip().lower() in _WIDE:
            raw[name] = above.get(name, "")
        elif value.strip().lower() == "initial":
            raw[name] = ""
    written = {name: _written(raw[name], raw, (name,)) or "" for name in own}
    return {name: value for name, value in {**raw, **written}.items() if value}


def substitute(value: str, values: Values) -> str | None:
    """A value without `var()` and `env()`; None where one stands for nothing."""
    return _written(value, values, ())


def _written(value: str, values: Values, through: tuple[str, ...]) -> str | None:
    if "(" not in value:
        return value
    tokens = tinycss2.parse_component_value_list(value, True)
    text = _text(tokens, values, through)
    return None if text is None or len(text) > MAX_LENGTH else text.strip()


def _text(tokens: Tokens, values: Values, through: tuple[str, ...]) -> str | None:
    parts: list[str] = []
    for token in tokens:
        part = _part(token, values, through)
        if part is None or sum(map(len, parts)) > MAX_LENGTH:
            return None
        parts.append(part)
    return "".join(parts)


def _part(token: Any, values: Values, through: tuple[str, ...]) -> str | None:
    if token.type == "() block":
        inner = _text(token.content, values, through)
        return None if inner is None else f"({inner})"
    if token.type != "function":
        return str(token.serialize())
    if token.lower_name in ("var", "env"):
        return _stands_for(token, values, through)
    inner = _text(token.arguments, values, through)
    return None if inner is None else f"{token.name}({inner})"


def _stands_for(token: Any, values: Values, through: tuple[str, ...]) -> str | None:
    comma = next((at for at, part in enumerate(token.arguments) if part == ","), None)
    name = str(tinycss2.serialize(token.arguments[:comma])).strip()
    if token.lower_name == "var" and name in values:
        return _written(values[name], values, (*through, name)) if name not in through else None
    if comma is None:
        return None
    return (_text(token.arguments[comma + 1 :], values, through) or "").strip()
