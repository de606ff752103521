"""One CSS declaration → the longhand declarations that it stands for."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.styles.background import background_longhands
from pipeline.normalize.styles.properties import APPLIED, DROPPED, WIDE, Place, is_valid
from pipeline.normalize.styles.rules.animations import LONGHANDS, animation_longhands

_SIZE = re.compile(
    r"(?:xx?-small|small|medium|large|xx?x?-large|smaller|larger"
    r"|[+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:e[+-]?\d+)?(?:[a-z]+|%)|0)(?:/.*)?",
    re.IGNORECASE,
)
_STYLES = frozenset(("italic", "oblique"))
_STRETCHES = re.compile(r"(?:(?:ultra|extra|semi)-)?(?:condensed|expanded)")
_WEIGHT = re.compile(r"bold|bolder|lighter|[1-9]\d{0,2}|1000")
_RESET = (
    ("font-kerning", "auto"),
    ("font-feature-settings", "normal"),
    ("font-size-adjust", "none"),
)
_PRESERVING = {"preserve": "pre", "preserve-breaks": "pre-line", "collapse": "normal",
               "preserve-spaces": "pre", "break-spaces": "pre"}  # fmt: skip
_SAME = {
    "font-variant-caps": "font-variant",
    "offset": "offset-path",
    "-webkit-clip-path": "clip-path",
    "-webkit-filter": "filter",
    "-webkit-transform": "transform",
    "-webkit-transform-origin": "transform-origin",
}
_SAME |= {f"-webkit-{name}": name for name in LONGHANDS}
_ALL = (
    *sorted({*APPLIED, *DROPPED} - {"direction", "unicode-bidi"}),
    *("background-color", "background-image", "animation-name"),
)
"""What `all` sets."""

_FONT = ("font-style", "font-variant", "font-weight", "font-stretch", "font-size", "font-family")


@lru_cache(maxsize=1024)
def longhands(name: str, value: str, place: Place = "sheet") -> tuple[tuple[str, str], ...]:
    """A shorthand taken apart; anything else as it is. An invalid value is nothing."""
    if name == "marker":
        found: tuple[tuple[str, str], ...] = tuple(
            (f"marker-{place}", value) for place in ("start", "mid", "end")
        )
    elif name == "font":
        found = _font(value)
    elif name == "all":
        found = tuple((each, value) for each in _ALL) if value.lower() in WIDE else ()
    elif name in ("animation", "-webkit-animation") and value.lower() not in WIDE:
        found = animation_longhands(value)
    elif name == "background" and value.lower() not in WIDE:
        found = background_longhands(value)
    elif name == "white-space-collapse":
        found = (("white-space", _PRESERVING.get(value.lower(), value)),)
    else:
        found = ((_SAME.get(name, name), value),)
    return tuple(pair for pair in found if is_valid(*pair, place))


def _font(value: str) -> tuple[tuple[str, str], ...]:
    if value.lower() in WIDE:
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
            family = " ".join(words[position + 1 :])
            return (*{**longhand, "font-family": family}.items(), *_RESET) if family else ()
        elif lowered != "normal":
            return ()
    return ()
