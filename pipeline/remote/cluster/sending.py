"""A job → the files of the project that go with it; its inputs on the worker → those it lacked.

What a render reads is known from watching it, here or there: a file that was not sent has another
state on the worker than here, so it is found, sent, and the render done again.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.files.inputs import FOLDER, MODULE, is_input
from pipeline.files.regular import SOURCE, read_regular
from pipeline.kinds import kind_of
from pipeline.model import ABSENT, CHANGED, MIB, Job

MOST_AT_FIRST = MIB
"""Bytes of files that are sent since a script names them, before it is known to read them."""
MOST = 64 * MIB
"""Bytes of files that are sent with one job."""
MOST_NAMES = 20_000
"""Names in a folder that are sent to a worker."""

_WORD = re.compile(r"[\w.-]+")


class UnsendableError(Exception):
    """A job whose files have no likeness on a worker; `args[0]` says which."""


class Sent(NamedTuple):
    """What a worker gets to see: files with their content, names without, and `listed` folders."""

    contents: Mapping[str, bytes] = {}
    names: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


class Sender:
    """Reads what goes with a job; `state` gives the states of files here. Threads may share it."""

    def __init__(self, state: Callable[[str], str], build: str) -> None:
        self._state, self._build = state, build
        self._listed: dict[str, frozenset[str]] = {}

    def first(self, job: Job, known: Iterable[str]) -> Sent:
        """What goes with a job at first: what was read last time, and what its script names."""
        if kind_of(job.kind).language != "python":
            return Sent()
        files = [key for key in known if key != job.source and not key.endswith(MODULE)]
        lacking = [key for key in files if self._state(key) != ABSENT]
        named = self._named(job.source, job.content)
        try:
            return self._with(Sent(), [*lacking, *named])
        except UnsendableError:  # it may not be read this time
            return Sent()

    def more(self, job: Job, sent: Sent, inputs: Mapping[str, str]) -> Sent | None:
        """What goes with a job that had these inputs on a worker; None where it lacked nothing.

        Raises UnsendableError.
        """
        lacking = [
            key for key in inputs if key != job.source and self._is_lacking(key, sent, inputs)
        ]
        return self._with(sent, lacking) if lacking else None

    def _is_lacking(self, key: str, sent: Sent, inputs: Mapping[str, str]) -> bool:
        there = inputs[key]
        if there == CHANGED or there == self._state(key):
            return False
        # A file that was edited here since is as it was sent: the next build sees that.
        content = sent.contents.get(key)
        return content is None or hashlib.sha256(content).hexdigest() != there

    def _with(self, sent: Sent, keys: Iterable[str]) -> Sent:
        contents, names, listed = dict(sent.contents), set(sent.names), set(sent.listed)
        for key in keys:
            if key in contents or key in listed or key.endswith("//"):
                raise UnsendableError(f"{key} is not the same on a worker")
            state = self._state(key)
            if key.endswith("/"):
                listed.add(key)
                inner = [*self._names_in(key)]
                names |= {key, *inner}
                contents |= self._small(each for each in inner if not each.endswith("/"))
            elif state == FOLDER:
                names.add(f"{key}/")
            else:
                contents[key] = _read(key)
                if key.endswith(".py"):
                    contents |= {each: _read(each) for each in self._named(key, contents[key])}
        if sum(map(len, contents.values())) > MOST:
            raise UnsendableError(f"it reads more than {MOST // MIB} MiB")
        return Sent(contents, frozenset(names - {*contents}), frozenset(listed))

    def _named(self, source: str, content: bytes) -> list[str]:
        """The files beside a script that have a name, with or without `.py`, which it writes."""
        folder = os.path.dirname(source)
        words = {*_WORD.findall(content.decode(errors="replace"))}
        words |= {f"{word}.py" for word in words}
        keys = (f"{folder}/{name}".lstrip("/") for name in sorted(words & self._beside(folder)))
        return [key for key in _first(keys) if key != source and is_input(key, self._build)]

    def _small(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The files of a listed folder, which are likely to be read, up to a size."""
        return {key: _read(key) for key in _first(keys)}

    def _beside(self, folder: str) -> frozenset[str]:
        """The files in a folder, as they were when this was first asked: what is new is lacking."""
        if folder not in self._listed:
            try:
                with os.scandir(folder or ".") as entries:
                    found = frozenset(each.name for each in entries if each.is_file())
            except OSError:
                found = frozenset()
            self._listed[folder] = found
        return self._listed[folder]

    def _names_in(self, folder: str) -> Iterator[str]:
        """The names in a folder; those of its folders end in "/". Raises UnsendableError."""
        above = "" if folder == "./" else folder
        try:
            with os.scandir(folder) as entries:
                found = [*entries]
        except OSError as error:
            raise UnsendableError(f"{folder} cannot be listed") from error
        for entry in found:
            key = f"{above}{entry.name}"
            is_plain = entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
            if not is_plain or len(found) > MOST_NAMES:
                raise UnsendableError(f"{folder} holds a link, or too much")
            if is_input(key, self._build):
                yield f"{key}/" if entry.is_dir() else key


def _first(keys: Iterable[str]) -> Iterator[str]:
    """The first of these files, as many as are sent without being known to be read."""
    left = MOST_AT_FIRST
    for key in keys:
        try:
            left -= os.stat(key).st_size
        except OSError:
            continue
        if left < 0:
            return
        yield key


def _read(key: str) -> bytes:
    try:
        return read_regular(key, SOURCE)
    except OSError as error:
        raise UnsendableError(f"{key} cannot be read") from error
