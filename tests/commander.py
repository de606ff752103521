"""`doit` commands in children of one warm process: each as in a process of its own, started soon.

Half of what a small command takes is the start of Python and the imports. This process has done
both; it forks for each command, and nothing that a command does reaches the next one.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple, NoReturn

FRAME = 1 << 20
PATIENCE = 240.0


class Answer(NamedTuple):
    """How a command ended, and what it wrote to standard output and error together."""

    code: int
    output: str


class Commander:
    """The warm process, from the side of those who have commands."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.commander", str(theirs.fileno())],
                cwd=Path(__file__).parents[1], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
            )  # fmt: skip

    def run(self, folder: Path, arguments: tuple[str, ...], first: str = "") -> Answer:
        """Run a command in a folder, in the environment that this process has now.

        The Python code `first` is run in the process of the command before it.
        """
        request = json.dumps([str(folder), arguments, dict(os.environ), first]).encode()
        read, write = os.pipe()
        socket.send_fds(self._socket, [request], [write])
        os.close(write)
        with open(read, encoding="utf-8", errors="replace") as stream:
            output = stream.read() if _is_ready(read) else ""
        assert _is_ready(self._socket.fileno()), f"doit {arguments} does not end: {output}"
        return Answer(int(self._socket.recv(FRAME)), output)


def _is_ready(descriptor: int) -> bool:
    return bool(select.select([descriptor], [], [], PATIENCE)[0])


def serve(commands: socket.socket) -> None:
    """Fork for each command until there are no more; answer with its exit code."""
    while True:
        request, descriptors, *_ = socket.recv_fds(commands, FRAME, 1)
        if not request:
            return
        child = os.fork()
        if child == 0:
            commands.close()
            become(descriptors[0], *json.loads(request))
        os.close(descriptors[0])
        _, status = os.waitpid(child, 0)
        commands.send(str(os.waitstatus_to_exitcode(status)).encode())


def become(
    output: int, folder: str, arguments: list[str], environment: dict[str, str], first: str
) -> NoReturn:
    """Be the command, up to what Python does at its end: to take itself apart is half of it all."""
    from pipeline.commands.main import run

    for stream in (1, 2):
        os.dup2(output, stream)
    os.close(output)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    sys.path[0] = folder
    exec(first, {})
    code = run(arguments)
    threading._shutdown()  # type: ignore[attr-defined]  # there is no public way
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    descriptor = int(sys.argv[1])
    sys.argv[0] = "doit"  # before the imports: the help of commands names it
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
    import pipeline.worker.pool  # noqa: F401 - all of these are for the children

    gc.freeze()  # else each child copies all of this when it looks for garbage at its end
    serve(socket.socket(fileno=descriptor))
