"""Python's warnings and matplotlib's log → what they say and where, each once."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from pipeline.render.matplotlib.guard import caller
from pipeline.render.matplotlib.watch import Watch

Warned = tuple[str, str | None, int | None]
"""A message, and the file and line in the project that led to it."""


class Listener(logging.Handler):
    """Collects in `heard`, in the order of their first appearance."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(logging.WARNING)
        self.heard: dict[Warned, None] = {}
        self._watch = watch

    def listen(self) -> None:
        """Hear what is warned of in this process from now on. Expects `choose` to have run."""
        warnings.showwarning = self._show
        logging.getLogger("matplotlib").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line of the log as a warning."""
        self.heard[(record.getMessage(), *caller(self._watch))] = None

    def _show(
        self, message: Any, category: type[Warning], filename: str, lineno: int,
        file: object = None, line: str | None = None,
    ) -> None:  # fmt: skip
        self.heard[(f"{category.__name__}: {message}", *caller(self._watch))] = None


def choose() -> None:
    """Choose what a script's author is to hear of, for all scripts of this process."""
    warnings.resetwarnings()
    warnings.simplefilter("default")
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning,
                     ResourceWarning):  # fmt: skip
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    # A glyph that the house font lacks is drawn as a path later on.
    warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")
    # What other fonts a drawing asks for is found in the drawing itself.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
