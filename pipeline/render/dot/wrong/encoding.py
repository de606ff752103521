"""The bytes of a DOT file → its text, or what they are instead of UTF-8 and the way out."""

from __future__ import annotations

import re

from pipeline.model import Finding, Job
from pipeline.positions import position_at, position_of_byte
from pipeline.render.failures import error

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(rb"""\bcharset\s*=\s*("?)(?P<name>[\w.:-]+)\1""")
_UTF8 = (b"utf-8", b"utf8")
_SAVE = "save it as UTF-8"


def read(job: Job) -> str | Finding:
    """The text of the job's source, or the error on it."""
    try:
        text = job.content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return _not_utf8(job, wrong.start)
    if "\0" not in text:
        return text
    if not text[::2].strip("\0") or not text[1::2].strip("\0"):
        return _utf16(job)
    place = position_at(text, text.index("\0"))
    return error(job, "R001", "a NUL character, where Graphviz stops", "take it out", *place)


def _not_utf8(job: Job, at: int) -> Finding:
    """The error on bytes that are not UTF-8, by the offset of the first."""
    if job.content.startswith(_UTF16):
        return _utf16(job)
    message, hint = "not UTF-8 text", _SAVE
    if named := _CHARSET.search(job.content):
        charset = named["name"].decode()
        if named["name"].lower() in _UTF8:
            message = f"the file is not UTF-8, though its charset={charset} says so"
        else:
            message = f"the file is not UTF-8, as its charset={charset} says"
            hint = f"{_SAVE}, and take charset out"
    return error(job, "R001", message, hint, *position_of_byte(job.content, at))


def _utf16(job: Job) -> Finding:
    return error(job, "R001", "the file is UTF-16 and not UTF-8", _SAVE, 1, 1)
