"""A process that parses what authors wrote, in C → one that the kernel lets read what is installed.

It reads nothing else, writes nothing and starts nothing, so that a fault of a parser is one of that
process alone. The machine's own `dot` may write its temporary folder as well.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from pipeline.model import Sandbox
from pipeline.sandbox.permits import ALL, Permits, confine, permits

PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))

AROUND = ("lib", "lib64", "etc/fonts", "share/graphviz")
"""What lies beside the folder of a program and belongs to it."""
PROGRAMS = ("/bin", "/usr/bin", "/usr/local/bin")
"""Where what a program becomes lies, if it is a script around another."""


OPEN = 'sandbox = "required", and the kernel here cannot hold what parses drawings'


def prepare() -> None:
    """Find what is installed, for processes that this one forks."""
    _installed(os.devnull)


def close(sandbox: Sandbox) -> bool:
    """Close this process, which has one thread, for good, to all but reading what is installed.

    Whether it is closed as far as the setting asks.
    """
    return sandbox == "off" or _is_enough(_closed(), sandbox)


@cache
def _closed() -> tuple[str, ...]:
    """Once is enough: each time more, every call that it makes would take longer."""
    return confine(_installed(os.devnull), "auto").parts


def close_program(program: str, own: str, sandbox: Sandbox) -> None:
    """Close a process that becomes `program` next; `own` is its temporary folder.

    Raises PermissionError where it is not closed as far as the setting asks.
    """
    if sandbox == "off":
        return
    real = os.path.realpath(program)
    around = [os.path.join(os.path.dirname(os.path.dirname(real)), name) for name in AROUND]
    allowed = _installed(own, real, *around, *PROGRAMS)._replace(runs=True)
    if not _is_enough(confine(allowed, sandbox).parts, sandbox):
        raise PermissionError(OPEN)


@cache
def _installed(own: str, *more: str) -> Permits:
    """What is installed, by Python and by the system. `own` may be written."""
    # The package may be installed to be edited: the folder around it counts as little as a project.
    paths = [path for path in map(os.path.realpath, sys.path) if path != os.path.dirname(PACKAGE)]
    places = (PACKAGE, sys.prefix, sys.base_prefix, *paths, *more)
    return permits(os.path.realpath("."), (), map(os.path.realpath, places), own)


def _is_enough(closed: tuple[str, ...], sandbox: Sandbox) -> bool:
    return closed == ALL or sandbox != "required"
