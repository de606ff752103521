"""Job and states of files → what another machine rendered, and what was rendered here → for others.

Only renders are shared: what comes from elsewhere is brought to normal form and checked here, as if
it had been drawn here. Three kinds of entries lie in a place:

- `ac/` under the key of a job: which files its renders read or looked for, as lists of paths;
- `ac/` under the job and the states that these files have here: the hash of a blob;
- `cas/` under that hash: the blob, a Rendered.

So two machines never write one entry with differing results, unless what is drawn is different each
time. Blobs are written first, and what leads to them last.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from pipeline.files.fingerprint import digest
from pipeline.model import Job, Rendered
from pipeline.parcels import ParcelError, pack, unpack
from pipeline.remote.belief import is_list_of_inputs, is_success_of
from pipeline.remote.patience import OffError, Patience
from pipeline.remote.places import Place, PlaceError

MAIN = "main"
"""The namespace that all others may read."""
MOST_LISTS = 8
"""Lists of paths that are kept under one job."""
NO_LIST = "an entry is not what builds write: it is damaged, or the address is not that of a store"

State = Callable[[str], str]


class SharedStore:
    """The renders in a place, by namespace: those of this one are written, and read before `main`.

    `state` gives the state of a file of the project now. Whatever the place does, nothing is raised
    and no render is wrong: what cannot be found, or is not what it should be, is a miss.
    """

    def __init__(self, place: Place, state: State, namespace: str, is_written: bool) -> None:
        self._place, self._state, self._is_written = place, state, is_written
        self._namespace = namespace
        self._patience = Patience()
        self._is_refused = False
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.differing: list[str] = []

    def find(self, key: str, job: Job) -> Rendered | None:
        """What was rendered elsewhere of `job`, whose key in the store is `key`."""
        with contextlib.suppress(OffError, PlaceError):  # both are said at the end
            for namespace in dict.fromkeys((self._namespace, MAIN)):
                for states in self._candidates(namespace, key):
                    if found := self._rendered(namespace, key, job, states):
                        self._count("hit")
                        return found
            self._count("missed")
        return None

    def keep(self, key: str, job: Job, rendered: Rendered) -> None:
        """Give others what was rendered here; what is there already stays.

        What nobody would believe when it is found is not written.
        """
        if self._is_refused or not (
            self._is_written and is_success_of(job, rendered, rendered.inputs)
        ):
            return
        with contextlib.suppress(OffError, PlaceError):
            self._keep(key, job, rendered._replace(seconds=0.0))

    def wrong(self) -> str:
        """Why the place cannot be used now; "" where it answers."""
        with contextlib.suppress(OffError, PlaceError):
            self._lists(self._namespace, "doctor")
        return self._patience.reason

    def said(self) -> Iterator[str]:
        """How often it was of use, or why it is off; nothing where it was not asked."""
        patience = self._patience
        for visual in sorted(self.differing):
            yield (
                f"{visual}: another machine drew something else from the same files; "
                f"run doit check --twice {visual}, which finds what is drawn by chance"
            )
        if self._counts or patience.reason:
            parts = [f"{self._counts[name]} {name}" for name in ("hit", "missed")]
            errors = patience.errors
            parts += [f"{errors} error{'s' if errors > 1 else ''}"] if errors else []
            state = "only read" if self._is_refused else "the last"
            why = f"; {'off' if patience.off else state}: {patience.reason}"
            yield f"shared store: {' · '.join(parts)}{why if patience.reason else ''}"

    def _count(self, name: str) -> None:
        with self._lock:
            self._counts[name] += 1

    def _name(self, namespace: str, *of: object) -> str:
        return f"ac/{digest(['visuals 1', namespace, *of])}"

    def _get(self, name: str) -> bytes | None:
        return self._patience.ask(lambda: self._place.get(name))

    def _put(self, name: str, content: bytes) -> None:
        try:
            self._patience.ask(lambda: self._place.put(name, content))
        except PlaceError:  # what is full, or not ours to write, is still of use to read
            self._is_refused = True
            raise

    def _candidates(self, namespace: str, key: str) -> Iterator[Mapping[str, str]]:
        """The states here of the files that each known render of a job read or looked for."""
        for paths in self._lists(namespace, key):
            yield {path: self._state(path) for path in paths}

    def _lists(self, namespace: str, key: str) -> list[list[str]]:
        content = self._get(self._name(namespace, key))
        try:
            value = json.loads(content) if content else []
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, list):  # a page to sign in, say, which answers whatever is asked
            self._patience.object(NO_LIST)
            return []
        return [each for each in value[:MOST_LISTS] if is_list_of_inputs(each)]

    def _rendered(
        self, namespace: str, key: str, job: Job, states: Mapping[str, str]
    ) -> Rendered | None:
        name = (self._get(self._name(namespace, key, states)) or b"").decode("ascii", "replace")
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            return None
        blob = self._get(f"cas/{name}")
        if blob is None or hashlib.sha256(blob).hexdigest() != name:
            return None
        try:
            rendered = unpack(Rendered, blob)
        except ParcelError:
            return None
        return rendered if is_success_of(job, rendered, states) else None

    def _keep(self, key: str, job: Job, rendered: Rendered) -> None:
        blob = pack(rendered)
        name = hashlib.sha256(blob).hexdigest()
        states = dict(rendered.inputs)
        place = self._name(self._namespace, key, states)
        there = (self._get(place) or b"").decode("ascii", "replace")
        if there not in ("", name) and self._rendered(self._namespace, key, job, states):
            with self._lock:
                self.differing.append(job.visual)
        elif there != name or self._get(f"cas/{name}") != blob:
            self._put(f"cas/{name}", blob)
            self._put(place, name.encode())
        lists, paths = self._lists(self._namespace, key), sorted(states)
        if paths not in lists:
            listed = json.dumps([paths, *lists][:MOST_LISTS]).encode()
            self._put(self._name(self._namespace, key), listed)
