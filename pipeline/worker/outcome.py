"""How a piece of work ended, and how its end is told in a few words."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from typing import BinaryIO, Literal

Failure = Literal["timeout", "memory", "crash"]

OUTPUT_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a piece of work.

    `value` is what the function returned; it is None when `failure` says why there is none.
    `detail` tells more of a failure ("signal 11 (SIGSEGV)", "exit code 3", a traceback). `output`
    is what was written to file descriptors 1 and 2, at most 64 KiB of it. `seconds` is wall clock.
    """

    value: object | None
    failure: Failure | None = None
    detail: str = ""
    output: str = ""
    seconds: float = 0.0

    @property
    def is_silent(self) -> bool:
        """Whether the work came to a value and said nothing on the way."""
        return self.failure is None and not self.output


def describe_exit(code: int) -> str:
    """Tell a return code as `subprocess` has it: negative for the signal that ended the process."""
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
