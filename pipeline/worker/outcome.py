"""How a piece of work ended, and its end in a few words."""

from __future__ import annotations

import os
import signal
from typing import Any, BinaryIO, Generic, Literal, NamedTuple, TypeVar

from pipeline.parcels import ParcelError, opened, read
from pipeline.worker.request import Reply

V = TypeVar("V")

Failure = Literal["timeout", "memory", "crash", "open", "fault", "garbled"]
"""Why there is no value: the work took too long or too much memory, its process ended before the
work did, the kernel could not close its process although it must, something of ours failed (the
function raised, or its value did not come back), or what came back is no such value."""

OUTPUT_LIMIT = 64 * 1024


class Outcome(NamedTuple, Generic[V]):
    """What came of a piece of work.

    `value` is what the function returned; it is None when `failure` says why there is none.
    `detail` says more about a failure ("signal 11 (SIGSEGV)", "exit code 3", a traceback). `output`
    is what was written to file descriptors 1 and 2, at most 64 KiB of it. `seconds` is wall clock.
    """

    value: V | None
    failure: Failure | None = None
    detail: str = ""
    output: str = ""
    seconds: float = 0.0

    @property
    def reason(self) -> str:
        """The detail in one line: of a traceback, the last line says what happened."""
        return self.detail.strip().rpartition("\n")[2]

    @property
    def is_silent(self) -> bool:
        """Whether the work came to a value and said nothing on the way."""
        return self.failure is None and not self.output


def describe_exit(code: int) -> str:
    """A return code of `subprocess` in words: a negative one is that of a signal."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {-code} ({signal.Signals(-code).name})"
    except ValueError:
        return f"signal {-code}"


def read_output(file: BinaryIO) -> str:
    """Read the first 64 KiB of captured output; a last line says how much more there was."""
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    text = file.read(OUTPUT_LIMIT).decode(errors="replace")
    more = size - OUTPUT_LIMIT
    return f"{text}\n… {more} bytes more\n" if more > 0 else text


def outcome_of(kind: type[V], reply: bytes, most: int, output: str, seconds: float) -> Outcome[V]:
    """Turn the bytes that a worker sent back into an Outcome with a value of type `kind`.

    They may come from where a script ran: they can be anything, and of any size up to `most`.
    """
    try:
        packed, beside = opened(reply, most)
        answer = read(Reply, packed)
        if answer.status != "value":
            failure: Failure = "fault" if answer.status == "error" else answer.status
            return Outcome(None, failure, answer.text, output, seconds)
        value = None if answer.value is None else read(kind, answer.value, beside)
        return Outcome(value, None, "", output, seconds)
    except ParcelError as error:
        return garbled(error, output, seconds)


def garbled(reason: object, output: str, seconds: float) -> Outcome[Any]:
    """The Outcome where a process sent back something that is no result; `reason` says why."""
    detail = f"its result cannot be used: {reason}"
    return Outcome(None, "garbled", detail, output, seconds)


def too_large(reason: object, output: str, seconds: float) -> Outcome[Any]:
    """The Outcome of work whose result takes more memory to read than the work may have."""
    return Outcome(None, "memory", str(reason), output, seconds)
