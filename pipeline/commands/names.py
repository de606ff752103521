"""doit's own commands, which take ids as names of tasks and say in plain words what is wrong."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from dbm import whichdb
from pprint import pformat
from typing import Any, TextIO

from doit.cmd_clean import Clean as DoitClean
from doit.cmd_dumpdb import DumpDB as DoitDumpDB
from doit.cmd_forget import Forget as DoitForget
from doit.cmd_help import Help as DoitHelp
from doit.cmd_ignore import Ignore as DoitIgnore
from doit.cmd_info import Info as DoitInfo
from doit.cmd_list import List as DoitList
from doit.cmd_resetdep import ResetDep as DoitResetDep
from doit.cmd_strace import Strace as DoitStrace
from doit.dependency import JSONCodec
from doit.exceptions import InvalidCommand

from pipeline.commands.words.options import Checked
from pipeline.commands.words.resolving import load_named
from pipeline.files.lock import locked
from pipeline.graph.actions import MEND, unwritten
from pipeline.graph.build import Build
from pipeline.graph.journal import Journal
from pipeline.graph.tasks import configuration
from pipeline.printing import printable, shown


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Raise what ends the whole run as doit's own error, which it shows in one line."""
    try:
        yield
    except OSError as error:
        place = printable(str(error.filename or "a file"))
        raise InvalidCommand(unwritten(place, error)) from error


class Named(Checked):
    """A command of doit whose arguments are names of tasks."""

    def execute(self, params: Any, args: Any) -> Any:
        """Run the command with names of tasks in place of ids."""
        self.outstream: Any = _Printable(self.outstream)
        self.loader.load_tasks = functools.partial(self.load, self.loader)
        return super().execute(params, args)

    def load(self, loader: Any, cmd: Any, pos_args: list[str]) -> Any:
        """Have doit's loader make the tasks, once dodo.py is read."""
        tasks = load_named(loader, cmd, pos_args)
        for task in tasks:
            if task.doc and (doc := printable(task.doc)) != task.doc:
                task.doc = doc
        return tasks


class _Printable:
    """A stream of lines, in which names of files are as they can be printed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write lines, or a part of one."""
        return self._stream.write("\n".join(map(printable, text.split("\n"))))

    def flush(self) -> None:
        """Have it all written."""
        self._stream.flush()


class Writing(Named):
    """One that changes what a build reads: it waits for a build that runs, and keeps others out."""

    def execute(self, params: Any, args: Any) -> Any:
        """Run the command with the lock held, unless it only says what it would do."""
        self._is_dry = bool(params.get("dryrun"))
        with contextlib.ExitStack() as self._held:
            code = super().execute(params, args)
        journal = self.dep_manager.backend
        if isinstance(journal, Journal) and journal.is_refused:
            raise InvalidCommand(f"{journal.name} cannot be written, so all is as it was; {MEND}")
        return code

    def load(self, loader: Any, cmd: Any, pos_args: list[str]) -> Any:
        """Take the lock before anything of the project is read."""
        build = loader.namespace.get("BUILD")
        if isinstance(build, Build) and not self._is_dry:
            self._held.enter_context(locked(build.plan.lock))
        return super().load(loader, cmd, pos_args)


class Clean(Writing, DoitClean):  # type: ignore[misc]
    """`doit clean ID`."""

    def clean_tasks(self, tasks: list[Any], dryrun: bool, cleanforget: bool) -> None:
        """Clean tasks; the manifest goes before the first SVG that it names.

        Whoever waits for the lock, or only builds now and then as `doit watch` does, learns of it.
        """
        names_svg = any(task.name.startswith("normalize:") for task in tasks)
        first = [task for task in self.task_list if names_svg and task.name == "manifest"]
        with disk_errors(), contextlib.redirect_stdout(self.outstream):  # where doit prints names
            super().clean_tasks([*first, *tasks], dryrun, cleanforget)
        if isinstance(self.dep_manager.backend, Journal):
            self.dep_manager.backend.touch()
        build = self.loader.namespace.get("BUILD")
        if isinstance(build, Build) and build.unremoved:
            raise InvalidCommand(f"{printable(build.unremoved)} cannot be removed; {MEND}")


class Forget(Writing, DoitForget):  # type: ignore[misc]
    """`doit forget ID`."""


class Ignore(Writing, DoitIgnore):  # type: ignore[misc]
    """`doit ignore ID`."""


class ResetDep(Writing, DoitResetDep):  # type: ignore[misc]
    """`doit reset-dep ID`."""


class Info(Named, DoitInfo):  # type: ignore[misc]
    """`doit info ID`."""


class List(Named, DoitList):  # type: ignore[misc]
    """`doit list ID`, the tasks of the build before those of the project's own dodo.py."""

    def load(self, loader: Any, cmd: Any, pos_args: list[str]) -> Any:
        """Have doit's loader make the tasks: it puts them in the order of lines in their files."""
        tasks = super().load(loader, cmd, pos_args)
        flow = ["render", *configuration()["default_tasks"]]
        return sorted(tasks, key=lambda task: task.name.partition(":")[0] not in flow)

    def execute(self, params: Any, args: Any) -> Any:
        """Run the command, unless its template cannot be filled in."""
        try:
            (params["template"] or "").format(name="", doc="", status="")
        except (AttributeError, LookupError, ValueError) as error:
            wrong = shown(params["template"])
            way_out = "write {name}, {doc} and {status} in it, and no other braces"
            raise InvalidCommand(f"--template {wrong}: {way_out}") from error
        return super().execute(params, args)


class Help(Named, DoitHelp):  # type: ignore[misc]
    """`doit help NAME`."""


class Strace(Writing, DoitStrace):  # type: ignore[misc]
    """`doit strace TASK`."""


class DumpDB(Checked, DoitDumpDB):  # type: ignore[misc]
    """`doit dumpdb`, of a journal too."""

    doc_purpose = "show what is remembered of each task"

    def execute(self, params: Any, args: Any) -> Any:
        """Print each task with what is remembered of it, as doit prints that of other databases."""
        file = params["dep_file"]
        if whichdb(file):  # one of another kind, as other projects of doit have it
            return super().execute(params, args)
        records = Journal(file, JSONCodec()).records()
        if not records:
            reason = "holds no record of a task; the next build writes some"
            raise InvalidCommand(f"{printable(file)} {reason}")
        for task, record in sorted(records.items()):
            print(f"{printable(task)} -> {pformat(record, indent=4, width=100)}")
        return 0
