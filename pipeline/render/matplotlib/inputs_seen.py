"""What a script reads and looks for, in any thread → the states of those files, at first touch.

Opening and listing raise audit events. Asking for a file's status raises none, nor does the event
of opening say in which folder: those functions of `os` are wrapped.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

from pipeline.files import inputs
from pipeline.model import ABSENT, CHANGED
from pipeline.render.matplotlib.places import Places
from pipeline.render.matplotlib.touched import Line, Notes

ASKING = (
    "stat", "lstat", "readlink", "access", "statvfs", "pathconf",
    # What `os.path` asks with on Windows.
    "_path_exists", "_path_lexists", "_path_isdir", "_path_isfile", "_path_islink",
    "_path_isjunction", "_path_isdevdrive", "_getfinalpathname", "_findfirstfile",
)  # fmt: skip
"""Functions of Python 3.11 to 3.14 that ask for one file and raise no audit event."""
SUPPORTS = ("dir_fd", "effective_ids", "fd", "follow_symlinks")

Original = Callable[..., Any]


class _Here(threading.local):
    """What is true of one thread: whether it does our own work, and where it opens a file."""

    is_busy = False
    folder: int | None = None


class Watch:
    """The inputs of one render by their keys, those that are `known` among them.

    What is noted goes to `notes` at once. `build` is the build folder. `may_read` says of a real
    path whether the process may open it; what it may not, it can only ask for.
    """

    def __init__(
        self, places: Places, known: dict[str, str], notes: Notes, build: str,
        may_read: Callable[[str], bool] = lambda _: True,
    ) -> None:  # fmt: skip
        self.places, self.inputs = places, known
        self._notes, self._build, self._may_read = notes, build, may_read
        self._noted: dict[str, Line] = {}
        self._has_begun = False
        self._here = _Here()

    @property
    def is_on(self) -> bool:
        """Whether what this thread does is the script's doing."""
        return self._has_begun and not self._here.is_busy

    @property
    def folder(self) -> int | None:
        """The descriptor of the folder in which this thread is opening a file, if it named one."""
        return self._here.folder

    def begin(self) -> None:
        """From now on all that happens is the script's doing."""
        self._has_begun = True

    def rest(self) -> None:
        """What this thread does is the script's no more; other threads are watched to the end."""
        self._here.is_busy = True

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """What this thread does meanwhile is our own work."""
        was_busy, self._here.is_busy = self._here.is_busy, True
        try:
            yield
        finally:
            self._here.is_busy = was_busy

    def key(self, path: object, folder: int | None = None) -> str | None:
        """The key of an input of this project; None for any other path, and for descriptors."""
        return None if isinstance(path, int) else self.places.key(path, folder) or None

    def key_of_code(self, name: str) -> str | None:
        """The key of the file that code comes from; None for code that stands in no file."""
        return None if name.startswith("<") else self.key(name)

    def saw(self, path: object, folder: int | None = None) -> None:
        """Note a file that was opened or asked for, with the state that it has now."""
        if not isinstance(path, int):
            self._note(path, folder, "")

    def listed(self, path: object) -> None:
        """Note a folder whose names were read, by its path or its descriptor."""
        if isinstance(path, int):
            self._note(".", path, "/")
        else:
            self._note("." if path is None else path, None, "/")

    def imported(self, name: str) -> None:
        """Note a module that was looked for where packages are installed."""
        if self.is_on and name.isidentifier() and name not in sys.stdlib_module_names:
            with self.paused():
                self._note_key(f"{name}{inputs.MODULE}")

    def wrap_os(self) -> None:
        """Have `os.stat` and its like note what they are asked for, from now on."""
        for name in ASKING:
            replace_in_os(name, self._asking)
        replace_in_os("open", self._opening)
        replace_in_os("scandir", self._scanning)

    def _asking(self, original: Original) -> Original:
        def asking(path: Any, *arguments: Any, **options: Any) -> Any:
            self.saw(path, options.get("dir_fd"))
            return original(path, *arguments, **options)

        return asking

    def _opening(self, original: Original) -> Original:
        """The audit event of opening comes from within, and takes the folder from `folder`."""

        def opening(path: Any, *arguments: Any, **options: Any) -> Any:
            self._here.folder = options.get("dir_fd")
            try:
                return original(path, *arguments, **options)
            finally:
                self._here.folder = None

        return opening

    def _scanning(self, original: Original) -> Original:
        def scanning(path: Any = None) -> Any:
            entries = original(path)
            return _Entries(self, path, entries) if self.is_on else entries

        return scanning

    def _note(self, path: object, folder: int | None, suffix: str) -> None:
        if not self.is_on:
            return
        self._here.is_busy = True
        try:
            key = self.places.key(path, folder)
            if key is not None and (key or suffix == "/"):
                self._note_key(f"{key or '.'}{suffix}")
        except (TypeError, ValueError, OSError):
            # The call that is being watched says itself what is wrong with its path.
            return
        finally:
            self._here.is_busy = False

    def _note_key(self, key: str) -> None:
        """Note a key; one that was absent or a listing is looked at again by each touch.

        And the links on the way to it, or that there are none: they may not be followed anywhere.
        """
        root, known = self.places.root, self._noted.get(key)
        may_change = known is not None and (known[1] == ABSENT or key.endswith("/"))
        if known is None:
            # The mark first: what is written in between makes it another.
            mark = inputs.mark(key, root)
            line = (key, self._state(key), mark)
            self._noted.setdefault(key, line)
            self._notes.add(line)
            self.inputs.setdefault(key, line[1])
            self.places.learn(key)
            for way in inputs.ways(key) if key[-2:] != "//" else ():
                self._note_key(way)
        elif may_change and self._state(key) != known[1]:
            self._notes.add((key, CHANGED, ""))

    def _state(self, key: str) -> str:
        root = self.places.root
        if self._may_read(os.path.realpath(os.path.join(root, key))):
            return inputs.state(key, root, self._build)
        return inputs.state_unread(key, root)


class _Entries:
    """What `os.scandir` gives, each entry watched."""

    def __init__(self, watch: Watch, folder: object, entries: Any) -> None:
        self._watch, self._entries = watch, entries
        self._folder = folder if isinstance(folder, int) else None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _Entry:
        return _Entry(self._watch, self._folder, next(self._entries))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Give the folder back to the system."""
        self._entries.close()


class _Entry:
    """An entry of a folder as `os.DirEntry` is one, which notes when its status is asked for."""

    def __init__(self, watch: Watch, folder: int | None, entry: os.DirEntry[Any]) -> None:
        self._watch, self._folder, self._entry = watch, folder, entry

    @property  # type: ignore[misc]  # so that `isinstance` says what it says of the real one
    def __class__(self) -> Any:
        return os.DirEntry

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def __fspath__(self) -> Any:
        return self._entry.path

    def __repr__(self) -> str:
        return repr(self._entry)

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """The status of the file, asked for by now."""
        self._watch.saw(self._entry.path, self._folder)
        return self._entry.stat(follow_symlinks=follow_symlinks)


def replace_in_os(name: str, wrapped: Callable[[Original], Original]) -> None:
    """Put a wrapped function in the place of one of `os`, wherever the system's modules have it."""
    system = sys.modules[os.name if os.name == "nt" else "posix"]
    original = getattr(system, name, None)
    if original is None:
        return
    wrapper = functools.wraps(original)(wrapped(original))
    for module in (system, os, os.path):
        for each in [each for each, value in vars(module).items() if value is original]:
            setattr(module, each, wrapper)
    for supports in (getattr(os, f"supports_{what}") for what in SUPPORTS):
        if original in supports:
            supports.add(wrapper)
