"""The params of a visual block → canonical JSON, with Q002 for what is wrong with them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pipeline.load.question_file import Place
from pipeline.load.schema import Path, as_read
from pipeline.load.syntax.nodes import Document
from pipeline.model import Finding
from pipeline.printing import shown

LONGEST_PARAMS = 4000
"""Characters of all params of a visual as JSON: those of every visual are held in memory."""

LARGEST_NUMBER = 1e300
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_EXPONENT = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)[eE][-+]?\d+")
_WRITE = "write numbers, texts and lists of numbers by name, such as params: {P: 4, B: 50 GB/s}"


def read_params(place: Place, document: Document, at: Path) -> tuple[str, list[Finding]]:
    """The params at `at` as JSON, "" where there are none, and what is wrong with them."""
    params = document.read(at, 3)
    if params is None or params == {}:
        return "", []
    if not isinstance(params, dict):
        message = f"params must be a block of keys, {as_read(params, document.written(at))}"
        return "", [place.finding("Q002", message, _WRITE, document.position(at))]
    params = {name: _read(document, (*at, name), value) for name, value in params.items()}
    findings = [*_faults(place, document, at, params)]
    text = "" if findings else canonical(params)
    if len(text) > LONGEST_PARAMS:
        message = f"the params have {len(text)} characters as JSON, the most is {LONGEST_PARAMS}"
        hint = "put long lists into a file beside the script, which may read it"
        return "", [place.finding("Q002", message, hint, document.position(at))]
    return text, findings


def _read(document: Document, at: Path, value: Any) -> Any:
    """A param, numbers such as 1e-3 read as JSON and YAML 1.2 have them; PyYAML makes texts."""
    if isinstance(value, list):
        return [_read(document, (*at, number), each) for number, each in enumerate(value)]
    is_number = (
        isinstance(value, str) and value == document.written(at) and _EXPONENT.fullmatch(value)
    )
    return float(value) if is_number else value


def canonical(params: Mapping[str, Any]) -> str:
    """Params as the JSON that a script gets: the same for the same params."""
    return json.dumps(params, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _faults(
    place: Place, document: Document, at: Path, params: dict[str, Any]
) -> Iterator[Finding]:
    from pipeline.claims.registry import reserved  # for those few questions that have params

    for name, value in params.items():
        if not NAME.fullmatch(name):
            message = f"a param cannot be called {shown(name)}"
            hint = "use letters, digits and _, a letter first"
            yield place.finding("Q002", message, hint, document.position((*at, name), True))
        elif taken := reserved(name):
            message = f"{name} is {taken} in claims, so no param can be called so"
            hint = "give the param another name"
            yield place.finding("Q002", message, hint, document.position((*at, name), True))
        for steps, each in [((), value)] if not isinstance(value, list) else _listed(value):
            here = (*at, name, *steps)
            written = document.written(here)
            if why := _wrong(each, written, is_in_list=bool(steps)):
                message = f"the param {shown(name)} {why}"
                may_be_text = isinstance(each, bool | date) or _is_misread(each, written)
                hint = f'if it is a text, put it in quotes: "{written}"'
                hint = hint if may_be_text and not steps else _WRITE
                yield place.finding("Q002", message, hint, document.position(here))


def _listed(values: list[Any]) -> Iterator[tuple[Path, Any]]:
    for number, each in enumerate(values):
        yield (number,), each


def _wrong(value: Any, written: str, *, is_in_list: bool) -> str:
    """Why a value is no param, or no part of one that is a list; "" where it is."""
    if isinstance(value, str) and not is_in_list:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_usual = math.isfinite(value) and abs(value) < LARGEST_NUMBER
        if not is_usual:
            return f"is {shown(written)}: no number that can be calculated with"
        is_misread = _is_misread(value, written)
        return f"is {written}: YAML reads it as the number {value}" if is_misread else ""
    wanted = "hold numbers alone" if is_in_list else "be a number, a text or a list of numbers"
    return f"must {wanted}: {as_read(value, written)}"


def _is_misread(value: object, written: str) -> bool:
    """Whether YAML reads another number than a person does: 969 of 16:9, and 15 of 017."""
    digits = written.lstrip("+-").replace("_", "")
    if not isinstance(value, int | float):
        return False
    return ":" in digits or (digits.isdecimal() and int(digits) != abs(value))
