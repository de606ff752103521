"""The bytes of a DOT file that is not UTF-8 → what it is instead, and the way out."""

from __future__ import annotations

import re

from pipeline.model import Finding, Job
from pipeline.positions import position_at, position_of_byte
from pipeline.render.failures import error

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(rb"""\bcharset\s*=\s*("?)(?P<name>[\w.:-]+)\1""")
_UTF8 = (b"utf-8", b"utf8")


def not_utf8(job: Job, at: int) -> Finding:
    """The error on bytes that are not UTF-8, by the offset of the first."""
    content = job.content
    if content.startswith(_UTF16):
        return error(job, "R001", "the file is UTF-16 and not UTF-8", "save it as UTF-8", 1, 1)
    named = _CHARSET.search(content)
    place = position_of_byte(content, at)
    if named and named["name"].lower() not in _UTF8:
        message = f"the file is not UTF-8, as its charset={named['name'].decode()} says"
        hint = "save it as UTF-8, and take charset out"
        return error(job, "R001", message, hint, *place)
    if named:
        message = f"the file is not UTF-8, though its charset={named['name'].decode()} says so"
        return error(job, "R001", message, "save it as UTF-8", *place)
    return error(job, "R001", "not UTF-8 text", "save it as UTF-8", *place)


def nul(job: Job, text: str) -> Finding:
    """The error on a character that ends a text in C: what follows would be lost."""
    place = position_at(text, text.index("\0"))
    if not text[::2].strip("\0") or not text[1::2].strip("\0"):
        return error(job, "R001", "the file is UTF-16 and not UTF-8", "save it as UTF-8", 1, 1)
    return error(job, "R001", "a NUL character, where Graphviz stops", "take it out", *place)
