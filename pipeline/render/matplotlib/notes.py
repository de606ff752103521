"""What a script's author is to hear, and where in the project's code → notes, each once."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import NamedTuple, NoReturn

from pipeline.render.failures import NOWHERE, Place
from pipeline.render.matplotlib.inputs_seen import Watch


class RefusedError(PermissionError):
    """A script did what it may not. It is noted, so that catching it does not help."""


class Note(NamedTuple):
    """One thing to hear: a code of a finding, its words and place, and the text that it is on."""

    code: str
    message: str
    hint: str = ""
    place: Place = NOWHERE
    text: str = ""


class Notes:
    """Collects in `made`, in the order of their first appearance."""

    def __init__(self) -> None:
        self.made: dict[Note, None] = {}
        self._watch: Watch | None = None

    def begin(self, watch: Watch) -> None:
        """Forget what came before the script that `watch` watches."""
        self.made.clear()
        self._watch = watch

    def add(
        self, code: str, message: str, hint: str = "", place: Place | None = None, text: str = ""
    ) -> None:
        """Note something, at the place that is running now unless another is given.

        Where one string of the script can have become `text`, that is the place instead.
        """
        self.made[Note(code, message, hint, place or self.place(), text)] = None

    def refuse(self, message: str, hint: str) -> NoReturn:
        """Note what a script may not do, and stop it."""
        self.add("R001", message, hint)
        raise RefusedError(f"{message}: {hint}")

    def place(self) -> Place:
        """The innermost place in the project's own code that is running now in this thread."""
        watch = self._watch
        if watch is None:
            return NOWHERE
        with watch.paused():
            frame = sys._getframe(1)
            while frame is not None:
                key = watch.key_of_code(frame.f_code.co_filename)
                if key is not None:
                    return key, frame.f_lineno
                frame = frame.f_back  # type: ignore[assignment]  # the loop ends at None
        return NOWHERE

    def place_of(self, trace: TracebackType | None) -> Place:
        """The innermost place in the project's own code that a traceback went through."""
        found = NOWHERE
        for frame, line in traceback.walk_tb(trace):
            key = self._watch.key_of_code(frame.f_code.co_filename) if self._watch else None
            found = found if key is None else (key, line)
        return found


NOTES = Notes()
"""Those of this process, which runs one script."""
