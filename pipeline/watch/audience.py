"""What happened → every open page, also to one that was away for a while (server-sent events)."""

from __future__ import annotations

import json
import queue
import secrets
import threading
from collections.abc import Generator, Mapping
from types import MappingProxyType
from typing import Any

BEAT = 15.0
"""Seconds after which a silent connection is tried, to learn whether anyone is there."""

RELOAD = "event: reload\ndata: \n\n"


class Audience:
    """Sends what changed to all who listen.

    A page says up to which number it knows all; what changed since is sent as one event, each
    visual as it is now. `session` differs from process to process: a page of another is to be
    loaded again. `shown` is the mark up to which the gallery on disk knows all; at first it holds
    `rows`. Rows are JSON, by the id of their visual.
    """

    def __init__(self, rows: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.session = secrets.token_hex(4)
        self._lock = threading.Lock()
        self._listeners: set[queue.SimpleQueue[str]] = set()
        self._number = 0
        self._known = {name: hash(row) for name, row in rows.items()}
        self._rows: dict[str, tuple[int, bytes | None]] = {}
        self._page: tuple[int, dict[str, Any]] = (0, {})
        self.shown = self.mark

    @property
    def mark(self) -> str:
        """Stands for all that has been sent by now."""
        return f"{self.session}-{self._number}"

    def send_page(self, rows: Mapping[str, bytes], page: dict[str, Any]) -> None:
        """Send what differs from what open pages know, of all that the gallery on disk holds."""
        gone = self._known.keys() - rows.keys()
        self.send({**rows, **dict.fromkeys(gone)}, page)

    def send(self, rows: Mapping[str, bytes | None], page: dict[str, Any] | None = None) -> None:
        """Send rows that open pages do not know, None for a visual that is gone, and their top."""
        known = self._known
        new = {name: row for name, row in rows.items() if known.get(name) != (row and hash(row))}
        if not new and (page is None or page == self._page[1]):
            return
        for name, row in new.items():
            if row is None:
                del known[name]
            else:
                known[name] = hash(row)
        with self._lock:
            self._number += 1
            self._rows.update({name: (self._number, row) for name, row in new.items()})
            if page is not None:
                self._page = (self._number, page)
            event = self._since(self._number - 1)
            for listener in self._listeners:
                listener.put(event)

    def listen(self, mark: str) -> Generator[str]:
        """Events in their wire format for a page that knows all up to `mark`, without end."""
        session, _, number = mark.partition("-")
        if session != self.session or not number.isdecimal():
            yield RELOAD
            return
        mine: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._listeners.add(mine)
            known = int(number)
            missed = self._since(known) if known < self._number else ": welcome\n\n"
        try:
            yield missed
            while True:
                try:
                    yield mine.get(timeout=BEAT)
                except queue.Empty:
                    yield ": here\n\n"
        finally:
            with self._lock:
                self._listeners.discard(mine)

    def _since(self, number: int) -> str:
        changed = {name: row for name, (at, row) in self._rows.items() if at > number}
        rows = b",".join(row for row in changed.values() if row is not None).decode()
        gone = [name for name, row in changed.items() if row is None]
        at, page = self._page
        top = f',"page":{json.dumps(page)}' if at > number else ""
        return f'id: {self.mark}\ndata: {{"rows":[{rows}],"gone":{json.dumps(gone)}{top}}}\n\n'
