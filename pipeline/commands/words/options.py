"""Options of a command line, understood or refused in plain words."""

from __future__ import annotations

import contextlib
import getopt
from collections.abc import Iterator
from typing import Any

from doit.cmd_base import Command, DoitCmdBase
from doit.cmdparse import CmdParseError
from doit.exceptions import InvalidCommand, InvalidDodoFile

from pipeline.graph.build import Build
from pipeline.graph.tasks import configuration
from pipeline.printing import printable, shown
from pipeline.spelling import nearest
from pipeline.worker.shortage import SHORT, shortage

HELP = ("--help", "-h")
MOST_PROCESSES = 999
"""More is a slip; each is a thread, of which a system has some thousands."""


def understood(
    cmd: Any, in_args: list[str], parse: Any, usage: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """The options with their values, and the other words. Raises InvalidCommand.

    `parse` is one of the two functions of getopt, `usage` the way out where no option is near.
    """
    parser = cmd.cmdparser
    try:
        found, words = parse(in_args, parser.get_short(), parser.get_long())
    except getopt.GetoptError as error:
        raise InvalidCommand(
            f"{printable(error.msg)}; {_near(parser, error.opt, usage)}"
        ) from error
    for name, value in found:
        if reason := _wrong(parser.get_option(name)[0], value):
            raise InvalidCommand(f"{name} {shown(value)}: {reason}")
    return found, words


def _near(parser: Any, option: str, usage: str) -> str:
    known = [name for each in parser.options for name in (each.long, each.inverse) if name]
    near = nearest(option, known, 2) if len(option) > 2 else None
    return f"did you mean --{near}?" if near and near != option else usage


def _wrong(option: Any, value: str) -> str:
    """Why an option cannot have this value; "" where it can."""
    if option.type is int:
        try:
            number = int(value)
        except ValueError:
            return "it takes a whole number"
        least = 1 if option.name == "number" else 0
        if number < least:
            return f"it takes a number from {least} on"
        is_much = option.name == "num_process" and number > MOST_PROCESSES
        return f"it takes a number up to {MOST_PROCESSES}" if is_much else ""
    if option.name in ("backend", "par_type") and value != (usual := configuration()[option.name]):
        return f"builds need {usual} here; leave it out"
    if option.choices and value not in option.choices:
        near = nearest(value, option.choices, 1)
        known = ", ".join(option.choices)
        return f"did you mean {near}?" if near else f"it takes one of {known}"
    return ""


def refuse_option(cmd: Any, word: str) -> None:
    """Raise InvalidCommand for a word behind names that looks like an option of `cmd`."""
    if not word.startswith("-") or word == "-":
        return
    try:
        getopt.getopt([word], cmd.cmdparser.get_short(), cmd.cmdparser.get_long())
    except getopt.GetoptError as error:
        is_known = any(
            cmd.cmdparser.get_option(f"{dashes}{error.opt}")[0] for dashes in ("-", "--")
        )
        if not is_known:
            way_out = _near(cmd.cmdparser, error.opt, _listed(cmd))
            raise InvalidCommand(f"{printable(error.msg)}; {way_out}") from error
    start = "doit" if cmd.name == "run" else f"doit {cmd.name}"
    raise InvalidCommand(f"write options before names: {start} {printable(word)} … ID")


def _listed(cmd: Any) -> str:
    return f"doit help {cmd.name} lists the options"


@contextlib.contextmanager
def shortages() -> Iterator[None]:
    """Raise what a machine has too little of as doit's own error, which it shows in one line."""
    try:
        yield
    except Exception as error:
        if not (short := shortage(error)):
            raise
        raise InvalidCommand(f"it cannot go on: {short}; {SHORT}") from error


class Checked(Command):  # type: ignore[misc] # doit is untyped
    """A command of doit. In projects of ours it says in plain words what it does not understand."""

    def parse_execute(self, in_args: list[str]) -> Any:
        """Run the command; `--help` before all names says how. Raises InvalidCommand."""
        try:
            understood(self, in_args, getopt.getopt, _listed(self))
        except InvalidCommand:
            if self._is_at_home():
                if in_args[0] in HELP:
                    print(self.help())
                    return 0
                raise
        with shortages():
            return super().parse_execute(in_args)

    def _is_at_home(self) -> bool:
        """Whether the project has tasks of ours; a command without tasks is the same in all."""
        if not isinstance(self, DoitCmdBase):
            return True
        try:
            params, _ = self.cmdparser.parse([])
            self.loader.setup({**params, **self.opt_vals})
        except (CmdParseError, InvalidCommand, InvalidDodoFile):
            return False
        return isinstance(self.loader.namespace.get("BUILD"), Build)
