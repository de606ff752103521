"""A question's values → every violation of question.schema.json, in words for its author."""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

PATH = Path(__file__).with_name("question.schema.json")
FORM = "lower-case letters and digits in groups joined by single hyphens, such as cloud-2848"


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong at `path` (keys and indices from the top); `of_key`: with the key itself."""

    path: tuple[str | int, ...]
    of_key: bool
    message: str
    hint: str


def violations(question: dict[str, Any]) -> Iterator[Violation]:
    """Every violation of the schema by the keys of `question` that concern the build."""
    for error in _validator().iter_errors(question):
        yield from _explain(error)


@functools.cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(PATH.read_text(encoding="utf-8")))


def _explain(error: ValidationError) -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    name = path[-1] if path else "the question"
    value: Any = error.instance
    wanted, rule = cast(Any, error.validator_value), cast(Any, error.schema)
    match error.validator:
        case "additionalProperties":
            known = list(rule["properties"])
            for key in sorted(set(value) - set(known)):
                yield Violation((*path, key), True, f"unknown key {key!r}", _near(key, known))
        case "required":
            for key in (key for key in wanted if key not in value):
                yield Violation(path, True, f"{key!r} is missing", f"add {key}: …")
        case "enum":
            hint = _near(str(value), wanted)
            yield Violation(path, False, f"{name} is {_short(value)}", hint)
        case "type":
            message = f"{name} must be {_TYPES[wanted]}, {_is(value)}"
            yield Violation(path, False, message, _retype(value, wanted))
        case "not":
            hint = "keep one: visual for a single block, visuals for a list"
            yield Violation(("visuals",), True, "the question has both visual and visuals", hint)
        case "pattern" if wanted == r"\.svg$":
            hint = "the name of the SVG ends in .svg"
            yield Violation(path, False, f"{name} is {_short(value)}", hint)
        case "pattern":
            yield Violation(path, False, f"{name} is {_short(value)}", f"use {FORM}")
        case _:
            yield Violation(path, False, f"{name} is empty", "fill it in, or remove it")


def _near(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"did you mean {close[0]}?" if close else f"one of {', '.join(known)}"


_TYPES = {"string": "a text", "object": "a block of keys", "array": "a list"}


def _is(value: Any) -> str:
    if value is None or value in ([], {}):
        return "it is empty"
    if isinstance(value, dict | list):
        return f"it is {'a list' if isinstance(value, list) else 'a block'}"
    return f"YAML reads {value} as a {_YAML_NAMES.get(type(value).__name__, 'value')}"


_YAML_NAMES = {
    "bool": "boolean",
    "int": "number",
    "float": "number",
    "date": "date",
    "datetime": "date",
    "str": "text",
    "bytes": "binary value",
}


def _retype(value: Any, kind: str) -> str:
    if kind == "string" and not isinstance(value, dict | list) and value is not None:
        return f'put it in quotes: "{value}"'
    return f"write {_TYPES[kind]} here"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
