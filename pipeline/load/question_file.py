"""A question file on its way: what its name and folders say, and findings in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.config import Config
from pipeline.files.regular import QUESTION, read_regular
from pipeline.model import Finding, severity_of

NOT_BUILT = ("archived", "deleted")
TRACKS = ("cloud", "edge", "mobile", "tinyml", "global")
LONGEST_SHOWN = 60
_STATUS = re.compile(rb"""^["']?status["']?\s*:\s*["']?(\w+)""", re.MULTILINE)


class Place(NamedTuple):
    """A question file: its project-relative path, and the settings."""

    file: str
    config: Config

    @property
    def stem(self) -> str:
        """The file's name without its ending: the id that the question must have."""
        return PurePosixPath(self.file).stem

    @property
    def tracks(self) -> tuple[str, ...]:
        """The folders on the way to the file that are named for a track."""
        return tuple(part for part in PurePosixPath(self.file).parts[:-1] if part in TRACKS)

    def finding(self, code: str, message: str, hint: str, at: tuple[int, int] | None) -> Finding:
        """A finding in this file, as severe as its code is."""
        line, column = at or (None, None)
        return Finding(code, severity_of(code), self.file, message, hint, None, line, column)


def status_in(file: str) -> str | None:
    """The status that a question file says, by a quick look; None where it says none."""
    try:
        return status_of(read_regular(file, QUESTION))
    except OSError:
        return None


def status_of(data: bytes) -> str | None:
    """The status in the bytes of a question."""
    found = _STATUS.search(data.replace(b"\0", b""))  # which UTF-16 puts between letters
    return found[1].decode() if found else None


def shown(text: str) -> str:
    """A text as a message shows it: in quotes, not too long, with what cannot be seen by number."""
    letters = (
        each if each.isprintable() else f"\\u{ord(each):04x}" for each in text[:LONGEST_SHOWN]
    )
    return f"'{''.join(letters)}{'…' if len(text) > LONGEST_SHOWN else ''}'"
