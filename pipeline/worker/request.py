"""A pickled Request → a pickled Reply: what every worker process does with a piece of work."""

from __future__ import annotations

import contextlib
import importlib
import pickle
import sys
import traceback
from typing import Any, Literal, NamedTuple

from pipeline.model import Limits


class Request(NamedTuple):
    """A function, named as "package.module:name", its argument, and what it may use."""

    function: str
    argument: object
    limits: Limits


class Reply(NamedTuple):
    """A value, or why there is none; `text` holds the traceback then."""

    status: Literal["value", "memory", "error"]
    value: object = None
    text: str = ""


def nothing() -> None:
    """Warm nothing up."""


def warm(warm_up: str) -> None:
    """Run the function without arguments that `warm_up` names."""
    resolve(warm_up)()


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
