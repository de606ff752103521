"""A project and its script's folder → what the script may read and write, and who holds it to that.

Reads: the folders of questions and sources, what is installed, libraries of the system, and fonts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.model import Sandbox
from pipeline.sandbox.calls import gain_no_rights, refuse_calls
from pipeline.sandbox.files import confine_files

SYSTEM = (
    "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share", "/usr/local/lib",
    "/usr/local/share", "/lib", "/lib32", "/lib64", "/nix/store", "/System/Library",
    "/Library/Fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/os-release",
    "/etc/mime.types", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom",
    "/sys/devices/system/cpu", "~/.fonts", "~/.local/share/fonts", "~/Library/Fonts",
)  # fmt: skip
"""What programs need of a machine, and no secrets lie in."""
PATHS = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables that name more of it."""

READ = "the project's questions and sources, packages, libraries of the system and fonts"
"""What that is, in words."""

ALL = ("files", "network", "processes")
"""What can be closed."""


class Permits(NamedTuple):
    """Real paths: files, and folders with all that is in them. `own` may be written, too.

    `runs`: a process may become one of the programs that it may read; it never starts another.
    """

    reads: tuple[str, ...]
    own: str
    runs: bool = False

    def may_read(self, real: str) -> bool:
        """Whether a real path is one of them or lies in one."""
        return real == self.own or f"{real}{os.sep}".startswith(self._starts)

    @property
    def _starts(self) -> tuple[str, ...]:
        return tuple(f"{place.rstrip(os.sep)}{os.sep}" for place in (self.own, *self.reads))


def permits(root: str, folders: Iterable[str], installed: Iterable[str], own: str) -> Permits:
    """What a script of the project at `root` may do; `folders` are those that authors fill."""
    named = [place for name in PATHS for place in os.environ.get(name, "").split(os.pathsep)]
    around = {os.path.realpath(os.path.expanduser(each)) for each in (*SYSTEM, *named) if each}
    free = [part for place in sorted({*around, *installed}) for part in _beside(place, root)]
    return Permits((*dict.fromkeys([*map(os.path.realpath, folders), *free]),), own)


def _beside(place: str, root: str) -> Iterator[str]:
    """A place, or what lies in it beside the project, where that lies in it (as in /usr/src)."""
    if not f"{root}{os.sep}".startswith(f"{place.rstrip(os.sep)}{os.sep}"):
        yield place
    elif place != root:
        for name in sorted(os.listdir(place)):
            yield from _beside(os.path.join(place, name), root)


def confine(allowed: Permits, sandbox: Sandbox) -> tuple[str, ...]:
    """Hold this process, which has one thread, to what is allowed; which of ALL the kernel closes.

    Where the sandbox is off, only other processes are refused, which would outlive a time limit.
    """
    if sys.platform != "linux" or not gain_no_rights():
        return ()
    if sandbox == "off":
        return ("processes",) if refuse_calls(only_starting=True) else ()
    files = confine_files(allowed.reads, allowed.own, runs=allowed.runs)
    calls = refuse_calls(only_starting=False, runs=allowed.runs)
    return (*["files"] * files, *["network", "processes"] * calls)
