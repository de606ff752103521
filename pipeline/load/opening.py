"""One question file → its visuals; an unchanged one is not opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.files.regular import (
    QUESTION,
    NotRegularError,
    TooLargeError,
    read_regular,
    read_settled,
)
from pipeline.load.cache import Reading, Readings
from pipeline.load.misspelt import is_empty, may_carry_visual
from pipeline.model import OUR_FAULT, Visual, is_error
from pipeline.worker.shortage import SHORT, shortage

if TYPE_CHECKING:
    from pipeline.load.asks import Asking


def read_file(file: str, config: Config, readings: Readings) -> tuple[Visual, ...]:
    """The visuals of a file; an unchanged one is not opened."""
    try:
        status = os.stat(file)
        if stat.S_ISREG(status.st_mode) and (known := readings.find(file, status)) is not None:
            return known
        content = read_settled(file, QUESTION)
    except OSError as error:
        return _not_opened(file, config, error)
    data, reading = content.data, Reading()
    if may_carry_visual(data) or is_empty(data):
        reading = _read(data, _printable(file), config)
    if content.is_settled:
        readings.keep(file, content.status, reading)
    return reading.visuals


def read_asking(visual: Visual, config: Config) -> Asking | None:
    """What its question asks of a visual's drawing, read again: nobody holds that in memory.

    None where it asks nothing.
    """
    if not visual.asks:
        return None
    try:
        data = read_regular(visual.question_file, QUESTION)
    except OSError:
        return None
    return _read(data, visual.question_file, config).asks.get(visual.id)


def _read(data: bytes, file: str, config: Config) -> Reading:
    """What the question holds; whatever goes wrong fails its visual, and ends no run."""
    from pipeline.load.reader import read_question  # and a YAML parser, for what changed alone

    try:
        return read_question(data, file, config)
    except Exception as error:
        from pipeline.load.broken import unreadable

        message = f"the file cannot be read: {type(error).__name__}: {error}"
        return Reading((unreadable(file, config, "Q001", message, OUR_FAULT),))


def _not_opened(file: str, config: Config, error: OSError) -> tuple[Visual, ...]:
    if isinstance(error, FileNotFoundError) and not os.path.islink(file):
        return ()  # gone since the folder was listed
    from pipeline.load.broken import unreadable

    message = f"the file cannot be read: {error.strerror}"
    hint = "a link must lead to a file that is there, and its permissions must let it be read"
    if isinstance(error, NotRegularError):
        hint = "put a file in its place, or remove it"
    elif isinstance(error, TooLargeError):
        hint = "a question is a few kilobytes of text: move what else it holds elsewhere"
    elif shortage(error):
        hint = SHORT
    return (unreadable(_printable(file), config, "Q001", message, hint),)


def _printable(file: str) -> str:
    """The path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(file).decode("utf-8", "replace")


def read_again(
    visuals: Iterable[Visual], file: str, config: Config, readings: Readings
) -> dict[str, Visual] | None:
    """The visuals of a file that was written to, by id, if they only say something else.

    `visuals` are those that it had. None where the change may concern other visuals as well.
    """
    before, now = sorted(visuals), sorted(read_file(file, config, readings))
    is_elsewhere = [*map(_place, before)] != [*map(_place, now)]
    if is_elsewhere or any(is_error(each) for one in (*before, *now) for each in one.findings):
        return None
    return {visual.id: visual for visual in now}


def _place(visual: Visual) -> tuple[str, ...]:
    """What of a visual can clash with another, and which of them then fails."""
    return visual.id, visual.status, visual.track, visual.rendered, visual.kind, visual.source
