"""An exception of a script → a finding at the script's own line, without our frames."""

from __future__ import annotations

import linecache
import re
import traceback
from types import TracebackType

from matplotlib import mathtext

from pipeline.intruders import intruder
from pipeline.model import Finding, Job
from pipeline.positions import column_of_byte
from pipeline.render.failures import content_of, error, out_of_memory
from pipeline.render.matplotlib.inputs_seen import Watch
from pipeline.render.matplotlib.misread import place_of, taken_by_python
from pipeline.render.matplotlib.wrong.hints import hint_on, hint_on_syntax

Place = tuple[str | None, int | None, int | None]
"""A file, a line and a column, as far as they are known."""

MESSAGE_LIMIT = 1000
_GUESS = re.compile(r"\. Did you (?:mean|forget) .*\?$")
"""What Python adds from 3.12 on; the hint says it under all versions."""

_MEND = r"mend the formula at the ^, or write \$ for each dollar sign that starts none"


def script_error(job: Job, watch: Watch, raised: BaseException) -> Finding:
    """The finding on what a script raised; a SyntaxError stands where the syntax is wrong."""
    if isinstance(raised, SyntaxError):
        message, hint, place = _syntax(job, watch, raised)
    else:
        place = _place(watch, raised.__traceback__)
        message, hint = _message(watch, raised), hint_on(job, raised)
        if formula := _formula(raised.__traceback__):
            written = place_of(job.content, formula)
            place = (job.source, *written) if written else place
            _, hint = taken_by_python(formula) or ("", _MEND)
    file, line, column = place
    if isinstance(raised, MemoryError):
        return out_of_memory(job, line, file=file)
    return error(job, "R001", message, hint, line, column, file=file)


def _syntax(job: Job, watch: Watch, raised: SyntaxError) -> tuple[str, str, Place]:
    """Message, hint and place."""
    file = watch.key_of_code(raised.filename) if raised.filename else None
    line = raised.lineno or None  # 0 where the file's encoding is at fault
    content = content_of(job, file) or b""
    # A bracket that cannot be closed is named where it opens, whatever stands in it.
    where = None if "was never closed" in str(raised.msg) else line
    if strange := intruder(content.decode(errors="replace"), where):
        return strange.message, strange.hint, (file, strange.line, strange.column)
    message, hint = f"{type(raised).__name__}: {raised.msg}", hint_on_syntax(raised, content)
    return message, hint, (file, line, line and raised.offset)


def _message(watch: Watch, raised: BaseException) -> str:
    if isinstance(raised, SystemExit):
        said = f": {raised.code}" if isinstance(raised.code, str) else f" with status {raised.code}"
        return f"the script ended itself{said}"[:MESSAGE_LIMIT]
    text = "".join(traceback.format_exception_only(raised)).strip()
    if isinstance(raised, AttributeError | ImportError | NameError):
        text = _GUESS.sub("", text)
    if isinstance(raised, ImportError) and raised.path and watch.key(raised.path) is None:
        text = text.removesuffix(f" ({raised.path})")  # where a module lies on this machine
    return text if len(text) <= MESSAGE_LIMIT else f"{text[:MESSAGE_LIMIT]}…"


def _place(watch: Watch, trace: TracebackType | None) -> Place:
    """The innermost place of a traceback that lies in the project."""
    found: Place = (None, None, None)
    for frame in traceback.extract_tb(trace):
        key = watch.key_of_code(frame.filename)
        if key is not None:
            found = key, frame.lineno, None if frame.colno is None else _column(frame)
    return found


def _formula(trace: TracebackType | None) -> str:
    """The line of text that matplotlib was reading as a formula; "" if it was not."""
    for frame, _ in traceback.walk_tb(trace):
        code = frame.f_code
        if code.co_name == "parse" and code.co_filename == mathtext.__file__:
            return str(frame.f_locals.get("s", ""))
    return ""


def _column(frame: traceback.FrameSummary) -> int:
    """Count characters where Python counts bytes; columns start at 1."""
    line = linecache.getline(frame.filename, frame.lineno or 0)
    return column_of_byte(line, frame.colno or 0)
