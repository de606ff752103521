"""An attribute → whether renderers can read its value, and what about it concerns later passes."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.allowed import ATTRIBUTES, PRESENTATION
from pipeline.normalize.context import Concern
from pipeline.normalize.styles.properties import WIDE, is_computed, is_valid
from pipeline.normalize.styles.settled import settled
from pipeline.normalize.values.arithmetic import Units, compute
from pipeline.normalize.values.colours import is_plain_function
from pipeline.normalize.values.lengths import EM, LENGTH_ATTRIBUTES, NUMBER, ONE_NUMBER, PX, UNIT
from pipeline.normalize.values.transform import parse_transform
from pipeline.normalize.values.viewport import VIEW_BOX

_UNIT = rf"(?:{'|'.join([*filter(None, PX), *EM])}|r(?:em|ex|ch|cap|ic)|[sld]?v(?:[wihb]|min|max))"
_LIST = re.compile(
    rf"\s*+{NUMBER}{_UNIT}?(?>(?:(?:\s++,?|,)\s*+{NUMBER}{_UNIT}?)*)\s*+", re.IGNORECASE
)
_ONE = re.compile(rf"\s*+{NUMBER}{_UNIT}?\s*+", re.IGNORECASE)
_WITH_UNIT = re.compile(r"[a-df-zA-DF-Z%]|[eE](?![-+0-9])")
PRECISE = re.compile(
    rf"((?>{NUMBER}))({_UNIT}|deg|g?rad|turn)?(?:\s*+,\s*+|\s++|(?=[-+.])|\Z)", re.IGNORECASE
)
"""One number of a list in units of its own, as loosely written as renderers read it."""

_PRECISE = re.compile(rf"\s*+(?>(?>{PRECISE.pattern})+)", re.IGNORECASE)
_SHARE = re.compile(rf"\s*+{NUMBER}%?\s*+")
_UNRESOLVED = re.compile(r"\b(?:var|env|attr)\(", re.IGNORECASE)
_KEYWORDS = re.compile(r"[a-zA-Z\s-]+")
_OF_LENGTHS = frozenset(("auto", "auto-start-reverse", "left", "center", "right", "top", "bottom"))
"""Words that stand for a length or an angle in an attribute that is no property."""

_PROBE = Units(13.7, 971.3, 17.9, 1003.1, 709.7)
"""Some units, to try a calculation: it, or what stands beside or around it, may be nonsense."""

_LARGEST = 1e300
"""No unit takes what is smaller out of what a float holds."""

_MAY_HOLD_URLS = frozenset(("id", "url", "paint", None))
_FOREIGN = re.compile(r"[\\@{}<>&]")
_MEANINGFUL_WHEN_EMPTY = frozenset(("systemLanguage", "requiredExtensions", "requiredFeatures"))
_MEASURED = frozenset(("x", "y", "length", "xs", "ys"))
_NOT_BELOW_0 = frozenset(("rx", "ry", "textLength"))
"""Not sizes: what has one below 0 is not drawn at all."""

_BELOW_0 = re.compile(r"\s*-[0.]*[1-9]")
_LISTED = frozenset(("xs", "ys"))
_COMPUTED = frozenset((*_MEASURED, "number", "precise"))

_READ_IN_PART = frozenset(("id", "href", "path", "points", None))

_LENGTHS = frozenset(
    ("fx", "fy", "fr", "refX", "refY", "markerWidth", "markerHeight", "startOffset")
)
"""What is a length among what is measured in a unit of its own."""

REFERRING = frozenset(name for name, kind in ATTRIBUTES.items() if kind in ("url", "paint", "href"))


@lru_cache(maxsize=16384)
def known_attribute(name: str, value: str) -> tuple[str | None, tuple[Concern, ...]]:
    """The value as `read_attribute` has it, and what about it concerns later passes."""
    read = read_attribute(name, value)
    return read, concerns_of(name, read or "")


def read_attribute(name: str, value: str) -> str | None:
    """The value of an attribute as every renderer reads it; None where none can."""
    if _is_malformed(name, value):
        return "" if name == "systemLanguage" else None  # a language that no reader has
    if ATTRIBUTES.get(name) in _COMPUTED:
        value = value.strip()
    if name not in PRESENTATION:
        return value
    return (settled(name, value) or None) if is_valid(name, value, "attribute") else None


def is_unread(name: str, value: str) -> bool:
    """Whether no browser reads a value that its author wrote, so that it counts for nothing.

    A function may be one that only a browser knows, of a path its beginning is drawn, and some
    editors write `null` where nothing is set.
    """
    kind, text = ATTRIBUTES.get(name), value.strip().lower()
    if kind in _READ_IN_PART or text in ("", "null", "none", *WIDE) or _UNRESOLVED.search(value):
        return False
    if kind == "transform":
        return parse_transform(value) is None
    if "(" in value and not is_plain_function(value):
        return False
    if name in PRESENTATION:
        return _is_malformed(name, value) or not is_valid(name, value, "attribute")
    if kind in _COMPUTED and _KEYWORDS.fullmatch(value):
        return text not in _OF_LENGTHS
    return _is_malformed(name, value)


def is_list(name: str, value: str) -> bool:
    """Whether a value is several places, which only the letters of a text can have."""
    if ATTRIBUTES.get(name) not in _LISTED:
        return False
    text = (compute(value, _PROBE) or "") if is_computed(value) else value
    return bool(_LIST.fullmatch(text)) and not _ONE.fullmatch(text)


def is_beyond(name: str, value: str) -> bool:
    """Whether a browser may read a value that no attribute of the normal form can hold."""
    if ATTRIBUTES.get(name) in _COMPUTED and is_computed(value):
        return compute(value, _PROBE) is None
    return (
        name in PRESENTATION
        and bool(value.strip())
        and not _FOREIGN.search(value)
        and is_valid(name, value, "attribute")
        and settled(name, value) is None
    )


@lru_cache(maxsize=4096)
def concerns_of(name: str, value: str) -> tuple[Concern, ...]:
    """That a value may refer, bear a unit, be a list of places, or be what no browser reads."""
    found: list[Concern] = []
    if name == "href" or ("(" in value and name in REFERRING):
        found.append("reference")
    is_measured = name in LENGTH_ATTRIBUTES or "(" in value
    if is_measured and UNIT.search(value) and ATTRIBUTES.get(name) in _COMPUTED:
        found.append("unit")
    if is_list(name, value):
        found.append("list")
    if is_unread(name, value):
        found.append("unread")
    return tuple(found)


def _is_readable(name: str, kind: str, value: str) -> bool:
    """Whether a value is one of its kind; what only looks wrong in a word is left to renderers."""
    if kind in _COMPUTED and not value.isascii():  # white space and digits of other scripts
        return False
    if kind in _COMPUTED and is_computed(value):
        if kind == "precise" and not _may_bear_units(name):  # no CSS, so no calculation
            return False
        probe = compute(value, _PROBE)
        return probe is not None and not is_computed(probe) and _is_readable(name, kind, probe)
    if kind == "number":
        return _is_bounded(value)
    if kind in _MEASURED:
        may_be_list = kind in _LISTED or name in PRESENTATION
        if (_LIST if may_be_list else _ONE).fullmatch(value):
            return _is_bounded(value) and not (name in _NOT_BELOW_0 and _BELOW_0.match(value))
        return bool(_KEYWORDS.fullmatch(value))
    if kind == "precise":
        is_read = _PRECISE.fullmatch(value) if _may_bear_units(name) else _is_bare(name, value)
        return _is_bounded(value) if is_read else bool(_KEYWORDS.fullmatch(value))
    return True


def _may_bear_units(name: str) -> bool:
    return name in _LENGTHS or name == "orient"


def _is_bare(name: str, value: str) -> bool:
    if name == "viewBox":
        return VIEW_BOX.fullmatch(value) is not None
    if name == "offset":
        return _SHARE.fullmatch(value) is not None
    return _PRECISE.fullmatch(value) is not None and not _WITH_UNIT.search(value)


def _is_bounded(value: str) -> bool:
    if len(value) < 30 and "e" not in value.lower():
        return True
    return all(abs(float(number)) < _LARGEST for number in ONE_NUMBER.findall(value))


def _is_malformed(name: str, value: str) -> bool:
    """Whether a value holds what a value of its kind never does, or nothing at all."""
    if not value.strip() and name not in _MEANINGFUL_WHEN_EMPTY:
        return True
    kind = ATTRIBUTES.get(name)
    if kind != "id" and _FOREIGN.search(value):
        return True
    if "url(" in value.lower() and (kind not in _MAY_HOLD_URLS or name.startswith("{")):
        return True
    if "(" in value and (
        _UNRESOLVED.search(value) or (kind not in _COMPUTED and is_computed(value))
    ):
        return kind != "id"
    return kind is not None and not _is_readable(name, kind, value)
