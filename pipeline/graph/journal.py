"""doit's database as a journal, and the records in it: a killed build's work is not forgotten.

One line for each task that succeeded or was forgotten, the last one for a task holds. Each line
carries a checksum; a damaged one is as if it had never been written. Nothing is written before
something is to be remembered.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import zlib
from typing import Any

from doit.globals import Globals

from pipeline.files.outputs import write_whole
from pipeline.files.regular import CACHED, read_regular
from pipeline.plan.records import AnyRecord, Record, record_of

_NOTHING: dict[str, Any] = {}
VALUES = "_values_:"
"""Where doit keeps what a task remembers."""


class Journal:
    """A backend for doit (`doit.dependency`): records of tasks in an append-only file `name`."""

    desc = "append-only journal; a damaged line is forgotten, a killed build is not"

    def __init__(self, name: str, codec: Any, *, module_name: str | None = None) -> None:
        self.name = name
        self._codec = codec
        self._records: dict[str, dict[str, Any]] | None = None
        self._seen: tuple[int, int, int] | None = None
        self._dirty: dict[str, None] = {}
        self._descriptor: int | None = None
        self._appended = 0
        self._on_disk = 0
        self.is_refused = False
        """Whether something could not be written."""

    def get(self, task: str, key: str) -> Any:
        """The value under `key` of what is known of the task, or None."""
        return _by_name(self._known().get(task, _NOTHING).get(key))

    def remembered(self, task: str) -> Any:
        """What the task remembers: a record, or the same by name where it was read; None if not."""
        return self._known().get(task, _NOTHING).get(VALUES)

    def in_(self, task: str) -> bool:
        """Whether anything is known of the task."""
        return bool(self._known().get(task))

    def records(self) -> dict[str, dict[str, Any]]:
        """All that is known, by task."""
        return dict(self._known())

    def set(self, task: str, key: str, value: Any) -> None:
        """Remember a value; `deps:` is the last that doit sets for a task that succeeded."""
        self._known().setdefault(task, {})[key] = value
        self._dirty[task] = None
        if key == "deps:":
            self._flush()

    def remove(self, task: str) -> None:
        """Forget the task."""
        if self._known().pop(task, None):
            self._dirty[task] = None
            self._flush()

    def remove_all(self) -> None:
        """Forget every task."""
        self._dirty.update(dict.fromkeys(self._known()))
        self._known().clear()

    def refresh(self) -> bool:
        """Forget what was read where another process has written since; whether that was so."""
        is_old = self._records is not None and self._seen != _seen(self.name)
        if is_old:
            self._records, self._on_disk = None, 0
            self._close()  # it may be another file by now
        return is_old

    def touch(self) -> None:
        """Have other processes that know the file look at it, and at what was built, again."""
        now = time.time_ns()  # the file system's own clock ticks slowly
        with contextlib.suppress(OSError):
            os.utime(self.name, ns=(now, now))

    def dump(self) -> None:
        """Write what is not written yet; rewrite the file where most of it is out of date."""
        self._flush()
        self._close()
        live = self._known()
        if self._appended and self._on_disk > 2 * len(live) + 1000:
            kept = b"".join(map(self._line, sorted(live)))
            with contextlib.suppress(OSError):
                write_whole(self.name, kept)

    def _known(self) -> dict[str, dict[str, Any]]:
        """Each task's last undamaged record."""
        if self._records is None:
            self._seen = _seen(self.name)
            self._records = self._read()
        return self._records

    def _read(self) -> dict[str, dict[str, Any]]:
        latest: dict[bytes, bytes] = {}
        with contextlib.suppress(OSError, ValueError):
            for line in read_regular(self.name, CACHED).splitlines():
                self._on_disk += 1
                rest = line[9:]
                if line[:9] == b"%08x " % zlib.crc32(rest):
                    task, _, latest[task] = rest.partition(b"\t")
            live = {task.decode(): text for task, text in latest.items() if text}
            # As one text: what is decoded one by one takes half as long again.
            records = self._codec.decode(f"[{b','.join(live.values()).decode()}]")
            known = zip(live, records, strict=True)
            return {task: record for task, record in known if isinstance(record, dict)}
        return {}

    def _line(self, task: str) -> bytes:
        record = {key: _by_name(value) for key, value in self._known().get(task, _NOTHING).items()}
        rest = f"{task}\t{self._codec.encode(record) if record else ''}".encode()
        return b"%08x %s\n" % (zlib.crc32(rest), rest)

    def _flush(self) -> None:
        if not self._dirty:
            return
        lines = [self._line(task) for task in self._dirty]
        self._dirty.clear()
        is_ours = self._seen == _seen(self.name)
        try:
            self._append(b"".join(lines))
            self._seen = _seen(self.name) if is_ours else None
        except OSError as error:
            self._close()  # half a line may stand there: what is written next begins a new one
            if not self.is_refused:
                print(f"{self.name} cannot be written: {error.strerror}; "
                      "the next run may do again what this one does", file=sys.stderr)  # fmt: skip
            self.is_refused = True
        self._appended += len(lines)
        self._on_disk += len(lines)

    def _append(self, lines: bytes) -> None:
        if self._descriptor is None:
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self.name, flags, 0o666)
            if end := os.lseek(self._descriptor, 0, os.SEEK_END):
                os.lseek(self._descriptor, end - 1, os.SEEK_SET)
                if os.read(self._descriptor, 1) != b"\n":  # a killed build left half a line
                    lines = b"\n" + lines
        while lines:  # a disk that gets full takes a part, and refuses the rest
            lines = lines[os.write(self._descriptor, lines) :]

    def _close(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)


def _by_name(value: Any) -> Any:
    """A value as doit has it and as another version may read it: a record is a mapping."""
    return value._asdict() if isinstance(value, Record) else value


def _seen(path: str) -> tuple[int, int, int] | None:
    """What shows whether a file was written to since; None where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def is_ignored(task: str) -> bool:
    """Whether `doit ignore` put a task aside."""
    return bool(Globals.dep_manager.backend.get(task, "ignore:"))


class Memory:
    """What the database of this process remembers of tasks."""

    def __init__(self) -> None:
        self._records: dict[str, tuple[Any, Any]] = {}

    def record(self, kind: type[AnyRecord], task: str) -> AnyRecord | None:
        """What doit saved for `task`, read once for as long as it is the same."""
        database = Globals.dep_manager
        is_ours = isinstance(database.backend, Journal)
        values = database.backend.remembered(task) if is_ours else database.get_values(task)
        known = self._records.get(task)
        if known is None or known[0] is not values:
            known = self._records[task] = (values, record_of(kind, values))
        record: AnyRecord | None = known[1]
        return record
