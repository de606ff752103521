"""What a script saves in VISUAL_OUT_PATH → facts of that figure; a failure to read is a reason.

Nothing that goes wrong here reaches the script, or what its author is told.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable
from typing import Any

from pipeline.facts.figure import packed
from pipeline.render.matplotlib.figure.axes import axes_of

_CHANGED = "what lies in VISUAL_OUT_PATH was changed after the figure was saved"
_NOTHING = "no figure was saved straight into VISUAL_OUT_PATH"


class Capture:
    """Keeps the facts of the figure that was saved last in the place that counts."""

    def __init__(self) -> None:
        self._out = ""
        self._packed, self._saved = b"", b""

    def begin(self, out: str) -> None:
        """Expect the figure in the file `out`."""
        self._out, self._packed = out, b""

    def packed(self, raw: bytes) -> bytes:
        """The facts of what the file holds at the end, `raw`, or the reason why there are none."""
        if self._packed and raw != self._saved:
            return packed((), _CHANGED)
        return self._packed or packed((), _NOTHING)

    def saving(self, save: Callable[..., Any]) -> Callable[..., Any]:
        """Around what prints a figure: read it when it was written."""

        def saved(canvas: Any, filename: Any, *arguments: Any, **options: Any) -> Any:
            done = save(canvas, filename, *arguments, **options)
            if _path(filename) == self._out:
                self._packed, self._saved = _facts(canvas.figure), _written(filename)
            return done

        return saved


def _written(file: Any) -> bytes:
    """What was written, also where it is not closed yet."""
    try:
        if hasattr(file, "flush"):
            file.flush()
        with open(_path(file), "rb") as written:
            return written.read()
    except Exception:  # whatever an object of the script's does
        return b""


def _path(file: Any) -> str:
    """Where a file lies that is given by its path, or open."""
    path = file if isinstance(file, str | os.PathLike) else getattr(file, "name", None)
    return os.path.abspath(path) if isinstance(path, str | os.PathLike) else ""


def _facts(figure: Any) -> bytes:
    level = logging.root.manager.disable
    logging.disable()
    try:
        with warnings.catch_warnings(action="ignore"):
            return packed(axes_of(figure), "")
    except BaseException as error:  # an artist of the script's may raise anything
        return packed((), f"the figure cannot be read: {type(error).__name__}: {error}"[:300])
    finally:
        logging.disable(level)


FIGURE = Capture()
"""That of this process, which runs one script."""
