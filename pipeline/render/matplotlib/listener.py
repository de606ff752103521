"""Python's warnings and matplotlib's log → notes."""

from __future__ import annotations

import logging
import threading
import traceback
import warnings
from typing import Any

from pipeline.render.matplotlib.notes import NOTES
from pipeline.render.matplotlib.wrong.hints import hint_on_warning


class Listener(logging.Handler):
    """Takes each line of the log as a warning."""

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line of the log as a warning, unless it is on something refused."""
        message = record.getMessage()
        if not any(note.code == "R001" and note.message in message for note in [*NOTES.made]):
            NOTES.add("R005", message, hint_on_warning(message))


def listen() -> None:
    """Hear what is warned of in this process from now on. Expects `choose` to have run."""
    warnings.showwarning = _show
    threading.excepthook = _ended
    logging.getLogger("matplotlib").addHandler(Listener(logging.WARNING))


def _show(
    message: Any, category: type[Warning], filename: str, lineno: int,
    file: object = None, line: str | None = None,
) -> None:  # fmt: skip
    NOTES.add("R005", f"{category.__name__}: {message}", hint_on_warning(str(message)))


def _ended(end: threading.ExceptHookArgs) -> None:
    """A thread ended by an exception, and the script went on: at the last line of ours."""
    place = NOTES.place_of(end.exc_traceback)
    said = traceback.format_exception_only(end.exc_value)[-1].strip()
    hint = "what this thread was to draw may be missing: catch what it raised, or use none"
    NOTES.add("R005", f"a thread ended by {said}", hint, place)


def choose() -> None:
    """Choose what a script's author is to hear of, for all scripts of this process."""
    warnings.resetwarnings()
    warnings.simplefilter("default")
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning,
                     ResourceWarning):  # fmt: skip
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    # A glyph that the house font lacks is drawn as a path later on, or reported.
    warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")
    logging.getLogger("matplotlib.mathtext").addFilter(_is_no_letter)
    # What other fonts a drawing asks for is found in the drawing itself.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def _is_no_letter(record: logging.LogRecord) -> bool:
    """Whether a line of the log is about something else than a letter that no font has."""
    return "does not have a glyph" not in str(record.msg)
