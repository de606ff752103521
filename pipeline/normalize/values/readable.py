"""An attribute → whether renderers can read its value, and what about it concerns later passes."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Concern
from pipeline.normalize.styles.css import is_computed
from pipeline.normalize.values.lengths import EM, LENGTH_ATTRIBUTES, NUMBER, PX, UNIT

_NUMBER = re.compile(NUMBER)
_UNIT = rf"(?:{'|'.join([*filter(None, PX), *EM])})"
_LIST = re.compile(rf"\s*{NUMBER}{_UNIT}?(?:(?:\s*,\s*|\s+){NUMBER}{_UNIT}?)*\s*", re.IGNORECASE)
PRECISE = re.compile(
    rf"((?>{NUMBER}))({_UNIT}|deg|g?rad|turn)?(?:\s*+,\s*+|\s++|(?=[-+.])|\Z)", re.IGNORECASE
)
"""One number of a list in units of its own, as loosely written as renderers read it."""

_PRECISE = re.compile(rf"\s*+(?>(?>{PRECISE.pattern})+)", re.IGNORECASE)
_KEYWORDS = re.compile(r"[a-zA-Z\s-]+")
_LARGEST = 1e300
"""No unit takes what is smaller out of what a float holds."""

_MAY_HOLD_URLS = frozenset(("id", "url", "paint", None))
_FOREIGN = re.compile(r"[\\@{}<>&]")
_MEANINGFUL_WHEN_EMPTY = frozenset(("systemLanguage", "requiredExtensions", "requiredFeatures"))
_MEASURED = frozenset(("x", "y", "length", "xs", "ys", "number"))

REFERRING = frozenset(
    name for name, kind in ATTRIBUTES.items() if kind in ("url", "paint", "href")
) | {"style"}
COLOURED = frozenset(("fill", "stroke", "stop-color", "flood-color", "lighting-color", "style"))


@lru_cache(maxsize=16384)
def concerns_of(name: str, value: str) -> tuple[Concern, ...] | None:
    """That a value may refer, bear a unit, or be the colour around it; None if it is malformed."""
    if _is_malformed(name, value):
        return None
    found: list[Concern] = []
    if name == "href" or ("(" in value and name in REFERRING):
        found.append("reference")
    if name in LENGTH_ATTRIBUTES and UNIT.search(value):
        found.append("unit")
    if name in COLOURED and "currentcolor" in value.lower():
        found.append("colour")
    return tuple(found)


def _is_readable(kind: str, value: str) -> bool:
    """Whether a value is one of its kind; what only looks wrong in a word is left to renderers."""
    if kind in _MEASURED:
        return _is_bounded(value) if _LIST.fullmatch(value) else bool(_KEYWORDS.fullmatch(value))
    if kind == "precise":
        return _is_bounded(value) if _PRECISE.fullmatch(value) else bool(_KEYWORDS.fullmatch(value))
    return True


def _is_bounded(value: str) -> bool:
    if len(value) < 30 and "e" not in value.lower():
        return True
    return all(abs(float(number)) < _LARGEST for number in _NUMBER.findall(value))


def _is_malformed(name: str, value: str) -> bool:
    """Whether a value holds what a value of its kind never does, or nothing at all."""
    if not value.strip() and name not in _MEANINGFUL_WHEN_EMPTY:
        return True
    kind = ATTRIBUTES.get(name)
    if kind != "id" and _FOREIGN.search(value):
        return True
    if "(" in value and _is_misplaced(name, kind, value):
        return True
    return kind is not None and not _is_readable(kind, value)


def _is_misplaced(name: str, kind: str | None, value: str) -> bool:
    """Whether a value refers where its kind never does, or is computed where only a style is."""
    if "url(" in value.lower() and (kind not in _MAY_HOLD_URLS or name.startswith("{")):
        return True
    return kind is not None and is_computed(value)
