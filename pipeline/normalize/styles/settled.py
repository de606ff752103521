"""A property's value as a style sheet or an attribute has it → as every renderer reads it."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalize.allowed import NOT_INHERITED, PRESENTATION
from pipeline.normalize.styles.initial import INITIAL
from pipeline.normalize.styles.properties import COLOURS, GEOMETRY, LINK, MOVES, WIDE
from pipeline.normalize.values.colours import plain_colour

NOT_HELD = "the normal form cannot hold it: draw it as shapes, or leave it out"
"""The way out where a style is not carried over."""

ABSENT = ""
"""What stands for a property that is as if nobody had set it."""


@lru_cache(maxsize=4096)
def settled(name: str, value: str) -> str | None:
    """The value of a property of PRESENTATION; None where only a browser can tell it."""
    lowered = value.strip().lower()
    if lowered == "inherit" and name in GEOMETRY:  # no attribute says that
        return None
    if lowered in WIDE:
        return _wide(name, lowered)
    kind = PRESENTATION.get(name)
    if name in COLOURS or kind == "paint":
        return _paint(value)
    if kind == "url" and name != "filter" and not lowered.startswith(("url(", "none")):
        return None
    return value


def _paint(value: str) -> str | None:
    link = LINK.match(value.strip())
    if link and "(" in link["rest"]:
        spare = plain_colour(link["rest"])
        return None if spare is None else value.strip()[: link.start("rest")] + spare
    is_word = link or value.strip().lower().startswith(("none", "context-"))
    return value if is_word else plain_colour(value)


def _wide(name: str, keyword: str) -> str:
    """A keyword that every property takes (CSS Cascading 5, section 7.3)."""
    is_inherited = name not in NOT_INHERITED and name not in GEOMETRY and name not in MOVES
    if keyword == "inherit" or (keyword != "initial" and is_inherited):
        return "inherit"
    return INITIAL.get(name, ABSENT) if is_inherited else ABSENT
