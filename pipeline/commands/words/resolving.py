"""What a user names on the command line → visuals, and names of tasks.

An id stands for the visual's `normalize:ID`, that of a question with several visuals for them all.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from doit.exceptions import InvalidCommand

from pipeline.commands.words.options import refuse_option
from pipeline.graph.build import Build
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


def is_everything(name: str) -> bool:
    """Whether a pattern fits all that there is, tasks as well as visuals."""
    return not name.strip("*")


def tasks_named(
    build: Build, names: Iterable[str], tasks: Iterable[Any], cmd: Any
) -> Iterator[str]:
    """The names of tasks for `names`, with what belongs to a task's own options as it is.

    A pattern stands for tasks where it fits no visual, or all there is.

    Raises InvalidCommand for a name of nothing, and for an option of `cmd` behind a name.
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
        elif found := [] if is_everything(name) else visuals_named(build, name):
            yield from (f"normalize:{visual.id}" for visual in found)
        elif found := fnmatch.filter(known, name) if "*" in name else []:
            yield from found
        else:
            refuse_option(cmd, name)
            _refuse(build, name, [*known, *cmd.loader.cmd_names])


def load_named(loader: Any, cmd: Any, pos_args: list[str]) -> Any:
    """Have doit's loader make the tasks, and put their names in place of those that users gave."""
    tasks = type(loader).load_tasks(loader, cmd=cmd, pos_args=pos_args)
    build = loader.namespace.get("BUILD")
    if isinstance(build, Build):
        # In place: doit has this list elsewhere too.
        pos_args[:] = tasks_named(build, pos_args, tasks, cmd)
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
    refuse_unbuilt(build, name)
    ids = [visual.id for visual in build.visuals]
    questions = [visual.question for visual in build.visuals]
    meant = near(name, [*ids, *questions, *others])
    way_out = f"did you mean {meant}?" if meant else "doit list --all shows them"
    raise InvalidCommand(f"no visual or task {shown(name)}: {way_out}")
