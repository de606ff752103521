"""Words of a command line → a command of ours: options in any place, errors in one line."""

from __future__ import annotations

import contextlib
import getopt
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import doit
from doit.cmd_base import DoitCmdBase
from doit.cmdparse import CmdParseError
from doit.exceptions import InvalidCommand

from pipeline.commands.words.options import shortages, understood
from pipeline.commands.words.resolving import near, refuse_unbuilt, visuals_named
from pipeline.config import Config
from pipeline.files.lock import locked
from pipeline.files.outputs import write_whole
from pipeline.files.paths import is_within
from pipeline.files.regular import CACHE
from pipeline.graph.actions import unwritten
from pipeline.graph.build import Build
from pipeline.graph.journal import Journal
from pipeline.model import Visual
from pipeline.plan import DATABASE, READ_BY_DOIT
from pipeline.printing import shown
from pipeline.reviews.book import REVIEWS

HELP = "--help"
SHOWN = 20
TABLE_OPTIONS: tuple[dict[str, Any], ...] = (
    {"name": "number", "short": "n", "long": "number", "type": int, "default": SHOWN,
     "help": "how many visuals to show [default: %(default)s]"},
    {"name": "is_all", "long": "all", "type": bool, "default": False, "help": "show every visual"},
    {"name": "as_json", "long": "json", "type": bool, "default": False,
     "help": "print JSON, of every visual"},
)  # fmt: skip
"""Of commands that print a table of visuals."""


class Command(DoitCmdBase):  # type: ignore[misc] # doit is untyped
    """A command that reads the project, and has doit make no tasks.

    At most `most_words` words stand beside its options, None for any number; `takes_ids` says
    that they are ids of visuals, which shells then complete.
    """

    most_words: ClassVar[int | None] = 0
    takes_ids: ClassVar[bool] = False

    def parse_execute(self, in_args: list[str]) -> int:
        """Run the command; `--help` says how. Raises InvalidCommand for what is not understood."""
        if HELP in in_args:
            print(self.help())
            return 0
        options, words = self._understood(in_args)
        if self.most_words is not None and len(words) > self.most_words:
            raise InvalidCommand(f"too much: {words[self.most_words]!r}; {self._usage}")
        try:
            with shortages():
                result: int = super().parse_execute([*options, "--", *words])
        except CmdParseError as error:
            raise InvalidCommand(" ".join(str(error).split())) from error
        return result

    def execute(self, params: Any, args: list[str]) -> int:
        """Run the command, once doit has read dodo.py."""
        self.loader.load_tasks = lambda **_: []
        result: int = super().execute(params, args)
        return result

    @property
    def build(self) -> Build:
        """The build that the project's dodo.py made. Raises InvalidCommand where it made none."""
        build = self.loader.namespace.get("BUILD")
        if not isinstance(build, Build):
            raise InvalidCommand(
                "this project's dodo.py makes no BUILD: python -m pipeline init says how to add it"
            )
        return build

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep builds out; what was written until then is what is read from here on.

        A run that waits meanwhile looks at everything again.
        """
        journal = self.dep_manager.backend
        with locked(self.build.plan.lock):
            if isinstance(journal, Journal):
                journal.refresh()
            self.build.look_again()
            self.build.read_reviews()
            yield
            if isinstance(journal, Journal):
                journal.touch()

    def visual(self, name: str) -> Visual:
        """The visual of that id, task, or question with one visual. Raises InvalidCommand."""
        found = self.visuals([name])
        if len(found) > 1:
            ids = ", ".join(visual.id for visual in found)
            raise InvalidCommand(f"{shown(name)} stands for several visuals: {ids}")
        return found[0]

    def visuals(self, names: Iterable[str]) -> list[Visual]:
        """The visuals for which these names stand, each once, sorted. Raises InvalidCommand."""
        ids = {visual.id for name in names for visual in self._named(name)}
        return [visual for visual in self.build.visuals if visual.id in ids]

    def _named(self, name: str) -> list[Visual]:
        if found := visuals_named(self.build, name.removeprefix("render:")):
            return found
        refuse_unbuilt(self.build, name)
        known = [visual.id for visual in self.build.visuals]
        meant = near(name, [*known, *(visual.question for visual in self.build.visuals)])
        hint = f"did you mean {meant}?" if meant else "doit list --all shows them"
        raise InvalidCommand(f"there is no visual {shown(name)}; {hint}")

    @property
    def _usage(self) -> str:
        usage = f"{self.bin_name} {self.name} {self.doc_usage}".rstrip()
        return f"the way to write it is: {usage}"

    def _understood(self, in_args: list[str]) -> tuple[list[str], list[str]]:
        """The options, and the words between and behind them: doit's parser stops at the first."""
        found, words = understood(self, in_args, getopt.gnu_getopt, self._usage)
        joined = [f"{name}={value}" if value else name for name, value in found if name[1] == "-"]
        short = [part for name, value in found if name[1] != "-" for part in (name, value) if part]
        return [*joined, *short], words


def write(file: str, content: bytes, config: Config) -> None:
    """Write a file that was asked for, or for "-" standard output. Raises InvalidCommand.

    Its name counts from the folder where doit was started, which need not be the project's.
    Nothing that the project is made of is written over.
    """
    if file == "-":
        _put(content)
        return
    path = os.path.join(doit.get_initial_workdir(), file)
    refuse_taken(file, path, config)
    try:
        write_whole(path, content)
    except OSError as error:
        raise InvalidCommand(unwritten(file, error)) from error


def refuse_taken(file: str, path: str, config: Config) -> None:
    """Raise InvalidCommand for a file at `path`, named `file`, that the project is made of."""
    made_of = (*config.folders, config.build, CACHE, ".git", *READ_BY_DOIT, REVIEWS, DATABASE)
    is_taken = any(is_within(os.path.realpath(path), os.path.realpath(each)) for each in made_of)
    if is_taken and os.path.lexists(path) and not os.path.isdir(path):
        raise InvalidCommand(
            f"{shown(file)} is there, among what this project is made of: name another file"
        )


def _put(content: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise InvalidCommand(f"the output cannot be written: {error.strerror}") from error
