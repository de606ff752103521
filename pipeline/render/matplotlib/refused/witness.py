"""What a confined script asks the kernel for → files to watch, and the first thing refused it.

This runs in the process that forked the script's. It sees what Python does not: libraries in C, and
scripts that have switched the guard off. The kernel judges by itself; here is said what it judges,
and refused what would hide from that. The first refusal is written down where no script writes, and
the script is made to write down where it is.
"""

from __future__ import annotations

import contextlib
import errno
import faulthandler
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.render.matplotlib.inputs_seen import Watch
from pipeline.render.matplotlib.places import Places
from pipeline.render.matplotlib.refused import words
from pipeline.render.matplotlib.refused.words import Refusal
from pipeline.render.matplotlib.touched import Notes
from pipeline.render.work import ScriptTask
from pipeline.sandbox import calls, numbers
from pipeline.sandbox.apart import SHARED
from pipeline.sandbox.kernel import WHICH
from pipeline.sandbox.listening import MARK, Call, Listener
from pipeline.sandbox.permits import WRITING, Permits, is_probed
from pipeline.worker.handover import hand_over

NAMES = numbers.names(WHICH or 0, *calls.ASKED)
OWNING = ("chown", "lchown", "fchownat")
JUDGED = {*numbers.OPENING, *numbers.CHANGING, *OWNING, "clone"}
"""Calls that are refused only in some places; others are refused anywhere."""
WORKING_FOLDER = -100
LONGEST = 1000
"""Bytes of a path that is looked at, and characters of what is said."""
OF_ITSELF = ("/proc/", "/dev/fd", "/dev/std")
"""Paths that mean another file to each process."""
MOST_FILES = 20_000
"""That one script may open: this process remembers each."""
MOST_THREADS = 256


class Confined(NamedTuple):
    """A confined process: its id, what it does, and what is allowed to it."""

    pid: int
    task: ScriptTask
    allowed: Permits


def be_ready_to_say_where(task: ScriptTask) -> None:
    """Have this process write down where it is when its witness asks, or when its time is over."""
    trace = os.open(task.trace, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    faulthandler.register(MARK, file=trace, all_threads=False)


def call_witness(task: ScriptTask, allowed: Permits, listener: int) -> None:
    """Have the parent of this process answer what arrives at the listener.

    Until then whatever is opened waits, so nothing is.
    """
    bare = task._replace(job=task.job._replace(content=b""))
    hand_over(f"{__name__}:Witness", Confined(os.getpid(), bare, allowed), listener)


class Witness:
    """Answers the calls of one confined process, as the parent of it."""

    def __init__(self, confined: Confined, descriptor: int) -> None:
        task = confined.task
        self._listener = Listener(descriptor, confined.pid, confined.allowed.owns)
        self._task, self._allowed = task, confined.allowed
        self._notes = Notes(task.witnessed)
        places = Places(task.root, task.job, task.folder)
        self._watch = Watch(places, {}, self._notes, task.job.layout.build)
        self._watch.begin()
        self._has_refused = False
        self._known: set[tuple[str, int]] = set()

    def fileno(self) -> int:
        """Where the calls arrive."""
        return self._listener.fileno()

    def close(self) -> None:
        """The process has ended."""
        self._listener.close()
        self._notes.close()

    def ready(self) -> None:
        """Answer the next call."""
        call = self._listener.next()
        if call is None:
            return
        name = NAMES.get(call.number, "")
        refusal = None if name in JUDGED else words.to_call(name)
        # What the process has in its memory can be anything, and gone before it is read: addresses
        # that are none, paths that never end.
        with contextlib.suppress(Exception):
            refusal = self._judged(call, name) or refusal
            if refusal:
                self._say(call, refusal)
        if refusal is None and name in OWNING:
            self._listener.pretend(call)
        elif refusal is None:
            self._listener.go_on(call)
        else:
            is_start = name in numbers.STARTING or name == "clone"
            self._listener.refuse(call, errno.EAGAIN if is_start else errno.EACCES)

    def _judged(self, call: Call, name: str) -> Refusal | None:
        """What is to be said of a call that reaches for a file or starts something, if anything.

        What only reads is noted.
        """
        if name == "clone":
            return self._start(call)
        if name in numbers.OPENING:
            (path,) = self._paths(call, name)
            flags = {"open": call.arguments[1], "openat": call.arguments[2]}.get(name, os.O_CREAT)
            return self._write(path) if flags & WRITING else self._read(path, flags)
        if name in numbers.CHANGING or name in numbers.FILES:
            is_link = name in ("symlink", "symlinkat")
            refused = next(filter(None, map(self._write, self._paths(call, name))), None)
            return refused or (words.to_link() if is_link else None)
        return None

    def _start(self, call: Call) -> Refusal | None:
        if not call.arguments[0] & calls.CLONE_THREAD:
            return words.to_start()
        is_many = self._listener.threads() >= MOST_THREADS
        return words.to_start_so_many(MOST_THREADS) if is_many else None

    def _paths(self, call: Call, name: str) -> Iterator[str]:
        """The paths that a call names, from the root. Raises OSError."""
        for path, folder in numbers.PATHS.get(name, ((0, None),)):
            text = os.fsdecode(self._listener.text(call.arguments[path])[:LONGEST])
            if not text.startswith(os.sep):
                at = None if folder is None else _signed(call.arguments[folder])
                place = self._listener.folder(call, None if at == WORKING_FOLDER else at)
                text = os.path.join(place, text)
            yield text

    def _read(self, path: str, flags: int) -> Refusal | None:
        if flags & os.O_PATH:
            return None
        plain = os.path.normpath(path)
        is_odd = len(path) >= LONGEST or plain.startswith(OF_ITSELF)
        if is_odd and not is_probed(plain):
            return words.to_read(path)
        if (asked := (path, flags & os.O_DIRECTORY)) in self._known:
            return None
        if len(self._known) > MOST_FILES:
            return words.to_read_so_many(MOST_FILES)
        real = os.path.realpath(path)
        if self._allowed.may_read(real):
            self._known.add(asked)
            if flags & os.O_DIRECTORY:
                self._watch.listed(path)
            else:
                self._watch.saw(path)
            return None
        if is_probed(real) or not os.path.lexists(real):
            return None
        is_link = self._allowed.may_read(os.path.abspath(path))
        return words.to_read(self._watch.places.shown(real, path), is_link=is_link)

    def _write(self, path: str) -> Refusal | None:
        """A link in its folder counts for where it leads; one that is made or removed does not."""
        real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        if path == os.devnull or self._allowed.may_write(real):
            return None
        # What lies there has a name that no other run gives it.
        is_shared = os.path.dirname(real) == SHARED
        return words.to_write(SHARED if is_shared else self._watch.places.shown(real, path))

    def _say(self, call: Call, refusal: Refusal) -> None:
        """Write down the first refusal, and have the script write down where it is."""
        if not self._has_refused:
            self._has_refused = True
            texts = [text.encode(errors="backslashreplace").decode()[:LONGEST] for text in refusal]
            Path(self._task.refused).write_text(json.dumps(texts), encoding="utf-8")
            self._listener.mark(call)


def _signed(argument: int) -> int:
    """A descriptor, of which the kernel shows 64 bits and takes 32."""
    return (argument & 0xFFFFFFFF) - ((argument & 0x80000000) << 1)
