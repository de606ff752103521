"""The warm process that works in place: pieces of work on a pipe, one after another → replies."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.worker.frames import read_frame, write_frame
from pipeline.worker.process import limit_resources, take_standard_streams
from pipeline.worker.request import Request, perform

GRACE = 5.0


def main() -> None:
    """Serve requests until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stdin, stdout = take_standard_streams()
    with os.fdopen(stdin, "rb") as requests, os.fdopen(stdout, "wb") as replies:
        _die_at_hang_up(stdout)
        while (data := read_frame(requests)) is not None:
            request: Request = pickle.loads(data)
            if sys.platform != "linux":  # there its client does it
                limit_resources(request.limits)
            with _mortal(request.limits.timeout + GRACE):
                reply = perform(request)
            write_frame(replies, reply)


def _die_at_hang_up(replies: int) -> None:
    """Ask for SIGIO when nobody reads replies any more, so that work in a C library ends too.

    It also comes with each read of a reply; those are over before the next request is written. On
    the pipe of requests it would come with each write, at times when the work has already begun.
    """
    if sys.platform == "linux":
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_IGN)
        fcntl.fcntl(replies, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(replies, fcntl.F_GETFL)
        fcntl.fcntl(replies, fcntl.F_SETFL, flags | os.O_ASYNC)


@contextmanager
def _mortal(seconds: float) -> Iterator[None]:
    """Let the kernel end this process when its client is gone, or after `seconds` at the latest."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGIO, signal.SIG_IGN)
