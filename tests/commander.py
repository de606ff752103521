"""`doit` commands in children of one warm process: each as in a process of its own, started soon.

Half of what a small command takes is the start of Python and the imports. This process has done
both; it forks for each command, and nothing that a command does reaches the next one.
"""

from __future__ import annotations

import atexit
import os
import select
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from tests.forks import GoOn, Process, Warm, serve
from tests.nursery import Nursery

PATIENCE = 240.0


class Answer(NamedTuple):
    """How a command ended, and what it wrote to standard output and error together."""

    code: int
    output: str


class Commander:
    """The warm process, from the side of those who have commands."""

    def __init__(self) -> None:
        self._warm = Warm(["-m", "tests.commander"], os.environ)

    def run(
        self,
        folder: Path,
        arguments: tuple[str, ...],
        first: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> Answer:
        """Run a command in a folder, in the environment that this process has now, and in this one.

        The Python code `first` is run in the process of the command before it.
        """
        read, write = os.pipe()
        with open(write, "wb") as output:
            process = self.start(folder, arguments, output, first, environment or {})
        with open(read, encoding="utf-8", errors="replace") as stream:
            printed = stream.read() if select.select([read], [], [], PATIENCE)[0] else ""
        code = process.wait(PATIENCE)
        return Answer(code, printed)

    def start(
        self,
        folder: Path,
        arguments: tuple[str, ...],
        output: IO[bytes],
        first: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> Process:
        """Start a command whose output goes to a file."""
        request = [str(folder), arguments, {**os.environ, **(environment or {})}, first]
        with open(os.devnull, "rb") as nothing:
            return self._warm.fork(request, nothing.fileno(), output.fileno(), output.fileno())


def become(
    nursery: Nursery, folder: str, arguments: list[str], environment: dict[str, str], first: str
) -> NoReturn:
    """Be the command, up to what Python does at its end: to take itself apart is half of it all."""
    from pipeline.commands.main import run

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    sys.path[0] = folder
    nursery.take_over(arguments)
    exec(first, {})
    code = run(arguments)
    threading._shutdown()  # type: ignore[attr-defined]  # there is no public way
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def warm() -> GoOn:
    """Have all imported that commands import."""
    import pipeline.commands.check
    import pipeline.commands.facts.facts
    import pipeline.commands.new
    import pipeline.commands.plan
    import pipeline.commands.reviews.approve
    import pipeline.commands.reviews.promote
    import pipeline.commands.reviews.review
    import pipeline.commands.reviews.status
    import pipeline.commands.run
    import pipeline.commands.site.publish
    import pipeline.commands.site.release
    import pipeline.commands.watch
    import pipeline.load.syntax.faults
    import pipeline.pages
    import pipeline.render.dot.renderer
    import pipeline.watch
    import pipeline.worker.pool  # noqa: F401 - all of these are for the forks

    nursery = Nursery()
    return lambda request: become(nursery, *request)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.argv[0] = "doit"  # before the imports: the help of commands names it
    serve(warm, *map(int, given))
