"""One CSS declaration → the longhand declarations that it stands for."""

from __future__ import annotations

import re
from functools import lru_cache

_SIZE = re.compile(
    r"(?:xx?-small|small|medium|large|xx?x?-large|smaller|larger"
    r"|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:[a-z]+|%)?)(?:/.*)?",
    re.IGNORECASE,
)
_STYLES = frozenset(("italic", "oblique"))
_STRETCHES = re.compile(r"(?:(?:ultra|extra|semi)-)?(?:condensed|expanded)")
_WEIGHT = re.compile(r"bold|bolder|lighter|[1-9]\d{0,2}|1000")
_WIDE = frozenset(("inherit", "initial", "unset", "revert"))
_FONT = ("font-style", "font-variant", "font-weight", "font-stretch", "font-size", "font-family")


@lru_cache(maxsize=1024)
def longhands(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """`font` and `marker` taken apart; anything else as it is. An invalid `font` is nothing."""
    if name == "marker":
        return tuple((f"marker-{place}", value) for place in ("start", "mid", "end"))
    if name == "font":
        return _font(value)
    return ((name, value),)


def _font(value: str) -> tuple[tuple[str, str], ...]:
    if value.lower() in _WIDE:
        return tuple((name, value) for name in _FONT)
    longhand = dict.fromkeys(_FONT[:4], "normal")
    words = re.sub(r"\s*/\s*", "/", value).split()
    for position, word in enumerate(words):
        lowered = word.lower()
        if _WEIGHT.fullmatch(lowered) and position + 1 < len(words):
            longhand["font-weight"] = lowered
        elif lowered in _STYLES:
            longhand["font-style"] = lowered
        elif lowered == "small-caps":
            longhand["font-variant"] = lowered
        elif _STRETCHES.fullmatch(lowered):
            longhand["font-stretch"] = lowered
        elif _SIZE.fullmatch(lowered):
            longhand["font-size"] = word.partition("/")[0]
            return tuple({**longhand, "font-family": " ".join(words[position + 1 :])}.items())
        elif lowered != "normal":
            return ()
    return ()
