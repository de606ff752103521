"""The warm process that forks: pieces of work on a control socket → a child for each, watched.

It has one thread, which makes forking safe. It waits for the control socket, for the end of a
child (a pidfd each) and for the nearest deadline; it ends when the control socket is closed.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import pickle
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline.sandbox.listening import MARK
from pipeline.worker.frames import DEADLINE, STATUS
from pipeline.worker.handover import Service, close_way, open_way, taken_over
from pipeline.worker.process import (
    adopt_orphans,
    die_with,
    limit_resources,
    take_standard_streams,
)
from pipeline.worker.request import Request, perform, resolve

# typeshed leaves the constant out.
CLOSE_ON_EXEC: int = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


MANY = 8
"""From this fork on it pays to have warmed further: that takes as long as it saves twenty."""

LAST_WORDS = 0.05
"""Seconds that a late child has to write down where it is."""


@dataclass(slots=True)
class Child:
    """A child at work; `start` and `deadline` are on the monotonic clock.

    One that is late was asked where it is, and is killed at its second deadline.
    """

    pid: int
    pidfd: int
    reply: socket.socket
    start: float
    deadline: float
    is_late: bool = False


class Server:
    """Forks children and reports to their clients how they ended."""

    def __init__(self, control: socket.socket, warm_further: Callable[[], None] | None) -> None:
        self._control, self._warm_further = control, warm_further
        self._epoll = select.epoll()
        self._way = open_way()
        for descriptor in (control, self._way):
            self._epoll.register(descriptor, select.EPOLLIN)
        self._children: dict[int, Child] = {}
        self._services: dict[int, Service] = {}
        self._forks = 0

    def serve(self) -> None:
        """Work until the control socket is closed; no child is left then."""
        while True:
            # One event at a time: it may close the descriptor of another, or give its number away.
            for descriptor, event in self._epoll.poll(self._patience(), 1):
                if descriptor in self._children:
                    self._reap(self._children.pop(descriptor))
                elif descriptor in self._services:
                    self._serve(self._services[descriptor], event)
                elif descriptor == self._way.fileno():
                    self._take_over()
                elif descriptor != self._control.fileno():
                    self._cancel(descriptor)
                elif not self._accept():
                    self._end_all()
                    return
            self._kill_late()

    def _patience(self) -> float | None:
        nearest = min((child.deadline for child in self._children.values()), default=math.inf)
        return None if nearest == math.inf else max(0.0, nearest - time.monotonic())

    def _accept(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, DEADLINE.size, 4, CLOSE_ON_EXEC)
        if not message:
            return False
        self._forks += 1
        if self._forks == MANY and self._warm_further:
            self._warm_further()
            gc.collect()
            gc.freeze()
        reply, work, result, log = descriptors
        (timeout,) = DEADLINE.unpack(message)
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._let_go()
                os.close(reply)
                run_child(server, work, result, log)
            finally:
                os._exit(1)
        for descriptor in (work, result, log):
            os.close(descriptor)
        self._watch(pid, socket.socket(fileno=reply), timeout)
        return True

    def _watch(self, pid: int, reply: socket.socket, timeout: float) -> None:
        pidfd = os.pidfd_open(pid)
        now = time.monotonic()
        self._children[pidfd] = Child(pid, pidfd, reply, now, now + timeout)
        self._epoll.register(pidfd, select.EPOLLIN)
        self._epoll.register(reply, select.EPOLLRDHUP)

    def _take_over(self) -> None:
        """Serve what a child has handed over, from now on."""
        if (service := taken_over(self._way, CLOSE_ON_EXEC)) is not None:
            self._services[service.fileno()] = service
            self._epoll.register(service, select.EPOLLIN)

    def _serve(self, service: Service, event: int) -> None:
        if event & select.EPOLLIN:
            service.ready()
        else:
            self._epoll.unregister(service)
            del self._services[service.fileno()]
            service.close()

    def _let_go(self) -> None:
        """Close, in a new child, what belongs to the server."""
        self._control.close()
        self._epoll.close()
        self._way.close()
        for service in self._services.values():
            service.close()
        for child in self._children.values():
            child.reply.close()
            os.close(child.pidfd)

    def _kill_late(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if child.deadline <= now and child.is_late:
                child.deadline = math.inf
                kill_family(child.pid)
            elif child.deadline <= now:
                child.is_late, child.deadline = True, now + LAST_WORDS
                os.kill(child.pid, MARK)

    def _cancel(self, reply: int) -> None:
        """Kill the child of a client that has gone; it is reaped when it has ended."""
        self._epoll.unregister(reply)
        for child in self._children.values():
            if child.reply.fileno() == reply:
                kill_family(child.pid)

    def _reap(self, child: Child) -> None:
        # Before the child is waited for: until then its id can be nobody else's.
        kill_family(child.pid)
        _, status = os.waitpid(child.pid, 0)
        self._epoll.unregister(child.pidfd)
        with contextlib.suppress(OSError):  # no longer there if its client has gone
            self._epoll.unregister(child.reply)
        os.close(child.pidfd)
        kill_strays({other.pid for other in self._children.values()})
        code, seconds = os.waitstatus_to_exitcode(status), time.monotonic() - child.start
        with child.reply, contextlib.suppress(OSError):
            child.reply.send(STATUS.pack(code, child.is_late, seconds))

    def _end_all(self) -> None:
        for child in self._children.values():
            kill_family(child.pid)
            os.waitpid(child.pid, 0)
        kill_strays(set())


def run_child(server: int, work: int, result: int, log: int) -> NoReturn:
    """Do the work and end. Descriptors: the request, an empty file for the reply, the output."""
    os.setsid()
    die_with(server)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(log)
    gc.enable()
    with open(work, "rb") as file:
        request: Request = pickle.load(file)
    if request.is_closed:
        close_way()
    limit_resources(request.limits)
    reply = perform(request)
    with open(result, "wb") as file:
        file.write(reply)
    os._exit(0)


def kill_family(pid: int) -> None:
    """Kill a child and its process group, which it may not have made yet."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def kill_strays(children: set[int]) -> None:
    """Kill descendants that outlived their parents, and theirs, until none is left."""
    while strays := own_children() - children:
        for pid in strays:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def own_children() -> set[int]:
    """The ids of this process's children, adopted ones included, as the kernel lists them."""
    try:
        listing = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    except OSError:
        return set()
    return {int(pid) for pid in listing.split()}


def main(warm_up: str) -> NoReturn:
    """Warm up, then serve the control socket that came as standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adopt_orphans()
    descriptor, silence = take_standard_streams()
    os.close(silence)
    control = socket.socket(fileno=descriptor)
    # Children share the pages of what is warm for as long as no collector writes to them.
    gc.disable()
    warm_further = resolve(warm_up)()
    gc.freeze()
    Server(control, warm_further).serve()
    os._exit(0)
