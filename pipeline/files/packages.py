"""What is installed → the versions of packages, and what stands for a module that a script imports.

A script can import any package. Its version shapes the picture, as that of matplotlib does; so does
the code of a package that is installed to be edited, whose version stays as it is.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
from collections.abc import Callable, Iterator
from importlib.machinery import PathFinder
from site import getsitepackages

from pipeline.files.fingerprint import code_hash
from pipeline.model import ABSENT

_INSTALLED = (".dist-info", ".egg-info")
_OURS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
"""The folder around this package, which may be installed to be edited: it is closed to scripts."""


def installed(package: str) -> str:
    """The version of an installed package; reading its whole metadata takes ten times as long.

    Raises PackageNotFoundError.
    """
    from importlib.metadata import distribution  # 20 ms, and a run with nothing to do needs none

    head = distribution(package).read_text("METADATA") or ""
    return head.partition("\nVersion:")[2].partition("\n")[0].strip()


def all_installed() -> list[str]:
    """Every installed package with its version, in the form `name-version.dist-info`.

    Not those of the current folder, which is searched for packages by some commands alone.
    """
    here, found = os.getcwd(), set[str]()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            if os.path.abspath(folder) != here:
                found.update(name for name in os.listdir(folder) if name.endswith(_INSTALLED))
    return sorted(found)


def state_of_module(name: str, root: str, state: Callable[[str], str]) -> str:
    """What stands for the module of this name that scripts of the project at `root` can import.

    "package" with the names and versions of the packages that installed it; "code" with a SHA-256
    of its files where none did, whose states `state` gives; "absent" where there is none.
    """
    folders = _folders(os.path.realpath(root), (*sys.path,))
    try:
        packages, places = _found(name, folders, tuple(map(_touched, folders)))
        if packages:
            return f"package {' '.join(packages)}"
        return f"code {code_hash(places, state)}" if places else ABSENT
    except OSError:  # what is being installed comes and goes
        return ABSENT


@functools.lru_cache
def _folders(root: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Where scripts find packages: not in the project, but in an environment that lies in it.

    Nor where only this process looks: PYTHONPATH and the folder of its program are not theirs.
    """
    real = dict.fromkeys(filter(os.path.isdir, map(os.path.realpath, paths)))
    named = (*os.environ.get("PYTHONPATH", "").split(os.pathsep), os.path.dirname(sys.argv[0]))
    ours = {*map(os.path.realpath, named)}.difference(map(os.path.realpath, getsitepackages()))
    kept = (f"{sys.prefix}{os.sep}", f"{sys.base_prefix}{os.sep}")
    inside = (f"{root}{os.sep}", f"{_OURS}{os.sep}")
    others = [path for path in real if path not in ours]
    return tuple(
        path for path in others if path.startswith(kept) or not f"{path}{os.sep}".startswith(inside)
    )


def _touched(folder: str) -> int:
    return os.stat(folder).st_mtime_ns


@functools.lru_cache
def _found(
    name: str, folders: tuple[str, ...], _: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The packages that installed a module, and where its files lie; `_` says when that changed."""
    spec = PathFinder.find_spec(name, folders)
    if spec is None:
        return (), ()
    within = tuple(spec.submodule_search_locations or [spec.origin or ""])
    homes = dict.fromkeys(map(os.path.dirname, within))
    packages = sorted(package for home in homes for package in _owners(name, home))
    return tuple(packages), within


def _owners(module: str, folder: str) -> Iterator[str]:
    """The packages in a folder that have put a module of this name there.

    One that bears its name is asked first, and alone if it has.
    """
    listed = re.compile(rf"^{re.escape(module)}(/|\.[^/,]*,)", re.MULTILINE)
    names = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    for name in sorted(names, key=lambda name: not name.lower().startswith(f"{module.lower()}-")):
        if listed.search(_record(f"{folder}/{name}")):
            yield name.removesuffix(".dist-info")
            if name.lower().startswith(f"{module.lower()}-"):
                return


def _record(metadata: str) -> str:
    """The files of a package, one at the start of each line."""
    try:
        with open(f"{metadata}/RECORD", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
