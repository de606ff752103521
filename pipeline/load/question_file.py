"""A question file on its way: what its name and folders say, and findings in it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.config import Config
from pipeline.files.regular import QUESTION, read_regular
from pipeline.load.folders import stem
from pipeline.model import Finding, severity_of
from pipeline.positions import Position, position_of_byte
from pipeline.printing import shown

NOT_BUILT = ("archived", "deleted")
LONGEST_NAME = 200
"""Bytes of a file name, so that ours with its temporary suffix fits every file system."""
LONGEST_TEXT = 500
_PLAIN = re.compile(r"\w[\w-]*(\.[\w-]+)*", re.ASCII)
_STATUS = re.compile(rb"""^["']?status["']?\s*:\s*["']?(\w+)""", re.MULTILINE)

_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"
_AFTER_STATUS = re.compile(rb"\bstatus\b[^\w\n]{0,12}([a-zA-Z]+)")


class Place(NamedTuple):
    """A question file: its project-relative path, and the settings."""

    file: str
    config: Config

    @property
    def stem(self) -> str:
        """The file's name without its ending: the id that the question must have."""
        return stem(self.file)

    @property
    def tracks(self) -> tuple[str, ...]:
        """The folders on the way from those of all questions that are named for a track."""
        above = len(PurePosixPath(self.config.questions).parts)
        folders = PurePosixPath(self.file).parts[above:-1]
        return tuple(part for part in folders if part in self.config.tracks)

    @property
    def track(self) -> str:
        """The track whose folder is the nearest to the file."""
        return (self.tracks or (self.config.default_track,))[-1]

    def finding(self, code: str, message: str, hint: str, at: tuple[int, int] | None) -> Finding:
        """A finding in this file, as severe as its code is."""
        line, column = at or (None, None)
        message, hint = _cut(message), _cut(hint)
        return Finding(code, severity_of(code), self.file, message, hint, None, line, column)


def unsafe_name(key: str, name: object) -> str:
    """Why `name` is no bare file name (contract 2), or ""."""
    if not isinstance(name, str) or (len(name) <= LONGEST_NAME and _PLAIN.fullmatch(name)):
        return ""
    if "/" in name or "\\" in name or ".." in name:
        return f"{key} is {shown(name)}: it leads to another folder"
    if name.startswith(".") or (not name.isprintable() and any(map(_is_control, name))):
        return f"{key} is {shown(name)}: a leading dot or a control character"
    if len(name.encode()) > LONGEST_NAME:
        return f"{key} is {len(name.encode())} bytes long"
    return ""


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc"


def source_folder(config: Config, question_file: str, track: str) -> str:
    """Where the sources of a question's visuals lie, relative to the project."""
    return f"{config.sources}/{track}" if config.sources else question_file.rpartition("/")[0]


def _cut(text: str) -> str:
    """A text that a person can read; a file may hold a number of thousands of digits."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def status_in(file: str) -> str | None:
    """The status that a question file says, by a quick look; None where it says none."""
    try:
        return status_of(read_regular(file, QUESTION))
    except OSError:
        return None


def place_of_status(file: str) -> Position | None:
    """Where a question file says its status, by a quick look; None where that is not found."""
    try:
        data = read_regular(file, QUESTION)
    except OSError:
        return None
    found = _STATUS.search(data)
    return position_of_byte(data, found.start()) if found else None


def words_for_status(data: bytes) -> list[str]:
    """The words behind `status`, wherever it stands in the bytes of a question."""
    return [word.decode() for word in _AFTER_STATUS.findall(searchable(data))]


def status_of(data: bytes) -> str | None:
    """The status in the bytes of a question."""
    found = _STATUS.search(searchable(data))
    return found[1].decode() if found else None


def searchable(data: bytes) -> bytes:
    """The bytes of a file as quick looks at it read them, in whatever encoding it is.

    Without a byte order mark, and without what UTF-16 and UTF-32 put between the letters of ASCII.
    """
    data = data.lstrip(_ORDER_MARKS)
    return data.replace(b"\0", b"") if b"\0" in data else data
