"""A question's values → every violation of question.schema.json, in words for its author."""

from __future__ import annotations

import difflib
import functools
import json
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.kinds import HAND_MADE, NAMES

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

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
    validator, rules = _validator()
    for error in validator.iter_errors(_as_json(question)):
        yield from _explain(error, question, rules)


@functools.cache
def _validator() -> tuple[Validator, dict[str, Any]]:
    """The compiled schema, and its rules: those of the file, with the kinds that there are."""
    from jsonschema_rs import validator_for

    rules = json.loads(PATH.read_text(encoding="utf-8"))
    shapes = rules["$defs"]
    shapes["present"]["properties"]["kind"]["enum"] = list(NAMES)
    drawn = [name for name in NAMES if name != HAND_MADE]
    shapes["older"]["properties"]["source_format"]["enum"] = [*drawn, "hand"]
    return validator_for(rules), rules


def _as_json(value: Any) -> Any:
    """A value of the same JSON type: what YAML reads as a date, say, is as wrong as a number."""
    if isinstance(value, dict):
        return {key: _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    return value if value is None or isinstance(value, bool) else 0


def _explain(
    error: ValidationError, question: dict[str, Any], rules: dict[str, Any]
) -> Iterator[Violation]:
    path = tuple(error.instance_path)
    name = path[-1] if path else "the question"
    value: Any = functools.reduce(operator.getitem, path, question)  # type: ignore[arg-type] # keys and indices
    wanted = error.kind.value
    match error.kind.name:
        case "additionalProperties":
            rule: Any = functools.reduce(operator.getitem, error.schema_path[:-1], rules)  # type: ignore[arg-type] # keys and indices
            known = list(rule["properties"])
            for key in sorted(wanted):
                yield Violation((*path, key), True, f"unknown key {key!r}", _near(key, known))
        case "required":
            yield Violation(path, True, f"{wanted!r} is missing", f"add {wanted}: …")
        case "enum":
            yield Violation(path, False, f"{name} is {_short(value)}", _near(str(value), wanted))
        case "type":
            (kind,) = wanted
            message = f"{name} must be {_TYPES[kind]}, {_is(value)}"
            yield Violation(path, False, message, _retype(value, kind))
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
    return f"YAML reads {str(value)[:60]} as a {_YAML_NAMES.get(type(value).__name__, 'value')}"


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
