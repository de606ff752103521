"""Modules beside a script → imported from their source, and watched.

Bytecode is neither read nor written: a module edited within a second, its size the same, would run
as the old one. The standard finder would list whole folders, and a question added beside a script
would render it again; this one asks for the few files that could be the module.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import PathEntryFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType

from pipeline.render.matplotlib.inputs_seen import Watch
from pipeline.sandbox.permits import Permits


class SourceOnly(SourceFileLoader):
    """Loads a module from its source alone."""

    def path_stats(self, path: str) -> dict[str, int]:
        """Say that there are none, which makes the base class pass bytecode over."""
        raise OSError("no bytecode here")


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


def _spec(fullname: str, path: str, places: list[str] | None) -> ModuleSpec | None:
    loader = SourceOnly(fullname, path)
    return spec_from_file_location(fullname, path, loader=loader, submodule_search_locations=places)


def import_from_project(watch: Watch, permits: Permits, folder: str) -> None:
    """Put `folder` first on `sys.path`, and import from the project's folders as this module says.

    Nothing else of the project stays on the path: neither its root nor what the build put there;
    nor does what scripts may not read, such as the folder around a package installed to be edited.
    """

    def finder(path: str) -> PathEntryFinder:
        if watch.key(path) is None and path != watch.places.root:
            raise ImportError("not in the project")
        return BesideFinder(path)

    readable = [path for path in sys.path if permits.may_read(os.path.realpath(path))]
    sys.path[:] = [folder, *_outside(watch, readable)]
    sys.path_hooks.insert(0, finder)
    for path in [path for path in sys.path_importer_cache if watch.key(path) is not None]:
        del sys.path_importer_cache[path]


def _outside(watch: Watch, paths: Sequence[str]) -> list[str]:
    return [path for path in paths if path != watch.places.root and watch.key(path) is None]
