"""How a piece of work ended, and its end in a few words."""

from __future__ import annotations

import io
import os
import pickle
import signal
from typing import Any, BinaryIO, Literal, NamedTuple

Failure = Literal["timeout", "memory", "crash", "fault"]
"""Why there is no value: the work took too long or too much memory, its process ended before the
work did, or something of ours failed: the function raised, or its value did not come back."""

OUTPUT_LIMIT = 64 * 1024


class Outcome(NamedTuple):
    """What came of a piece of work.

    `value` is what the function returned; it is None when `failure` says why there is none.
    `detail` says more about a failure ("signal 11 (SIGSEGV)", "exit code 3", a traceback). `output`
    is what was written to file descriptors 1 and 2, at most 64 KiB of it. `seconds` is wall clock.
    """

    value: object | None
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


def outcome_of(reply: bytes, output: str, seconds: float) -> Outcome:
    """Turn the bytes that a worker sent back into an Outcome, also when they are no reply."""
    try:
        answer = _ReplyUnpickler(io.BytesIO(reply)).load()
        status, value, text = answer.status, answer.value, answer.text
    except Exception as error:
        return Outcome(None, "fault", f"no usable result: {error}", output, seconds)
    if status == "value":
        return Outcome(value, None, "", output, seconds)
    return Outcome(None, "memory" if status == "memory" else "fault", text, output, seconds)


class _ReplyUnpickler(pickle.Unpickler):
    """Loads nothing but this project's own named tuples: replies come from where scripts ran."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith("pipeline.") else None
        is_ours = isinstance(found, type) and issubclass(found, tuple)
        if not (is_ours and found.__module__ == module):  # a dotted name may lead elsewhere
            raise pickle.UnpicklingError(f"{module}.{name} is no named tuple of this project")
        return found
