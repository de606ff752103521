"""The conditions of `@media` and `@supports` → whether they hold on a light screen.

Follows Media Queries 5 and CSS Conditional 3. The screen is as large as the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # the library carries no types

from pipeline.normalize.styles.properties import is_supported
from pipeline.normalize.styles.syntax import Tokens, css_text, split_at_commas
from pipeline.normalize.values.lengths import px

Leaf = Callable[[Any], bool]


class Screen(NamedTuple):
    """The size in CSS px of the window that a drawing fills."""

    width: float
    height: float


_WORDS = {
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "color-gamut": "srgb",
    "display-mode": "browser",
    "dynamic-range": "standard",
    "forced-colors": "none",
    "inverted-colors": "none",
    "overflow-block": "scroll",
    "overflow-inline": "scroll",
    "prefers-color-scheme": "light",
    "prefers-contrast": "no-preference",
    "prefers-reduced-data": "no-preference",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "scan": "progressive",
    "scripting": "enabled",
    "update": "fast",
    "video-dynamic-range": "standard",
}
_NUMBERS = {"color": 8.0, "color-index": 0.0, "monochrome": 0.0, "grid": 0.0, "resolution": 1.0}
_RESOLUTIONS = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}
_TYPES = ("all", "screen")
_RANGE = re.compile(r"\s*(<=|>=|<|>|=)\s*")
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
_SLACK = 1e-9


def media_holds(tokens: Tokens, screen: Screen) -> bool:
    """Whether one query of a list does; an empty list always does."""
    queries = split_at_commas(tokens)
    return not any(queries) or any(_query_holds(query, screen) for query in queries)


def _query_holds(tokens: Tokens, screen: Screen) -> bool:
    words = [token for token in tokens if token.type != "whitespace"]
    is_negated = False
    first = [getattr(word, "lower_value", "") for word in words[:2] if word.type == "ident"]
    if len(first) == 2 and first[0] in ("not", "only"):
        is_negated = words.pop(0).lower_value == "not"
    holds = True
    if words and words[0].type == "ident" and words[0].lower_value != "not":
        holds = words.pop(0).lower_value in _TYPES
        words = words[1:]  # `and`
    if words:
        holds = holds and _holds(words, lambda block: _feature_holds(block, screen))
    return holds is not is_negated


def supports_holds(tokens: Tokens) -> bool:
    """Whether a browser has what a `@supports` rule asks for."""
    return _holds([token for token in tokens if token.type != "whitespace"], _is_supported)


def _holds(words: Tokens, leaf: Leaf) -> bool:
    """`not x`, `x and y …`, `x or y …`, where each is a block, or a function."""
    if words and words[0].type == "ident" and words[0].lower_value == "not":
        return len(words) == 2 and not _operand(words[1], leaf)
    operands = [_operand(word, leaf) for word in words[::2]]
    is_choice = len(words) > 1 and getattr(words[1], "lower_value", "") == "or"
    return any(operands) if is_choice else bool(operands) and all(operands)


def _operand(token: Any, leaf: Leaf) -> bool:
    if token.type != "() block":
        return token.type == "function" and leaf(token)
    inner = [part for part in token.content if part.type != "whitespace"]
    is_condition = inner and (
        inner[0].type in ("() block", "function") or getattr(inner[0], "lower_value", "") == "not"
    )
    return _holds(inner, leaf) if is_condition else leaf(token)


def _is_supported(token: Any) -> bool:
    if token.type == "function":
        return str(token.lower_name) == "selector"
    (declaration, *more) = tinycss2.parse_blocks_contents(token.content, True, True) or [None]
    if declaration is None or more or declaration.type != "declaration":
        return False
    return is_supported(declaration.lower_name, css_text(declaration.value))


def _feature_holds(block: Any, screen: Screen) -> bool:
    if block.type == "function":
        return False
    text = css_text(block.content).lower()
    if ":" in text:
        name, _, value = map(str.strip, text.partition(":"))
        for prefix, relation in (("min-", ">="), ("max-", "<=")):
            if name.startswith(prefix):
                return _compare(name.removeprefix(prefix), relation, value, screen)
        return _compare(name, "=", value, screen)
    parts = _RANGE.split(text)
    if len(parts) == 1:
        return _is_set(text, screen)
    return all(_relation_holds(parts[at : at + 3], screen) for at in range(0, len(parts) - 1, 2))


def _is_set(name: str, screen: Screen) -> bool:
    """What a feature's name alone asks: whether it is neither nothing nor zero."""
    if name in _WORDS:
        return _WORDS[name] not in ("none", "no-preference")
    return bool(_number(name, screen) or name == "orientation")


def _relation_holds(parts: list[str], screen: Screen) -> bool:
    left, relation, right = parts
    if _number(left, screen) is not None:
        return _compare(left, relation, right, screen)
    return _compare(right, _TURNED[relation], left, screen)


def _compare(name: str, relation: str, value: str, screen: Screen) -> bool:
    if name == "orientation":
        return value == ("portrait" if screen.height >= screen.width else "landscape")
    if name in _WORDS:
        return _WORDS[name] == value
    have, asked = _number(name, screen), _value(value)
    if have is None or asked is None:
        return False
    difference = have - asked
    is_equal = abs(difference) < _SLACK
    return (is_equal and "=" in relation) or (
        not is_equal and (difference > 0 if ">" in relation else "<" in relation)
    )


def _number(name: str, screen: Screen) -> float | None:
    """A feature that has a number: px, a ratio, dots in a px, or none."""
    bare = name.removeprefix("device-")
    if bare in ("width", "height"):
        return screen.width if bare == "width" else screen.height
    if bare == "aspect-ratio":
        return screen.width / screen.height
    return _NUMBERS.get(name)


def _value(text: str) -> float | None:
    if "/" in text:
        above, _, below = text.partition("/")
        over, under = px(above), px(below)
        return over / under if over is not None and under else None
    for unit, factor in _RESOLUTIONS.items():
        number = px(text.removesuffix(unit)) if text.endswith(unit) else None
        if number is not None and text.removesuffix(unit)[-1:].isdigit():
            return number * factor
    return px(text)
