"""A project's folders → batches of paths in them that changed."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import time
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path

from watchfiles import Change, watch

from pipeline.files.mounts import reports_no_changes
from pipeline.files.paths import way_to

STEP = 2
"""Milliseconds without another event that end a batch: less shows files that are half written."""

READY = 200
"""Milliseconds after which a watch that is set up says so, and then again and again."""

POLL = 300
"""Milliseconds between two looks at all files, where the file system gives no events."""

LEFT = 5.0
"""Seconds after which git's lock is taken to be left behind."""


Identity = tuple[int, int]
"""The device and the inode of a folder; a new one may get those of one that was removed."""

NEVER = (0, 0)
"""No folder's."""


class Watcher:
    """Calls `changed` with each batch of paths, relative to the project, POSIX.

    An empty one says that all is to be looked at, and watched, again: a watch is set up or has
    ended, and what changed before may have gone unseen.

    `trees` are watched with all that is below them, other folders without. Where there are no
    events, all files are looked at again and again instead, and `polls` says why.
    """

    def __init__(self, trees: Iterable[str], *, must_poll: bool) -> None:
        self.changed: Callable[[frozenset[str]], None] = lambda paths: None
        self._trees = sorted(set(trees))
        self._known: dict[str, Identity | None] = {}
        silent = [tree for tree in self._trees if reports_no_changes(tree)]
        self.polls = "as asked" if must_poll else ""
        if silent and not must_poll:
            self.polls = f"since the file system of {silent[0]} reports no changes"

    def watch_trees(self) -> None:
        """Watch the trees."""
        self._start(self._trees, is_deep=True)

    def watch(self, folders: Iterable[str]) -> None:
        """Watch folders, too: those that lie in no tree, and links in the way to the others.

        The system does not tell who watches a tree when the end of a link in it is removed.
        """
        tops = tuple(f"{tree}/" for tree in self._trees)
        inside = {folder for folder in folders if f"{folder}/".startswith(tops)}
        ways = {way for folder in inside for way in accumulate(folder.split("/"), "{}/{}".format)}
        links = {way for way in ways if way.startswith(tops) and os.path.islink(way)}
        self._start(links, is_deep=True)
        self._start({*folders} - inside, is_deep=False)

    def _start(self, places: Iterable[str], *, is_deep: bool) -> None:
        """Watch those that are not watched; one that was removed and made again is another."""
        now = {place: _identity(place) for place in sorted(places)}
        new = [place for place in now if self._known.get(place, NEVER) != now[place]]
        self._known |= now
        there = [place for place in new if now[place]]
        if there:
            threading.Thread(target=self._watch, args=(there, is_deep), daemon=True).start()
        if len(there) < len(new):
            absent = {*new}.difference(there)
            threading.Thread(target=self._wait, args=(absent,), daemon=True).start()

    def _watch(self, places: list[str], is_deep: bool) -> None:
        """Report events until one of the places is gone, to be watched anew when it is back."""
        last: frozenset[str] = frozenset()
        with contextlib.suppress(FileNotFoundError):
            try:
                last = self._events(places, is_deep)
            except FileNotFoundError:
                raise
            except OSError as error:  # the system's limit of watched folders, say
                self.polls = f"since the system reports no changes: {error}"
                last = self._events(places, is_deep)
        for place in places:
            self._known.pop(place, None)
        gone = {place for place in places if not _identity(place)}
        self._known |= dict.fromkeys(gone)
        for batch in (last, frozenset[str]()):
            self.changed(batch)
        self._wait(gone)

    def _wait(self, places: set[str]) -> None:
        """Report when one of the places is there: nobody may watch the folder that it lies in."""
        while places:
            time.sleep(POLL / 1000)
            back = {place for place in places if _identity(place)}
            if back:
                places -= back
                self.changed(frozenset())

    def _events(self, places: list[str], is_deep: bool) -> frozenset[str]:
        """Report events until one of the places is gone; the last ones are yet to be reported."""
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
            changes = {(change, way_to(path, here)) for change, path in batch}
            paths = frozenset(path for _, path in changes)
            if any((Change.deleted, place) in changes for place in places):
                return paths
            if paths:
                self.changed(paths)
        return frozenset()


def _identity(place: str) -> Identity | None:
    """What tells a folder from another in its place; None where there is none."""
    try:
        status = os.stat(place)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


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
            return abs(self._lock.stat().st_mtime - time.time()) < LEFT
        except OSError:
            return False
