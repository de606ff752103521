"""A project's folders → batches of paths in them that changed."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import watch

from pipeline.files.deep import way_to
from pipeline.files.mounts import reports_no_changes

STEP = 2
"""Milliseconds without another event that end a batch: less shows files that are half written."""

READY = 200
"""Milliseconds after which a watch that is set up says so, and then again and again."""

POLL = 300
"""Milliseconds between two looks at all files, where the file system gives no events."""

LEFT = 5.0
"""Seconds after which git's lock is taken to be left behind."""


class Watcher:
    """Calls `changed` with each batch of paths, relative to the project, POSIX.

    An empty one says that a watch is set up: what changed before may have gone unseen.

    `trees` are watched with all that is below them, other folders without. Where there are no
    events, all files are looked at again and again instead, and `polls` says why.
    """

    def __init__(self, trees: Iterable[str], *, must_poll: bool) -> None:
        self.changed: Callable[[frozenset[str]], None] = lambda paths: None
        self._trees = sorted(set(trees))
        self._roots: dict[str, int] = {}
        self._folders: set[str] = set()
        silent = [tree for tree in self._trees if reports_no_changes(tree)]
        self.polls = "as asked" if must_poll else ""
        if silent and not must_poll:
            self.polls = f"since the file system of {silent[0]} reports no changes"

    def watch_trees(self) -> None:
        """Watch the trees; one that was removed and made again is another folder."""
        now = {tree: os.stat(tree).st_ino for tree in self._trees if os.path.isdir(tree)}
        new = [tree for tree, inode in now.items() if self._roots.get(tree) != inode]
        self._roots = now
        self._start(new, is_deep=True)

    def watch(self, folders: Iterable[str]) -> None:
        """Watch folders, too, as far as they are not watched and lie in no tree."""
        inside = tuple(f"{tree}/" for tree in self._trees)
        new = {folder for folder in folders if not f"{folder}/".startswith(inside)}
        new -= self._folders
        self._folders |= new
        self._start([folder for folder in sorted(new) if os.path.isdir(folder)], is_deep=False)

    def _start(self, places: list[str], *, is_deep: bool) -> None:
        if places:
            threading.Thread(target=self._watch, args=(places, is_deep), daemon=True).start()

    def _watch(self, places: list[str], is_deep: bool) -> None:
        """Report events until one of the places is gone, to be watched anew when it is back."""
        with contextlib.suppress(FileNotFoundError):
            try:
                self._events(places, is_deep)
            except FileNotFoundError:
                raise
            except OSError as error:  # the system's limit of watched folders, say
                self.polls = f"since the system reports no changes: {error}"
                self._events(places, is_deep)
        self._folders.difference_update(places)
        for place in places:
            self._roots.pop(place, None)

    def _events(self, places: list[str], is_deep: bool) -> None:
        events = watch(
            *places,
            watch_filter=None,
            step=STEP,
            force_polling=bool(self.polls),
            poll_delay_ms=POLL,
            recursive=is_deep,
            raise_interrupt=False,
            rust_timeout=READY,
            yield_on_timeout=True,
        )
        here = os.getcwd()
        is_ready = False
        for batch in events:
            if not is_ready:
                is_ready = True
                self.changed(frozenset())
            if batch:
                self.changed(frozenset(way_to(path, here) for _, path in batch))


def is_noise(path: str) -> bool:
    """Whether only editors and git write such files, for themselves."""
    name = path.rpartition("/")[2]
    if os.path.isdir(path):
        return name.startswith(".")
    return name.startswith((".", "#")) or name.endswith(("~", ".tmp")) or name.isdigit()


class Git:
    """The git checkout that holds the project, if there is one."""

    def __init__(self) -> None:
        here = Path.cwd()
        found = (folder / ".git" for folder in (here, *here.parents))
        git = next(filter(Path.exists, found), None)
        if git and git.is_file():  # of a second work tree, say
            _, _, place = git.read_text(encoding="utf-8", errors="replace").partition("gitdir:")
            git = git.parent / place.strip()
        self._lock = git / "index.lock" if git else None

    def is_at_work(self) -> bool:
        """Whether git is about to change more files; a lock that it left behind is no sign."""
        if self._lock is None:
            return False
        try:
            return self._lock.stat().st_mtime > time.time() - LEFT
        except OSError:
            return False
