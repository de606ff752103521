"""Modules beside a script → imported from their source, and watched; those of packages are noted.

Bytecode is neither read nor written, whoever loads a module: one edited within a second, its size
the same, would run as the old one. The standard finder would list whole folders, and a question
added beside a script would render it again; this one asks for the few files that could be the
module.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.abc import PathEntryFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType
from typing import Any

from pipeline.render.matplotlib.inputs_seen import Watch
from pipeline.sandbox.permits import PACKAGE, Permits

BETWEEN = os.path.join(PACKAGE, "packages")
"""Where nothing lies: it stands on `sys.path` between the script's folder and what is installed."""


class Noting(PathEntryFinder):
    """Finds nothing, and so hears of each module that is not beside the script."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        """Note a module that is looked for next among those that are installed."""
        self._watch.imported(fullname)
        return None


class BesideFinder(PathEntryFinder):
    """Finds modules in one folder of the project."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        """Look for a package, a module, and a folder without `__init__.py`, in this order."""
        base = os.path.join(self._folder, fullname.rpartition(".")[2])
        package = os.path.join(base, "__init__.py")
        if os.path.isfile(package):
            return _spec(fullname, package, [base])
        if os.path.isfile(f"{base}.py"):
            return _spec(fullname, f"{base}.py", None)
        if os.path.isdir(base):
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def iter_modules(self, prefix: str = "") -> Iterator[tuple[str, bool]]:
        """The names of the modules in the folder, each with whether it is a package: `pkgutil`."""
        for name in sorted(os.listdir(self._folder)):
            is_package = os.path.isfile(os.path.join(self._folder, name, "__init__.py"))
            module, ending = (name, ".py") if is_package else os.path.splitext(name)
            if ending == ".py" and module.isidentifier() and module != "__init__":
                yield f"{prefix}{module}", is_package


def _spec(fullname: str, path: str, places: list[str] | None) -> ModuleSpec | None:
    loader = SourceFileLoader(fullname, path)
    return spec_from_file_location(fullname, path, loader=loader, submodule_search_locations=places)


def import_from_project(watch: Watch, permits: Permits, folder: str) -> None:
    """Put `folder` first on `sys.path`, and import from the project's folders as this module says.

    Nothing else of the project stays on the path: neither its root nor what the build put there;
    nor does what scripts may not read, such as the folder around a package installed to be edited.
    """

    def finder(path: str) -> PathEntryFinder:
        if path == BETWEEN:
            return Noting(watch)
        if watch.key(path) is None and path != watch.places.root:
            raise ImportError("not in the project")
        return BesideFinder(path)

    _leave_bytecode(watch)
    readable = [path for path in sys.path if permits.may_read(os.path.realpath(path))]
    sys.path[:] = [folder, BETWEEN, *_outside(watch, readable)]
    sys.path_hooks.insert(0, finder)
    for path in [path for path in sys.path_importer_cache if watch.key(path) is not None]:
        del sys.path_importer_cache[path]


def _leave_bytecode(watch: Watch) -> None:
    """Have modules of the project be loaded from their source alone, also by a script itself."""
    path_stats = SourceFileLoader.path_stats

    def of_others(self: SourceFileLoader, path: str) -> Mapping[str, Any]:
        if watch.key(path) is not None:  # where there are none, the loader reads no bytecode
            raise OSError("no bytecode here")
        return path_stats(self, path)

    SourceFileLoader.path_stats = of_others  # type: ignore[method-assign]


def _outside(watch: Watch, paths: Sequence[str]) -> list[str]:
    return [path for path in paths if path != watch.places.root and watch.key(path) is None]
