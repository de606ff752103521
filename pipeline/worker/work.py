"""A pickled Request → a pickled Reply: what every worker process does with a piece of work."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import io
import pickle
import sys
import traceback
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.model import Limits
from pipeline.worker.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Request:
    """A function, named as "package.module:name", its argument, and what it may use."""

    function: str
    argument: object
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reply:
    """A value, or why there is none; `text` holds the traceback then."""

    status: Literal["value", "memory", "error"]
    value: object = None
    text: str = ""


def nothing() -> None:
    """Warm nothing up."""


def resolve(function: str) -> Any:
    """Find the function that "package.module:name" names, importing its module."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


def perform(request: Request) -> bytes:
    """Run a request and pickle its reply; whatever the function raises is in the reply."""
    try:
        value = resolve(request.function)(request.argument)
        reply = pickle.dumps(Reply("value", value), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        reply = pickle.dumps(Reply("memory", text=traceback.format_exc()))
    except BaseException:
        reply = pickle.dumps(Reply("error", text=traceback.format_exc()))
    for stream in (sys.__stdout__, sys.__stderr__):
        # Work may have closed them.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()  # type: ignore[union-attr]  # suppressed above
    return reply


def outcome_of(reply: bytes, output: str, seconds: float) -> Outcome:
    """Turn the bytes that a worker sent back into an Outcome, also when they are no reply."""
    try:
        answer = _ReplyUnpickler(io.BytesIO(reply)).load()
        status, value, text = answer.status, answer.value, answer.text
    except Exception as error:
        return Outcome(None, "crash", f"no usable result: {error}", output, seconds)
    if status == "value":
        return Outcome(value, None, "", output, seconds)
    return Outcome(None, "memory" if status == "memory" else "crash", text, output, seconds)


class _ReplyUnpickler(pickle.Unpickler):
    """Loads nothing but this project's own dataclasses: replies come from where scripts ran."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith("pipeline.") else None
        if not (isinstance(found, type) and dataclasses.is_dataclass(found)):
            raise pickle.UnpicklingError(f"{module}.{name} is no dataclass of this project")
        return found
