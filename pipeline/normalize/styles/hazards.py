"""CSS text → whatever in it could run, load or reach out of the drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.context import shorten
from pipeline.normalize.styles.syntax import Tokens, address_of, sheet_rules

_MAX_NESTING = 50
_NO_FONT = "remove the rule: text is drawn in the house font, with or without it"
_NO_IMPORT = "copy the rules that the drawing needs into this <style>, and remove the @import"
_LOADING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"))
_ACTIVE = frozenset(("expression", "element", "-moz-element", "paint"))
_ACTIVE_PROPERTIES = frozenset(("behavior", "-ms-behavior", "-moz-binding"))
_WORD = re.compile(r"[\w-]+")
_SCRIPT = re.compile(r"(?:java|vb)script:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Violation:
    """A code, what is wrong, and the way out where it is not the usual one."""

    code: str
    message: str
    hint: str = ""


def is_too_nested(text: str) -> bool:
    """Whether brackets nest so deep that a recursive reader would fail."""
    depth = deepest = 0
    for bracket in re.findall(r"[(\[{}\])]", text):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    return deepest > _MAX_NESTING


@lru_cache(maxsize=16)
def at_rule_violations(sheet: str) -> tuple[tuple[Violation, int], ...]:
    """Every violation in a style sheet, with its line counted from the sheet's first."""
    if is_too_nested(sheet):
        return ((Violation("S005", "the style sheet nests too many brackets"), 1),)
    return tuple(_sheet_violations(sheet_rules(sheet)))


def _sheet_violations(nodes: Tokens) -> Iterator[tuple[Violation, int]]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            message = f"the rule @{node.at_keyword} loads another style sheet"
            is_font = "font" in str(tinycss2.serialize(node.prelude)).lower()
            yield Violation("S002", message, _NO_FONT if is_font else _NO_IMPORT), node.source_line
        elif node.type == "qualified-rule" or (
            node.type == "at-rule" and node.lower_at_keyword != "namespace"
        ):
            yield from _block_violations(node)


def _block_violations(node: Any) -> Iterator[tuple[Violation, int]]:
    is_font = node.type == "at-rule" and node.lower_at_keyword == "font-face"
    for token in _walk([*node.prelude, *(node.content or ())]):
        violation = _token_violation(token)
        if violation and not (is_font and violation.code != "S001"):
            yield violation, token.source_line
    for token in node.content or ():
        if token.type == "ident" and token.lower_value in _ACTIVE_PROPERTIES:
            yield Violation("S001", f"the property {token.value} runs code"), token.source_line


@lru_cache(maxsize=4096)
def value_violation(text: str, declarations: bool = False) -> Violation | None:
    """What is wrong with a presentation attribute's value, or with a style attribute."""
    if is_too_nested(text):
        return Violation("S005", f"the value {shorten(text)} nests too many brackets")
    tokens = tinycss2.parse_component_value_list(text, True)
    for token in _walk(tokens):
        violation = _token_violation(token)
        if violation:
            return violation
        if declarations and token.type == "ident" and token.lower_value in _ACTIVE_PROPERTIES:
            return Violation("S001", f"the property {token.value} runs code")
    return None


def _walk(tokens: Tokens) -> Iterator[Any]:
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inner, list):
            waiting.extend(reversed(inner))


def _token_violation(token: Any) -> Violation | None:
    if token.type == "string" and _SCRIPT.match(token.value.strip()):
        return Violation("S001", f"the script address {shorten(token.value)} is not allowed")
    if token.type == "function" and token.lower_name in _ACTIVE:
        return Violation("S001", f"the function {token.name}() is not allowed")
    if token.type == "function" and token.lower_name in _LOADING - {"url"}:
        return Violation("S002", f"the function {token.name}() loads a file")
    address = address_of(token)
    if address is None or address.strip().startswith("#"):
        return None
    return _address_violation(address.strip())


def _address_violation(address: str) -> Violation:
    shown = shorten(address)
    if _SCRIPT.match(address):
        return Violation("S001", f"the script address url({shown}) is not allowed")
    if address.lower().startswith("data:image/"):
        return Violation("S003", f"the embedded image url({shown}) is not allowed")
    return leading_out(f"url({shown})", address, f"url(#{address})")


def leading_out(shown: str, address: str, meant: str) -> Violation:
    """A reference to another file; a word alone was rather meant for an id of the drawing."""
    hint = f"did you mean {meant}?" if _WORD.fullmatch(address) else ""
    return Violation("S002", f"{shown} leads out of the drawing", hint)
