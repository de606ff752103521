"""A question's values → every violation of question.schema.json, in words for its author."""

from __future__ import annotations

import copy
import difflib
import functools
import json
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pipeline.config import Config
from pipeline.kinds import HAND_MADE, NAMES
from pipeline.printing import shown
from pipeline.spelling import called, folded, odd_letters

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

PATH = FilePath(__file__).with_name("question.schema.json")
Path = tuple[str | int, ...]
"""Keys and indices from the top of the question to a block or a value."""
Written = Callable[[Path], str]
FORM = "lower-case letters and digits in groups joined by single hyphens, such as cloud-2848"


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong at `path` (keys and indices from the top); `of_key`: with the key itself."""

    path: Path
    of_key: bool
    message: str
    hint: str


def plain_name(word: str) -> str:
    """The id that a word was meant for; "" where no letter of it can be part of one."""
    return re.sub(r"[^a-z0-9]+", "-", folded(word).lower()).strip("-")


def text_for(config: Config) -> str:
    """The schema as editors read it, with the tracks of a project."""
    text = PATH.read_text(encoding="utf-8")
    return text.replace(_tracks(Config()), _tracks(config))


def _tracks(config: Config) -> str:
    """The values of `track`, as they stand in the schema."""
    return f'{json.dumps([*config.tracks])}, "default": "{config.default_track}"'


@functools.cache
def known_keys() -> frozenset[str]:
    """The keys of a question that concern the build, and those of its visuals."""
    rules = json.loads(PATH.read_text(encoding="utf-8"))
    return frozenset(key for each in (rules, *rules["$defs"].values())
                     for key in each.get("properties", ()))  # fmt: skip


def violations(question: dict[str, Any], written: Written, config: Config) -> Iterator[Violation]:
    """Every violation of the schema by the keys of `question` that concern the build.

    `written` tells what stands in the file for the value at a path, "" where that is the value.
    """
    validator, _ = _validator(config)
    errors = list(validator.iter_errors(_as_json(question)))
    listed = {tuple(error.instance_path) for error in errors if error.kind.name == "enum"}
    for error in errors:
        if not _OWN.isdisjoint(error.instance_path):
            continue
        if error.kind.name != "type" or tuple(error.instance_path) not in listed:
            yield from _explain(error, question, written, config)


_OWN = frozenset({"params", "claims"})
"""Keys whose values are read by `asks.py`, which says more of what is wrong with them."""


@functools.cache
def _validator(config: Config) -> tuple[Validator, dict[str, Any]]:
    """The compiled schema, and its rules: those of the file, with the kinds that there are."""
    from jsonschema_rs import validator_for

    rules = json.loads(text_for(config))
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
    error: ValidationError, question: dict[str, Any], written: Written, config: Config
) -> Iterator[Violation]:
    _, rules = _validator(config)
    path = tuple(error.instance_path)
    name = _name(path)
    value = _at(question, path)
    stands = "" if isinstance(value, str) else written(path)
    wanted = error.kind.value
    match error.kind.name:
        case "additionalProperties":
            known = list(_at(rules, error.schema_path[:-1])["properties"])
            for key in sorted(wanted):
                hint = NEWER if "path" in known and key in ("source", "rendered") else ""
                message = f"unknown key {shown(key)}"
                yield Violation((*path, key), True, message, hint or _near(key, known))
        case "required":
            yield Violation(path, True, f"{shown(wanted)} is missing", f"add {wanted}: …")
        case "enum":
            is_older = wanted == [HAND_MADE] and value in NAMES
            hint = OLDER.format(value) if is_older else _near(stands or str(value), wanted)
            said = value if isinstance(value, str) else stands
            plain = plain_name(said)  # as settings accept it
            if name == "track" and plain and not hint.endswith("?"):
                hint += NEW_TRACK.format("" if plain == said else f"write {plain} and ")
            if stands in wanted:  # a number, say
                hint = _in_quotes(question, path, stands, config)
            yield Violation(path, False, f"{name} is {stands or _short(value)}", hint)
        case "type":
            (kind,) = wanted
            message = f"{name} must be {_TYPES[kind]}, {as_read(value, stands)}"
            way_out = f"write {_TYPES[kind]} here"
            if kind == "string" and stands and (value is not None or path[-1] in _NAMES):
                way_out = _in_quotes(question, path, stands, config)
            yield Violation(path, False, message, _spaced(path, value, kind) or way_out)
        case "not":
            hint = "keep one: visual for a single block, visuals for a list"
            yield Violation(("visuals",), True, "the question has both visual and visuals", hint)
        case "pattern" if wanted == r"\.svg$":
            hint = "the name of the SVG ends in .svg"
            yield Violation(path, False, f"{name} is {shown(value)}", hint)
        case "pattern":
            yield Violation(path, False, f"{name} is {shown(value)}", _form(value, name))
        case _:
            yield Violation(path, False, f"{name} is empty", "fill it in, or remove it")


def _name(path: Path) -> str:
    """What a value is called in a message."""
    if path and isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {path[-2]}"
    return str(path[-1]) if path else "the question"


_NAMES = ("id", "name")
"""Keys whose value may be the word `null` itself; elsewhere it stands for a missing text."""
NEW_TRACK = ", or {}add it to tracks in pyproject.toml, [tool.visuals]"
NEWER = "it stands beside kind and rendered: write rendered in the place of path"
OLDER = "beside path write kind: svg and source_format: {0}; or kind: {0} with rendered, not path"


def _at(value: Any, path: Sequence[str | int]) -> Any:
    return functools.reduce(operator.getitem, path, value)


def _form(word: str, key: str) -> str:
    """How to write an id or a name; an id must also be the file's name, as Q007 has it."""
    plain, odd = plain_name(word), odd_letters(word)
    file = f", and name the file {plain}.yaml" if key == "id" else ""
    hint = f"use {FORM}" + (f"; write {plain}{file}" if plain else "")
    return f"{hint} ({odd})" if odd else hint


def _near(word: str, known: list[str]) -> str:
    plain = folded(word).strip().lower()
    close = [each for each in (called(plain, known),) if each]
    if close := close or difflib.get_close_matches(plain, known, 1):
        return f"did you mean {close[0]}?"
    return f"one of {', '.join(known)}" if len(known) > 1 else f"write {known[0]}"


_TYPES = {"string": "a text", "object": "a block of keys", "array": "a list"}


def as_read(value: Any, written: str) -> str:
    """What YAML makes of a value that stands there as `written`, for a message."""
    if value in (None, [], {}):
        return f"YAML reads {written} as no value" if written else "it is empty"
    if isinstance(value, dict | list):
        return f"it is {'a list' if isinstance(value, list) else 'a block'}"
    kind = _YAML_NAMES.get(type(value).__name__, "value")
    return f"YAML reads {written or shown(str(value))} as a {kind}"


_YAML_NAMES = {
    "bool": "boolean",
    "int": "number",
    "float": "number",
    "date": "date",
    "datetime": "date",
    "str": "text",
    "bytes": "binary value",
}


def _spaced(path: Path, value: Any, kind: str) -> str:
    """How to write the block or list that was meant; "" where something else is wrong."""
    if kind == "object" and isinstance(value, str):
        if pair := _UNSPACED.fullmatch(value):
            return f"write a space after the colon: {pair[1]}: {pair[2]}"
        if pair := _WITH_EQUALS.match(value):
            return f"write a colon for the =: {pair[1]}: {pair[2]}"
        return "write its keys in lines below it, indented by two spaces, such as kind: dot"
    if kind == "array" and isinstance(value, dict):
        if dashed := next((key for key in value if _UNSPACED_DASH.match(key)), ""):
            return f"write a space after the dash: - {dashed[1:]}: …"
        more = "for more write - name: … above the keys of each, and indent them below the name"
        return f"for one visual write visual:; {more}"
    if kind == "object" and isinstance(value, list) and path == ("visual",):
        return "for one visual take the dash out; for more write visuals:, and give each a name"
    return ""


_UNSPACED = re.compile(r"(\w+):(\S.*)")
_WITH_EQUALS = re.compile(r"(\w+)\s*=\s*(\w+)")
_UNSPACED_DASH = re.compile(r"-\w+$")


def _in_quotes(question: dict[str, Any], path: Path, written: str, config: Config) -> str:
    """That quotes help, or what is wrong with the text that they would make."""
    quoted = dict(question)
    if path[0] == "visuals" and len(path) > 2:  # without the blocks beside it
        quoted["visuals"], path = [question["visuals"][path[1]]], ("visuals", 0, *path[2:])
    quoted[str(path[0])] = copy.deepcopy(quoted[str(path[0])])
    _at(quoted, path[:-1])[path[-1]] = written
    left = [each for each in violations(quoted, lambda _: "", config) if each.path == path]
    return left[0].hint if left else f'put it in quotes: "{written}"'


def _short(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a block"
    return "empty" if value is None else shown(str(value))
