"""Any text → text that terminals, logs and CI runners show and do not act on; softened streams.

Names of files, words of a YAML and what a script prints are anyone's. None of them starts a line
of its own, moves a cursor, or is taken for a command.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

LONGEST_SHOWN = 60

# GitHub's runner takes a line for a command where it begins with `::`, and the older form `##[…]`
# anywhere: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
_COMMAND, _OLDER_COMMAND = "::", "##["


def printable(text: str) -> str:
    r"""A text in one line: by number what cannot be seen, and what a CI runner would act on.

    A byte that is no UTF-8, as names of files may hold it, is written `\xe9`.
    """
    if not text.isprintable():
        text = "".join(each if each.isprintable() else _by_number(each) for each in text)
    text = text.replace(_OLDER_COMMAND, r"\u0023#[")
    if text.lstrip().startswith(_COMMAND):
        text = text.replace(":", r"\u003a", 1)
    return text


def shown(text: str) -> str:
    """A text as a message shows it: in quotes, and not too long."""
    return f"'{printable(text[:LONGEST_SHOWN])}{'…' if len(text) > LONGEST_SHOWN else ''}'"


def as_json(value: Any) -> str:
    """A value as JSON in ASCII, so that no encoding of a terminal can damage it."""
    return json.dumps(value, indent=2).replace(_OLDER_COMMAND, r"\u0023#[")


def by_name(value: Any) -> Any:
    """A value as JSON has it: a named tuple is an object with the names of its fields."""
    if hasattr(value, "_asdict"):
        return {name: by_name(each) for name, each in value._asdict().items()}
    return [*map(by_name, value)] if isinstance(value, tuple | list) else value


def as_utf8(path: str) -> str:
    """A path as text that has a form in UTF-8, as every file of ours has."""
    return path if path.isascii() else path.encode(errors="backslashreplace").decode()


def _by_number(letter: str) -> str:
    number = ord(letter)
    if 0xDC80 <= number <= 0xDCFF:  # a byte, as Python has it (PEP 383)
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def soften_streams() -> None:
    """Have nothing about the standard streams end a command.

    A letter that the terminal lacks is shown as `?`. What nobody reads any more goes nowhere, as
    after `doit | head`: the command still does all of its work, and exits with what came of it.
    The same holds for streams that are closed.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(number))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "write" not in vars(stream):
            stream.reconfigure(errors="replace")
            # The streams stay the objects that doit has by now.
            for name in ("write", "flush"):
                setattr(stream, name, functools.partial(_write, stream, getattr(stream, name)))
    if sys.platform == "win32" and sys.stdout.isatty() and not _does_console_obey():
        os.environ["TERM"] = "dumb"


def _does_console_obey() -> bool:
    """Have a console of Windows act on escape sequences; older ones show them as they are.

    https://learn.microsoft.com/en-us/windows/console/setconsolemode
    """
    import ctypes

    kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()  # type: ignore[attr-defined,unused-ignore]
    console = kernel.GetStdHandle(_STANDARD_OUTPUT)
    is_known = kernel.GetConsoleMode(console, ctypes.byref(mode))
    return bool(is_known and kernel.SetConsoleMode(console, mode.value | _OBEYS))


_STANDARD_OUTPUT, _OBEYS = -11, 4
"""STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING."""


def _nowhere(number: int) -> TextIO:
    """What stands in for a closed stream; without it, the next file that is opened would."""
    opened = os.open(os.devnull, os.O_RDWR)
    try:
        os.fstat(number)
    except OSError:
        os.dup2(opened, number)
        os.close(opened)
        opened = number
    return open(opened, "w" if number else "r", encoding="utf-8", closefd=False)


def _write(stream: TextIO, method: Callable[..., Any], *text: str) -> int:
    """Call a stream's own method; where nothing can be written any more, let it lead nowhere."""
    try:
        method(*text)
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):  # of that, the reader knows
            _unwritten.append(stream)
            with contextlib.suppress(OSError):
                print(f"ERROR: the output cannot be written: {error.strerror}", file=sys.stderr)
    return sum(map(len, text))


_unwritten: list[TextIO] = []


def is_all_written() -> bool:
    """Whether all that was printed got where it was to go; a reader that has left wants no more."""
    return not _unwritten
