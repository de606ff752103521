"""A process that parses what authors wrote, in C → one that the kernel lets read what is installed.

It reads nothing else, writes nothing and starts nothing, so that a fault of a parser is one of that
process alone. The machine's own `dot` may write its temporary folder as well.
"""

from __future__ import annotations

import os
from functools import cache

from pipeline.model import Sandbox
from pipeline.sandbox.permits import ALL, confine, permits

AROUND = ("lib", "lib64", "etc/fonts", "share/graphviz")
"""What lies beside the folder of a program and belongs to it."""
PROGRAMS = ("/bin", "/usr/bin", "/usr/local/bin")
"""Where what a program becomes lies, if it is a script around another."""


OPEN = 'sandbox = "required", and the kernel here cannot hold what parses drawings'


def close(sandbox: Sandbox) -> bool:
    """Close this process, which has one thread, for good, to all but reading what is installed.

    Whether it is closed as far as the setting asks.
    """
    return sandbox == "off" or _is_enough(_closed(), sandbox)


@cache
def _closed() -> tuple[str, ...]:
    """Once is enough: each time more, every call that it makes would take longer."""
    return confine(permits(os.path.realpath("."), (), os.devnull), "auto").parts


def close_program(program: str, own: str, sandbox: Sandbox) -> None:
    """Close a process that becomes `program` next; `own` is its temporary folder.

    Raises PermissionError where it is not closed as far as the setting asks.
    """
    if sandbox == "off":
        return
    real = os.path.realpath(program)
    around = [os.path.join(os.path.dirname(os.path.dirname(real)), name) for name in AROUND]
    root, places = os.path.realpath("."), (real, *around, *PROGRAMS)
    allowed = permits(root, places, own)._replace(runs=True)
    if not _is_enough(confine(allowed, sandbox).parts, sandbox):
        raise PermissionError(OPEN)


def _is_enough(closed: tuple[str, ...], sandbox: Sandbox) -> bool:
    return closed == ALL or sandbox != "required"
