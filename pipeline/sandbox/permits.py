"""A project and its script's folder → what the script may read and write, and who holds it to that.

Reads: the folders of questions and sources, what is installed, libraries of the system, and fonts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pipeline.model import Sandbox
from pipeline.sandbox.calls import (
    gain_no_rights,
    prepare,
    refuse_and_report_calls,
    refuse_calls,
    refuse_starting,
)
from pipeline.sandbox.files import confine_files

SYSTEM = (
    "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share", "/usr/local/lib",
    "/usr/local/share", "/lib", "/lib32", "/lib64", "/nix/store", "/System/Library",
    "/Library/Fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/os-release",
    "/etc/mime.types", "/etc/locale.alias", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom",
    "/sys/devices/system/cpu", "/usr/share/zoneinfo", "~/.fonts", "~/.local/share/fonts",
    "~/Library/Fonts",
)  # fmt: skip
"""What programs need of a machine, and no secrets lie in. A link stands for where it leads: that of
time zones leads elsewhere on macOS."""
PATHS = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables that name more of it."""

PROBED = (
    "/etc/ssl", "/etc/pki", "/etc/crypto-policies", "/etc/nsswitch.conf", "/etc/inputrc",
    "/etc/terminfo", "/etc/malloc.conf", "/etc/timezone", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/stat", "/proc/filesystems", "/proc/sys/vm", "/proc/sys/kernel", "/sys",
)  # fmt: skip
"""What libraries look into by themselves, and do without: it stays closed, and is not reported."""

PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))

READ = "the project's questions and sources, packages, libraries of the system and fonts"
"""What that is, in words."""

ALL = ("files", "network", "processes")
"""What can be closed."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
"""Any of these flags opens a file to be changed."""


class Permits(NamedTuple):
    """Real paths: files, and folders with all that is in them; None for all that there is.

    `owns` may be written, too. `runs`: a process may become one of the programs that it may read;
    it never starts another.
    """

    reads: tuple[str, ...] | None
    owns: tuple[str, ...]
    runs: bool = False

    def may_read(self, real: str) -> bool:
        """Whether a real path is one of them or lies in one."""
        places = (*self.owns, *(self.reads or ()))
        return self.reads is None or _lies_in(real, places)

    def may_write(self, real: str) -> bool:
        """Whether a real path is that of a folder of its own or lies in one."""
        return _lies_in(real, self.owns)


def _lies_in(real: str, places: tuple[str, ...]) -> bool:
    starts = tuple(f"{place.rstrip(os.sep)}{os.sep}" for place in places)
    return f"{real}{os.sep}".startswith(starts)


def is_probed(real: str) -> bool:
    """Whether libraries look into a place by themselves."""
    return _lies_in(real, PROBED)


def permits(root: str, places: Iterable[str], own: str) -> Permits:
    """What a process for the project at `root` may do: it reads these places and what is free."""
    return Permits((*dict.fromkeys([*map(os.path.realpath, places), *_free(root)]),), (own,))


def warm_up() -> None:
    """Find out once, for all processes that are forked from this one, what is the same for them."""
    _free(os.path.realpath("."))
    prepare()


@cache
def _free(root: str) -> tuple[str, ...]:
    """What is installed on this machine, by the system and by Python, beside a project."""
    named = [place for name in PATHS for place in os.environ.get(name, "").split(os.pathsep)]
    # The package may be installed to be edited: the folder around it counts as little as a project.
    beside = (os.path.dirname(PACKAGE), root)
    paths = [path for path in map(os.path.realpath, sys.path) if path not in beside]
    places = (
        *map(os.path.expanduser, (*SYSTEM, *filter(None, named))),
        sys.prefix,
        sys.base_prefix,
    )
    real = {PACKAGE, *map(os.path.realpath, places), *paths}
    there = sorted(filter(os.path.exists, real))
    return tuple(part for place in there for part in _beside(place, root))


def _beside(place: str, root: str) -> Iterator[str]:
    """A place, or what lies in it beside the project, where that lies in it (as in /usr/src)."""
    if not f"{root}{os.sep}".startswith(f"{place.rstrip(os.sep)}{os.sep}"):
        yield place
    elif place != root:
        for name in sorted(os.listdir(place)):
            yield from _beside(os.path.join(place, name), root)


class Closed(NamedTuple):
    """Which of ALL the kernel closes to this process; `listener` says what it asks for, if any."""

    parts: tuple[str, ...] = ()
    listener: int | None = None


def confine(allowed: Permits, sandbox: Sandbox, *, is_heard: bool = False) -> Closed:
    """Hold this process, which has one thread, to what is allowed.

    Where the sandbox is off, only other processes are refused, which would outlive a time limit.
    `is_heard`: what it asks the kernel for is reported, if that can be.
    """
    if sys.platform != "linux" or not gain_no_rights():
        return Closed()
    if sandbox == "off" or allowed.reads is None:
        return Closed(("processes",) if refuse_starting() else ())
    files = confine_files(allowed.reads, allowed.owns, runs=allowed.runs)
    listener = refuse_and_report_calls() if is_heard and files else None
    calls = listener is not None or refuse_calls(runs=allowed.runs)
    return Closed((*["files"] * files, *["network", "processes"] * calls), listener)
