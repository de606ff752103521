"""What a process can do that it need not, by trying it → the names of what went well.

It is copied into a package that is built with, and run as a program: it imports nothing of ours.
Whatever it tries is harmless where nothing holds it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import socket
from collections.abc import Callable
from pathlib import Path

OUTSIDE = "@OUTSIDE@"


def tried() -> str:
    """The names of what went well, or "nothing"."""
    return " ".join(name for name, way in WAYS.items() if _goes_well(way)) or "nothing"


def _goes_well(way: Callable[[], object]) -> bool:
    try:
        return way() is not False
    except (OSError, ValueError):  # the latter is what Python makes of a limit that is refused
        return False


def _written() -> None:
    with open(f"{OUTSIDE}/new", "w") as file:
        file.write("x")


def _forked() -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def _is_looked_for() -> bool:
    """Whether the kernel looks for a program that is not there before it refuses to run it."""
    library = ctypes.CDLL(None, use_errno=True)
    library.execv(b"/nowhere", (ctypes.c_char_p * 2)(b"nowhere"))
    return ctypes.get_errno() == errno.ENOENT


WAYS: dict[str, Callable[[], object]] = {
    "reads": lambda: Path(f"{OUTSIDE}/marker").read_bytes(),
    "lists": lambda: os.listdir(OUTSIDE),
    "environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "project": lambda: os.listdir("questions"),
    "writes": _written,
    "moves": lambda: os.rename(f"{OUTSIDE}/old", f"{OUTSIDE}/old"),
    "network": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
    "sockets": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close(),
    "starts": _forked,
    "becomes": _is_looked_for,
    "signals": lambda: os.kill(os.getppid(), 0),
    "limits": lambda: resource.setrlimit(4, resource.getrlimit(4)),
}
"""Those of `becomes` alone may go well in the machine's own dot, which may be a script."""
