"""The bytes of a question file → whether it may carry a visual, its key misspelt or not."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from pipeline.kinds import NAMES as KINDS
from pipeline.load.question_file import searchable
from pipeline.spelling import folded, nearest

TOLERANCE = 2
"""Letters by which a misspelt key differs: one too many, missing, wrong, or two exchanged."""

NAMES = ("visual", "visuals")
TOP = frozenset(("id", "track", "status", *NAMES))
"""The keys of a question that concern a build."""

_OTHER_WORDS = frozenset(("casual", "ritual", "usual", "virtual", "visa", "visas", "vital"))
_TELLING = frozenset(("kind", "path", "source", "alt"))
_OF_A_VISUAL = _TELLING | {"rendered", "caption", "source_format", "params", "claims"}
_TELLING_KEYS = [
    (word.encode(), re.compile(rb"""\b%s["']?[ \t]*:""" % word.encode()))
    for word in sorted(_TELLING)
]
_NAME = rb"""["']?([\w\x80-\xff-]{4,12})["']?[ \t]*:"""
_KEY, _FLOW_KEY = re.compile(rb"\n" + _NAME), re.compile(rb"[{,]\s*" + _NAME)
_INDENTED = re.compile(rb"(?:[ ]*(?:#[^\n]*|---[^\n]*)?\n)*([ ]+)[^\s#]")
LONGEST_EMPTY = 4096
_CONTENT = re.compile(rb"^(?!---|\.\.\.)[ \t]*[^\s#]", re.MULTILINE)
_WORD = re.compile(rb"\bvisuals?\b", re.IGNORECASE)


def may_carry_visual(data: bytes) -> bool:
    """Whether the word `visual` stands in a file, in whatever encoding, or a key that is near it.

    A quick look at bytes: most questions carry none, and need not be parsed.
    """
    text = searchable(data)
    return b"visual" in text or _holds_near_key(text)


def is_empty(data: bytes) -> bool:
    """Whether a question file holds nothing but comments."""
    return len(data) < LONGEST_EMPTY and not _CONTENT.search(data)


def holds_word(data: bytes) -> bool:
    """Whether the word `visual` stands in a file that cannot be read, or a key that is near it."""
    text = searchable(data)
    return bool(_WORD.search(text)) or _holds_near_key(text)


def is_misspelt(key: str) -> bool:
    """Whether a key at the top is none of `TOP` but looks like one, or is near `visual`."""
    if key in TOP:
        return False
    return bare(key) in TOP or (key not in _OTHER_WORDS and _is_near(key.encode()))


def bare(key: str) -> str:
    """A key without what an editor does not show: odd spaces, and marks of no width."""
    return key if key.isascii() else folded(key).strip()


def meant(key: str, value: Any) -> str | None:
    """The key that a misspelt one was meant for; None if the value under it is no visual's."""
    if bare(key) in TOP:
        return bare(key)
    blocks = value if isinstance(value, list) else [value]
    if any(isinstance(block, Mapping) and _TELLING & block.keys() for block in blocks):
        return NAMES[isinstance(value, list)]
    return None


def keys_beside(visual: Any, others: Mapping[str, Any]) -> list[str]:
    """Keys at the top that were meant to stand in `visual`: it lacks what they give.

    `others` are the values of the keys at the top that concern no build. An indent of other
    spaces than those of YAML is no indent, but part of the key.
    """
    if not (visual is None or isinstance(visual, Mapping)):
        return []
    inside = visual or {}
    found = [key for key in others if bare(key) in _OF_A_VISUAL and bare(key) not in inside]
    if {"kind", "alt"} <= inside.keys():
        return [key for key in found if bare(key) != key]
    names = {bare(key): key for key in found}
    is_kind = "kind" in names and others[names["kind"]] in KINDS
    return found if is_kind or "alt" in names or (not inside and "path" in names) else []


def _holds_near_key(text: bytes) -> bool:
    """Whether a key is near `visual`, and one that a visual has is there as well."""
    if not any(word in text and pattern.search(text) for word, pattern in _TELLING_KEYS):
        return False
    indent = _INDENTED.match(text)
    lines = b"\n" + (text.replace(b"\n" + indent[1], b"\n") if indent else text)
    return any(map(_is_near, (_FLOW_KEY if b"\n{" in lines else _KEY).findall(lines)))


@functools.lru_cache(maxsize=4096)
def _is_near(key: bytes) -> bool:
    word = key.decode("utf-8", "replace")
    return nearest(word, NAMES, TOLERANCE) is not None
