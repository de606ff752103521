"""What happens in other threads, and Ctrl-C while nothing does."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from pipeline.watch.inbox import Inbox

WITHOUT_END = """
import os, signal, threading, time
from pipeline.graph.tasks import Heard
from pipeline.watch.inbox import Inbox

def interrupt():
    time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
threading.Thread(target=interrupt, daemon=True).start()
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
inbox = Inbox()
inbox.rest()
"""
"""The signal comes to another thread, and ends no wait of this one: so it is on Windows."""


@pytest.mark.parametrize("wait", ["inbox.next()", "Heard().get()"])
def test_ctrl_c_is_heard_while_nothing_happens(wait: str) -> None:
    """In doit watch, and in a build while a script takes long."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_END + wait],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert done.stderr.endswith("KeyboardInterrupt\n")


def test_everything_is_looked_at_when_it_is_due() -> None:
    inbox = Inbox()
    assert inbox.next() is None
    start = time.monotonic()
    inbox.look_in(0.7)
    assert inbox.next() is None
    assert time.monotonic() - start >= 0.7
