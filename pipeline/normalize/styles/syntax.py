"""CSS text → tokens, declarations and references, by tinycss2."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # the library carries no types
from tinycss2.ast import FunctionBlock, URLToken  # type: ignore[import-untyped]  # as above

from pipeline.normalize.characters import FORBIDDEN

Tokens = list[Any]
"""Component values of tinycss2, which carries no types."""

_WITH_EQUALS = re.compile(r"(?:^|;)\s*([a-zA-Z-]+)\s*=\s*([^;:=()]+)")
_BARE = re.compile(r"#[\w.:-]+")


class Declaration(NamedTuple):
    """One `name: value`, the value as canonical text; `line` counts from 1 where it is read."""

    name: str
    value: str
    important: bool = False
    line: int = 1


@lru_cache(maxsize=4096)
def declarations(style: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute in order, those with `=` for the `:` at their end.

    Browsers read no `fill=red`: its value is `=red` here, which nothing takes.
    """
    nodes = tinycss2.parse_blocks_contents(style, True, True)
    unread = _WITH_EQUALS.findall(style) if "=" in style else ()
    return (
        *filter(None, map(declaration, nodes)),
        *(Declaration(name.lower(), f"={value}") for name, value in unread),
    )


def declaration(node: Any) -> Declaration | None:
    """One node of a rule's body as a declaration; None where it is none, or holds no value.

    Custom properties alone may be empty.
    """
    if node.type != "declaration":
        return None
    is_custom, value = node.name.startswith("--"), css_text(node.value)
    if not (value or is_custom) or _is_glued(node):
        return None
    name = node.name if is_custom else node.lower_name
    return Declaration(name, value, node.important, node.source_line)


def _is_glued(node: Any) -> bool:
    """Whether a no-break space or the like, a letter to CSS, makes another word of a keyword."""
    has_names = node.name.startswith("--") or node.lower_name in _OF_NAMES
    words = [
        token.value if token.type == "ident" else token.unit
        for token in node.value
        if token.type in ("ident", "dimension")
    ]
    return not has_names and any(word.split() != [word] for word in words)


_OF_NAMES = ("font", "font-family", "animation", "animation-name")


@lru_cache(maxsize=8)
def sheet_rules(sheet: str) -> Tokens:
    """The rules of a style sheet, which several passes look at and none changes."""
    return list(tinycss2.parse_stylesheet(sheet, True, True))


def split_at_commas(tokens: Tokens) -> list[Tokens]:
    """A list of values: what stands between its commas."""
    parts: list[Tokens] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


SPACES = " \t\n\r\f"
"""What is white space to CSS."""


def css_text(tokens: Tokens) -> str:
    """Component values as text; url() without quotes or escapes wherever it names an id."""
    if all(address_of(token) is None for token in tokens):
        return writable(tinycss2.serialize(tokens)).strip(SPACES)
    return "".join(map(_token_text, tokens)).strip(SPACES)


def _token_text(token: Any) -> str:
    address = address_of(token)
    if address is None or not _BARE.fullmatch(address):
        return writable(token.serialize())
    return f"url({address})"


def writable(text: str) -> str:
    """CSS as XML can hold it; what else an escape can mean, no value has that a browser reads."""
    return FORBIDDEN.sub("\ufffd", text)


@lru_cache(maxsize=4096)
def references(value: str) -> tuple[str, ...]:
    """A value cut at its `url(#id)`: text, id, text, id, …, text."""
    if "(" not in value:
        return (value,)
    parts = [""]
    for token in tinycss2.parse_component_value_list(value, True):
        address = (address_of(token) or "").strip()
        if address.startswith("#"):
            parts += [address[1:], ""]
        else:
            parts[-1] += str(token.serialize())
    return tuple(parts)


def address_of(token: Any) -> str | None:
    """The address in `url(…)`, quoted or not; None for any other token."""
    if isinstance(token, URLToken):
        return str(token.value)
    if isinstance(token, FunctionBlock) and token.lower_name == "url":
        return next((str(part.value) for part in token.arguments if part.type == "string"), "")
    return None
