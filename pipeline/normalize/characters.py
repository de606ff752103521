"""A piece of XML text → the first character or entity in it that XML does not have."""

from __future__ import annotations

import html.entities
import re
from typing import NoReturn

NAME = r"[^\W\d][\w.:-]*"
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has not, named rather than what it has: that takes Python 5 ms to compile."""
_REFERENCE = re.compile(rf"&(?:#(\d+)|#x([0-9a-fA-F]+)|({NAME}))?(;)?")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_SHORTEST = 3
"""Letters of an entity that is taken for one though its semicolon is missing."""


class XmlFault(Exception):  # noqa: N818  # it is what was looked for
    """What is wrong at an offset of a text, and the way out."""

    def __init__(self, at: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.at, self.message, self.hint = at, message, hint


def check_references(text: str, start: int, end: int) -> None:
    """Look at every & of a part of a text. Raises XmlFault."""
    for found in _REFERENCE.finditer(text, start, end):
        decimal, hexadecimal, name, is_closed = found.groups()
        if name:
            if name not in _OWN or not is_closed:
                _named(found.start(), name, bool(is_closed))
        elif decimal or hexadecimal:
            _numbered(found, int(decimal or hexadecimal, 10 if decimal else 16))
        else:
            _bare(found.start())


def _bare(at: int) -> NoReturn:
    raise XmlFault(at, "a bare & stands here", "write & as &amp;")


def _numbered(found: re.Match[str], number: int) -> None:
    if not found[4]:
        raise XmlFault(found.start(), f"{found[0]} has no semicolon", f"write {found[0]};")
    if number > 0x10FFFF or FORBIDDEN.match(chr(number)):
        raise XmlFault(found.start(), f"{found[0]} is no character of XML", "remove it")


def _named(at: int, name: str, is_closed: bool) -> NoReturn:
    """A named entity: XML has five, HTML some two thousand."""
    table = html.entities.html5
    letters = table.get(f"{name};") or table.get(f"{name.lower()};")
    if letters is None and is_closed:
        hint = "write the character itself; for & alone write &amp;"
        raise XmlFault(at, f"the entity &{name}; is not defined", hint)
    if letters is None or (not is_closed and len(name) < _SHORTEST and name not in _OWN):
        _bare(at)
    if name in _OWN:
        raise XmlFault(at, f"&{name} has no semicolon", f"write &{name};")
    numbers = "".join(f"&#{ord(letter)};" for letter in letters)
    raise XmlFault(at, f"XML has no entity &{name};", f"write {numbers}")
