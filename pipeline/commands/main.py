"""The program `doit`: a process made ready for it, and doit itself.

What would otherwise end in a traceback before any command is there ends in one line: an early
Ctrl-C, a pyproject.toml that cannot be read, an empty argument. Little is imported before that.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing these takes longer than all of this module
    from collections.abc import Sequence
    from typing import Any, NoReturn

INTERRUPTED = 130
SAID = "interrupted; what is built stays, doit builds the rest"
CANNOT_RUN = 3
READ_FIRST = ("pyproject.toml", "doit.cfg", "dodo.py")
"""What doit opens before any of our code can; of a named pipe it would wait for a writer."""
LONGEST_NUMBER = 3
"""Digits of a number of processes that `doit` takes."""
TERMINAL = "VISUALS_TERMINAL_ENCODING"
"""The environment variable that tells a process that started over what its terminal reads."""


def main() -> NoReturn:
    """Run doit with the arguments of this process."""
    _die_quietly()
    from pipeline.worker.boot import usual_signals

    usual_signals()
    _read_names_as_utf8(sys.argv[1:])
    from pipeline.printing import is_all_written, soften_streams

    soften_streams()
    code = run(sys.argv[1:])
    sys.stdout.flush()
    code = code if is_all_written() else code or CANNOT_RUN
    _die_quietly()  # Python's own end takes a while, too
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """doit's exit code for these arguments; 3 where it cannot start."""
    sys.unraisablehook = _unraisable
    try:
        try:
            os.getcwd()
        except OSError:
            return _refuse("the current folder is gone: change to one that is there")
        if "" in arguments:
            return _refuse("an argument is empty: remove it, or fill it in")
        if name := next(filter(_is_special, READ_FIRST), ""):
            return _refuse(f"{name} is no regular file: put one in its place, or remove it")
        return _run(arguments)
    except KeyboardInterrupt:
        end_interrupted()
    except Exception as error:  # doit reads its settings before it catches anything
        return _refuse(_wrong_settings(error))


def _run(arguments: Sequence[str]) -> int:
    """Have doit do what the arguments ask for, unless one look says that all is built."""
    match [*arguments]:
        case [] | ["-n", _] if all(map(_is_number, arguments[1:])):
            from pipeline.glance import FIRST_LOOK

            be_interruptible()
            try:
                with FIRST_LOOK as look:
                    fresh = look.count()
                    return _asked(arguments) if fresh is None else _tell(fresh)
            except KeyboardInterrupt:
                end_interrupted(SAID)
    return _asked(arguments)


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= LONGEST_NUMBER


def _asked(arguments: Sequence[str]) -> int:
    from doit.doit_cmd import DoitMain

    from pipeline.commands.words.definitions import Dodo

    program = DoitMain()
    if "loader" not in program.config["GLOBAL"]:  # a project of others may have its own
        program.task_loader = Dodo()
    return int(program.run([*arguments]) or 0)


def _tell(fresh: int) -> int:
    from pipeline.findings.summary import summary

    print(summary(0, fresh, 0), flush=True)
    return 0


def end_interrupted(said: str = "interrupted", code: int = INTERRUPTED) -> NoReturn:
    """End this process at once, with one line; threads that wait for a worker end, too."""
    sys.stdout.flush()
    print(said, file=sys.stderr, flush=True)
    os._exit(code)


def be_interruptible() -> None:
    """Have SIGINT and SIGTERM raise KeyboardInterrupt, for a clean end with one line."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
    except ValueError:
        pass  # not in the main thread: signals are not ours


def _interrupt(number: int, frame: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _interrupt_again)
    raise KeyboardInterrupt


def _interrupt_again(number: int, frame: object) -> None:
    """Who asks a second time is not to wait for a clean end."""
    end_interrupted(SAID)


def _die_quietly() -> None:
    """Have Ctrl-C end the process as it ends a program in C: Python would show where it was."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as for what runs in the background
            signal.signal(number, signal.SIG_DFL)


def _read_names_as_utf8(arguments: Sequence[str]) -> None:
    """Start over where names of files are not taken for UTF-8; the terminal keeps its encoding."""
    from pipeline.worker.boot import become

    encoding = os.environ.pop(TERMINAL, "")
    for stream in (sys.stdout, sys.stderr):
        if encoding and stream:
            stream.reconfigure(encoding=encoding)  # type: ignore[union-attr]
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.environ["PYTHONUTF8"] = "1"
        os.environ[TERMINAL] = getattr(sys.stdout, "encoding", None) or "ascii"
        become(command(arguments))


def command(arguments: Sequence[str]) -> list[str]:
    """The words that start this program, wherever it was installed."""
    return [sys.executable, "-P", "-m", "pipeline.commands.main", *arguments]


def _is_special(name: str) -> bool:
    """Whether there is something that is neither a file nor a folder."""
    return os.path.exists(name) and not (os.path.isfile(name) or os.path.isdir(name))


def _refuse(reason: str) -> int:
    print(f"ERROR: {reason}", file=sys.stderr, flush=True)
    return CANNOT_RUN


def _wrong_settings(error: Exception) -> str:
    """What is wrong with the files that doit reads before anything else."""
    from pathlib import Path

    from pipeline.config import read_config
    from pipeline.model import VisualsError
    from pipeline.printing import printable

    try:
        read_config(Path())
    except VisualsError as ours:
        return str(ours)
    said = printable(f"{type(error).__name__}: {error}")
    return f"doit cannot use its settings, in [tool.doit] of pyproject.toml or in doit.cfg: {said}"


def _unraisable(problem: Any) -> None:
    """An interrupt that came while Python could not pass it on is one all the same."""
    kind: type[BaseException] = problem.exc_type
    if issubclass(kind, KeyboardInterrupt):
        end_interrupted()
    sys.__unraisablehook__(problem)


if __name__ == "__main__":
    sys.argv[0] = "doit"  # the help of commands names it
    main()
