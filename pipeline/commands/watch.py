"""`doit watch`: builds on save, and serves the gallery with pictures that change in place."""

from __future__ import annotations

import gc
import os
import signal
import sys
import webbrowser
from typing import Any

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.commands.main import command
from pipeline.files.lock import remove_leftovers
from pipeline.graph.build import Build
from pipeline.graph.warm_run import WarmRun
from pipeline.pages import rows_in
from pipeline.watch import Audience, Report, Server, Session, StartOver, Watcher
from pipeline.worker.boot import become

OPTIONS: tuple[dict[str, Any], ...] = (
    {
        "name": "open",
        "long": "open",
        "type": bool,
        "default": False,
        "help": "open the gallery in a browser",
    },
    {
        "name": "port",
        "long": "port",
        "type": int,
        "default": 0,
        "help": "listen on this port (default: the first free one from 8000 on)",
    },
    {
        "name": "poll",
        "long": "poll",
        "type": bool,
        "default": False,
        "help": "look at all files again and again, for file systems that report no changes",
    },
)

PORTS = range(1 << 16)

AGAIN = "VISUALS_WATCH_PORT"
"""The environment variable that tells a process that starts over which port it had."""


class Watch(Command):
    """Runs until it is interrupted."""

    doc_purpose = "build what you save, and show it in a browser at once"
    doc_usage = "[ID]"
    doc_description = (
        "Builds all that is stale, the visual ID first, and then again what each saved file "
        "changes. The gallery is at the address that it prints; only this machine can open it. "
        "Ctrl-C ends it."
    )
    most_words = 1
    takes_ids = True
    execute_tasks = True
    cmd_options = OPTIONS

    def _execute(self, open: bool, port: int, poll: bool, pos_args: list[str]) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        gc.disable()  # it would run while an author waits; the session collects when all is done
        build = self.build
        remove_leftovers(build.plan.lock)
        self._first = self.visual(pos_args[0]).id if pos_args else ""
        audience = Audience(rows_in(build.outputs.read(build.plan.gallery) or b""))
        server = _server(build, audience, port)
        is_over = False
        try:
            self._watch(build, audience, server, is_shown=open, must_poll=poll)
        except StartOver:
            print("settings or code changed: starting over", flush=True)
        except KeyboardInterrupt:
            is_over = True
            print("\nstopped", flush=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        build.work.close()
        self.dep_manager.close()
        if is_over:
            os._exit(0)  # threads that wait for a browser or a file end here
        os.environ[AGAIN] = str(server.port)
        for number in (signal.SIGINT, signal.SIGTERM):  # what is ignored stays so after exec
            signal.signal(number, signal.SIG_DFL)
        server.close()
        become(command(sys.argv[1:]))

    def _watch(
        self, build: Build, audience: Audience, server: Server, *, is_shown: bool, must_poll: bool
    ) -> None:
        config = build.plan.config
        trees = {config.questions, config.sources or config.questions}
        watcher = Watcher(trees, must_poll=must_poll)
        session = Session(build, WarmRun(self, build), audience, Report(sys.stdout), watcher)
        address = f"{server.address}{'#' * bool(self._first)}{self._first}"
        print(f"watching {config.questions} · {address} · Ctrl-C ends it", flush=True)
        if is_shown and AGAIN not in os.environ:
            webbrowser.open(address)
        session.serve(self._first)


def _server(build: Build, audience: Audience, port: int) -> Server:
    if port not in PORTS:
        raise InvalidCommand(f"--port {port}: a port is a number up to {PORTS[-1]}")
    try:
        return Server(build.outputs, audience, port, int(os.environ.get(AGAIN, 0)))
    except OSError as error:
        raise InvalidCommand(
            f"port {port} of this machine cannot be used: {error.strerror}; "
            "leave --port out to take one that is free"
        ) from error
