"""What was written down when a script was refused something, or late → a finding, or its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.files.paths import way_to
from pipeline.files.regular import read_regular
from pipeline.model import MIB, Finding
from pipeline.render.failures import NOWHERE, Place, error

if TYPE_CHECKING:
    from pipeline.render.work import ScriptTask

_FRAME = re.compile(r'  File "(.*)", line (\d{1,9}) in ')
"""A line of a stack as Python's fault handler writes it; the innermost comes first."""


def refused(task: ScriptTask, inputs: Mapping[str, str]) -> Finding | None:
    """The finding on the first thing that the kernel refused a script, if it refused any.

    Its place is in the script, or in a module that it read (`inputs`), as far as that is known.
    """
    try:
        message, hint = map(str, json.loads(_text(task.refused)))
    except (ValueError, TypeError, RecursionError):
        return None  # there is none, or where no kernel holds scripts one wrote something there
    file, line = marked(task, inputs)
    return error(task.job, "R001", message, hint, line, file=file)


def marked(task: ScriptTask, inputs: Mapping[str, str]) -> Place:
    """Where a script was when it was first made to say so."""
    for frame in _FRAME.finditer(_text(task.trace)):
        key = way_to(frame[1], task.root)
        if key in inputs:
            return key, int(frame[2])
    return NOWHERE


def _text(path: str) -> str:
    try:
        return read_regular(path, MIB).decode(errors="replace")
    except OSError:
        return ""
