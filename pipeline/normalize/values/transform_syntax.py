"""Values of `transform`, `translate`, `rotate`, `scale`, `transform-origin` → whether CSS has them.

A browser drops a declaration whose value it cannot read: another one holds then.
"""

from __future__ import annotations

from typing import Any

from pipeline.normalize.styles.syntax import split_at_commas
from pipeline.normalize.values.arithmetic import DEGREES
from pipeline.normalize.values.css_transform import FUNCTIONS, PLACES, parts_of


def is_transform(text: str) -> bool:
    """Whether a browser reads a `transform` of a style sheet, where angles need a unit."""
    tokens = parts_of(text)
    are_read = [
        token.type == "function" and token.lower_name in FUNCTIONS and _is_read(token)
        for token in tokens
    ]
    return text.strip().lower() == "none" or (bool(tokens) and all(are_read))


def _is_read(token: Any) -> bool:
    """Whether as many parts as a function takes stand between commas, each in a unit that fits."""
    is_turn = token.lower_name.startswith(("rotate", "skew"))
    is_move = token.lower_name.startswith(("translate", "perspective"))
    parts = [[word for word in part if word.type != "whitespace"]
             for part in split_at_commas(token.arguments)]  # fmt: skip
    if len(parts) not in FUNCTIONS[token.lower_name][0]:
        return False
    for part in parts:
        if len(part) != 1:
            return False
        (word,) = part
        if word.type == "dimension" and (_is_turn(word) is not is_turn or not (is_turn or is_move)):
            return False
        if word.type == "percentage" and (is_turn or token.lower_name.startswith("matrix")):
            return False
        if word.type == "number" and word.value and (is_move or (is_turn and len(parts) < 4)):
            return False
    return True


def is_individual(name: str, text: str) -> bool:
    """Whether a browser reads a value of the property `translate`, `rotate` or `scale`."""
    words = parts_of(text)
    if text.strip().lower() == "none":
        return True
    if name == "rotate":
        turns = [word for word in words if _is_turn(word)]
        return len(turns) == 1 and all(
            word.type in ("number", "ident") for word in words if word not in turns
        )
    fits = _is_factor if name == "scale" else _is_distance
    return 1 <= len(words) <= 3 and all(map(fits, words))


def _is_turn(word: Any) -> bool:
    return word.type == "dimension" and word.lower_unit in DEGREES


def _is_factor(word: Any) -> bool:
    return word.type in ("number", "percentage")


def _is_distance(word: Any) -> bool:
    if word.type == "dimension":
        return not _is_turn(word)
    return word.type == "percentage" or (word.type == "number" and not word.value)


def is_origin(text: str, *, may_be_bare: bool) -> bool:
    """Whether a browser reads a `transform-origin`; in CSS a length needs its unit."""
    words = parts_of(text)
    read = [word for word in words if _is_distance(word) or word.type == "function"
            or getattr(word, "lower_value", "") in PLACES
            or (may_be_bare and word.type == "number")]  # fmt: skip
    return 1 <= len(words) <= 3 and len(read) == len(words)
