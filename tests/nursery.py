"""Worker processes of `doit` as forks of warm ones, one for each kind of worker.

They have the environment that every worker has. `commander.py` has the commands of tests take
their workers from here; commands that have a Python of their own start them by themselves.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.forks import GoOn, Process, Warm, serve

IN_PLACE, FORKING = "pipeline.worker.in_place.pipe_process", "pipeline.worker.fork_process"
MATPLOTLIB = "pipeline.render.matplotlib.warm_up:warm_up"
KINDS = {(IN_PLACE,): "in_place", (FORKING, MATPLOTLIB): "matplotlib"}
"""The workers that are forks here. Any other is started."""

TEMPORARY = {"TMPDIR", "TEMP", "TMP"}
"""Settings of workers that take effect in a process that has started."""


class Nursery:
    """The warm processes for workers."""

    def __init__(self) -> None:
        from pipeline.worker.launch import environment, launch

        self._launch = launch
        self._warm = {
            kind: Warm(["-P", __file__, name], environment()) for kind, name in KINDS.items()
        }

    def take_over(self, arguments: list[str]) -> None:
        """Have a command in this process take its workers from here.

        Not where it looks for what depends on addresses: those are the same in all forks.
        """
        from pipeline.worker import fork_client
        from pipeline.worker.in_place import pipe_client

        if "--twice" not in arguments:
            for client in (fork_client, pipe_client):
                client.launch = self.launch  # type: ignore[attr-defined]

    def launch(
        self, module: str, *arguments: str, settings: Mapping[str, str], **streams: Any
    ) -> Any:
        """What `pipeline.worker.launch.launch` does."""
        from pipeline.worker.launch import environment

        warm = self._warm.get((module, *arguments))
        if warm is None or settings.keys() - TEMPORARY:  # another hash seed, say
            return self._launch(module, *arguments, settings=settings, **streams)
        request = os.getcwd(), {**environment(), **settings}
        return _piped(warm, request, streams["stdin"], streams["stdout"], streams["log"].fileno())


def _piped(warm: Warm, request: object, stdin: int, stdout: int, log: int) -> Process:
    """A fork whose streams are those that `Popen` would make of these."""
    if stdin == subprocess.PIPE:
        (theirs, to), (from_, their) = os.pipe(), os.pipe()
        process = warm.fork(request, theirs, their, log)
        process.stdin, process.stdout = os.fdopen(to, "wb"), os.fdopen(from_, "rb")
        for descriptor in (theirs, their):
            os.close(descriptor)
        return process
    with open(os.devnull, "wb") as nowhere:
        return warm.fork(request, stdin, nowhere.fileno(), log)


def in_place() -> GoOn:
    """A process that has run what such workers run first."""
    from pipeline.check import warm_up
    from pipeline.render.dot import drawing
    from pipeline.worker.in_place import pipe_process

    warm_up()
    drawing.warm_up()

    def go_on(request: Any) -> None:
        become(*request)
        pipe_process.main()

    return go_on


def matplotlib() -> GoOn:
    """The same for scripts."""
    from pipeline.render.matplotlib.warm_up import warm_up
    from pipeline.sandbox import permits
    from pipeline.worker import fork_process

    warm_further = warm_up()
    left = {name: os.environ[name] for name in ("LOGNAME", "MPLCONFIGDIR", "MPLBACKEND")}

    def go_on(request: Any) -> None:
        become(*request)
        os.environ.update(left)
        permits.warm_up()
        # What warms up has run.
        fork_process.resolve = lambda name: lambda: warm_further  # type: ignore[attr-defined,assignment]
        fork_process.main(MATPLOTLIB)

    return go_on


def become(folder: str, environment: dict[str, str]) -> None:
    """Have what a worker has that was just started."""
    from pipeline.sandbox import permits
    from pipeline.worker.boot import usual_signals

    os.setsid()
    usual_signals()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    permits._free.cache_clear()


if __name__ == "__main__":
    importlib.import_module("pipeline")
    sys.path.pop(0)  # a worker has it no more
    name, *given = sys.argv[1:]
    serve({"in_place": in_place, "matplotlib": matplotlib}[name], *map(int, given))
