"""What a user names on the command line → names of tasks; and doit's own commands that take any.

An id stands for the visual's `normalize:ID`, that of a question with several visuals for them all.
"""

from __future__ import annotations

import contextlib
import fnmatch
import functools
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TextIO

from doit.cmd_base import DoitCmdBase
from doit.cmd_clean import Clean as DoitClean
from doit.cmd_forget import Forget as DoitForget
from doit.cmd_ignore import Ignore as DoitIgnore
from doit.cmd_info import Info as DoitInfo
from doit.cmd_list import List as DoitList
from doit.cmd_resetdep import ResetDep as DoitResetDep
from doit.exceptions import InvalidCommand

from pipeline.files.lock import locked
from pipeline.graph.actions import MEND
from pipeline.graph.build import Build
from pipeline.graph.journal import Journal
from pipeline.graph.tasks import configuration
from pipeline.load.folders import stem
from pipeline.load.question_file import NOT_BUILT, status_in
from pipeline.model import Visual
from pipeline.printing import printable, shown
from pipeline.spelling import nearest


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that was meant: one letter in five may be wrong, so that another number is
    not taken for a slip."""
    return nearest(name, known, max(1, len(name) // 5))


def visuals_named(build: Build, name: str) -> list[Visual]:
    """The visuals that a name stands for: an id, a question's id, a pattern of ids with `*`, or
    `normalize:` before one of them."""
    name = name.removeprefix("normalize:")
    if "*" in name:
        return [visual for visual in build.visuals if fnmatch.fnmatchcase(visual.id, name)]
    own = [visual for visual in build.visuals if visual.id == name]
    return own or [visual for visual in build.visuals if visual.question == name]


def tasks_named(
    build: Build, names: Iterable[str], tasks: Iterable[Any], commands: Iterable[str]
) -> Iterator[str]:
    """The names of tasks for `names`, with what belongs to a task's own options as it is.

    Raises InvalidCommand for a name of nothing.
    """
    known = {task.name: task for task in tasks}
    targets = {target: task.name for task in known.values() for target in task.targets}
    rest = iter(names)
    for name in rest:
        if found := known.get(name):
            yield name
            if found.params or found.creator_params or found.pos_arg:
                yield from rest
        elif name in targets:
            yield targets[name]
        elif found := fnmatch.filter(known, name) if "*" in name else []:
            yield from found
        elif found := visuals_named(build, name):
            yield from (f"normalize:{visual.id}" for visual in found)
        else:
            _refuse(build, name, [*known, *commands])


def load_named(loader: Any, cmd: Any, pos_args: list[str]) -> Any:
    """Have doit's loader make the tasks, and put their names in place of those that users gave."""
    tasks = type(loader).load_tasks(loader, cmd=cmd, pos_args=pos_args)
    build = loader.namespace.get("BUILD")
    if isinstance(build, Build):
        # In place: doit has this list elsewhere too.
        pos_args[:] = tasks_named(build, pos_args, tasks, loader.cmd_names)
    return tasks


def refuse_unbuilt(build: Build, name: str) -> None:
    """Raise InvalidCommand for the id of a question of which no visual is built."""
    for file in build.tree.questions:
        if stem(file) == name:
            status = status_in(file)
            why = f"is {status}, and so not" if status in NOT_BUILT else "has no visual that is"
            raise InvalidCommand(f"{printable(file)} {why} built")


def _refuse(build: Build, name: str, others: list[str]) -> NoReturn:
    """Say that a name stands for nothing, and what was meant by it."""
    if name.startswith("-"):
        raise InvalidCommand(f"write options before names: doit {printable(name)} … ID")
    refuse_unbuilt(build, name)
    ids = [visual.id for visual in build.visuals]
    questions = [visual.question for visual in build.visuals]
    meant = near(name, [*ids, *questions, *others])
    way_out = f"did you mean {meant}?" if meant else "`doit list --all` shows them all"
    raise InvalidCommand(f"no visual or task {shown(name)}: {way_out}")


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Raise what ends the whole run as doit's own error, which it shows in one line."""
    try:
        yield
    except OSError as error:
        place = printable(str(error.filename or "a file"))
        reason = error.strerror or str(error)
        raise InvalidCommand(f"{place} cannot be written: {reason}; {MEND}") from error


class Named(DoitCmdBase):  # type: ignore[misc] # doit is untyped
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
            return super().execute(params, args)

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
