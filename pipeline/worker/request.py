"""A pickled Request → a packed Reply: what every worker process does with a piece of work.

No pickle comes back: the process may have run a script.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import traceback
from typing import Any, Literal, NamedTuple

from pipeline.model import Limits
from pipeline.parcels import pack


class Request(NamedTuple):
    """A function, named as "package.module:name", its argument, and what it may use.

    `is_closed`: the process reads what is installed, and does no more, from before it on.
    """

    function: str
    argument: object
    limits: Limits
    is_closed: bool = False


class Reply(NamedTuple):
    """A value, or why there is none; `text` holds the traceback then, or what cannot be closed."""

    status: Literal["value", "memory", "open", "error"]
    value: object
    text: str


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
    """Run a request and pack its reply; whatever the function raises is in the reply."""
    try:
        function = resolve(request.function)
        left_open = _close(request.limits) if request.is_closed else ""
        value = None if left_open else function(request.argument)
        reply = pack(Reply("open" if left_open else "value", value, left_open))
    except MemoryError:
        reply = pack(Reply("memory", None, _traceback()))
    except BaseException:
        reply = pack(Reply("error", None, _traceback()))
    for stream in (sys.__stdout__, sys.__stderr__):
        # Work may have closed them.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()  # type: ignore[union-attr]  # suppressed above
    return reply


def _close(limits: Limits) -> str:
    """Close this process; why nothing may be done in it, or ""."""
    # Only the processes that are closed take the time to import it, not those who ask them.
    from pipeline.sandbox.renderers import OPEN, close

    return "" if close(limits.sandbox) else OPEN


def _traceback() -> str:
    return traceback.format_exc().encode(errors="backslashreplace").decode()
