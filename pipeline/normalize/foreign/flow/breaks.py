"""Text → where a line may begin within it, as Chromium breaks lines (after UAX 14)."""

from __future__ import annotations

OBJECT = "\ufffc"
"""Stands in a line for a box that is not text."""

_SPACES = frozenset(" \t\u2002\u2003\u2009\u3000\u200b")
_OPENING = frozenset("(<[{")
_BEFORE_OPENING = frozenset('!}"#&*=>~%),.:;]+\\|°€')
_BEFORE_ANY = {
    "-": frozenset("!$),./:;?]}"),
    "?": frozenset("!\"'),-./:;?]}"),
    "–": frozenset("!\"'),-./:;?]|}"),
    "—": frozenset("!\"'),-./:;?]|}"),
    "…": frozenset("!\"'),-./:;?]|}"),
}
"""After these a line may begin with anything but those."""

_NEVER = frozenset("\u00a0\u2060\u202f\ufeff\u00ad«»“”‘’")
_GLUE = frozenset("'([{$") | _NEVER
_CLOSING = frozenset("!\"'),-./:;?]}|%。、，．：；！？）」』】〉》ー・")


def breaks(text: str) -> list[int]:
    """Every place where a line may begin, by its offset; 0 and the end are not among them."""
    return [
        place
        for place in range(1, len(text))
        if _may_break(text[place - 2 : place - 1], text[place - 1], text[place])
    ]


def _may_break(earlier: str, before: str, after: str) -> bool:
    if after in _SPACES or before == "\n" or after == "\n":
        return before == "\n"
    if before in _SPACES:
        return True
    if before.isalnum() and after.isalnum() and before.isascii() and after.isascii():
        return False
    if before in _NEVER or after in _NEVER:
        return False
    if OBJECT in (before, after):
        return True
    if before in _BEFORE_ANY:
        is_minus = before == "-" and after.isdecimal() and not earlier.isalnum()
        return after not in _BEFORE_ANY[before] and not is_minus
    if after in _OPENING:
        return before in _BEFORE_OPENING or _is_wide(before)
    if after == "—":
        return before not in _GLUE
    return _breaks_by_letter(before, after)


def _breaks_by_letter(before: str, after: str) -> bool:
    """Whether one of two characters is written without spaces between words."""
    if _is_wide(after):
        return before not in _GLUE and after not in _CLOSING
    return _is_wide(before) and after not in _CLOSING


def _is_wide(letter: str) -> bool:
    """Whether a letter is Chinese or Japanese, where a line may break between any two."""
    return "\u2e80" <= letter <= "\ua4cf" or "\uf900" <= letter <= "\ufaff" or letter > "\U0001f000"
