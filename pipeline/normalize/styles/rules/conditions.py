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
from pipeline.normalize.values.arithmetic import Units, quantity_of
from pipeline.normalize.values.lengths import USUAL_SIZE, px

Truth = bool | None
"""None is for what a browser does not know, which holds no better when it is negated."""

Leaf = Callable[[Any], Truth]


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
_RANGE = re.compile(r"(<=|>=|<|>|=)")
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
        known = _holds(words, lambda block: _feature_holds(block, screen))
        if known is None:
            return False
        holds = holds and known
    return holds is not is_negated


def supports_holds(tokens: Tokens) -> bool:
    """Whether a browser has what a `@supports` rule asks for."""
    return bool(_holds([token for token in tokens if token.type != "whitespace"], _is_supported))


def _holds(words: Tokens, leaf: Leaf) -> Truth:
    """`not x`, `x and y …`, `x or y …`, where each is a block, or a function."""
    if words and words[0].type == "ident" and words[0].lower_value == "not":
        known = _operand(words[1], leaf) if len(words) == 2 else None
        return None if known is None else not known
    operands = [_operand(word, leaf) for word in words[::2]]
    is_choice = len(words) > 1 and getattr(words[1], "lower_value", "") == "or"
    if is_choice in operands:
        return is_choice
    return None if None in operands or not operands else not is_choice


def _operand(token: Any, leaf: Leaf) -> Truth:
    if token.type != "() block":
        return leaf(token) if token.type == "function" else None
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


def _feature_holds(block: Any, screen: Screen) -> Truth:
    if block.type == "function":
        return None
    text = css_text(block.content).lower()
    if ":" in text:
        name, _, value = map(str.strip, text.partition(":"))
        for prefix, relation in (("min-", ">="), ("max-", "<=")):
            if name.startswith(prefix):
                return _compare(name.removeprefix(prefix), relation, value, screen)
        return _compare(name, "=", value, screen)
    parts = [part.strip() for part in _RANGE.split(text)]
    if len(parts) == 1:
        return _is_set(text, screen)
    relations = [_relation_holds(parts[at : at + 3], screen) for at in range(0, len(parts) - 1, 2)]
    return None if None in relations else all(relations)


def _is_set(name: str, screen: Screen) -> Truth:
    """What a feature's name alone asks: whether it is neither nothing nor zero."""
    if name in _WORDS:
        return _WORDS[name] not in ("none", "no-preference")
    number = _number(name, screen)
    return name == "orientation" or (None if number is None else bool(number))


def _relation_holds(parts: list[str], screen: Screen) -> Truth:
    left, relation, right = parts
    if _number(left, screen) is not None:
        return _compare(left, relation, right, screen)
    return _compare(right, _TURNED[relation], left, screen)


def _compare(name: str, relation: str, value: str, screen: Screen) -> Truth:
    if name == "orientation":
        return value == ("portrait" if screen.height >= screen.width else "landscape")
    if name in _WORDS:
        return _WORDS[name] == value
    have, asked = _number(name, screen), _value(name, value, screen)
    if have is None or asked is None:
        return None
    difference = have - asked
    if abs(difference) < _SLACK:
        return "=" in relation
    return (">" if difference > 0 else "<") in relation


def _number(name: str, screen: Screen) -> float | None:
    """A feature that has a number: px, a ratio, dots in a px, or none."""
    bare = name.removeprefix("device-")
    if bare in ("width", "height"):
        return screen.width if bare == "width" else screen.height
    if bare == "aspect-ratio":
        return screen.width / screen.height
    return _NUMBERS.get(name)


def _value(name: str, text: str, screen: Screen) -> float | None:
    if "/" in text:
        above, _, below = text.partition("/")
        over, under = px(above), px(below)
        return over / under if over is not None and under else None
    for unit, factor in _RESOLUTIONS.items():
        number = px(text.removesuffix(unit)) if text.endswith(unit) else None
        if number is not None and text.removesuffix(unit)[-1:].isdigit():
            return number * factor
    units = Units(em=USUAL_SIZE, width=screen.width, height=screen.height)
    tokens = tinycss2.parse_component_value_list(text, True)
    value, kind = (quantity_of(tokens[0], units) if len(tokens) == 1 else None) or (0.0, "?")
    is_length = name.removeprefix("device-") in ("width", "height")
    wanted = ("px",) if is_length and value else ("", "px") if is_length else ("",)
    return value if kind in wanted else None
