"""An attribute → what about it concerns later passes, so that they look at nothing else."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalize.allowed import ATTRIBUTES
from pipeline.normalize.context import Concern
from pipeline.normalize.values.lengths import LENGTH_ATTRIBUTES, UNIT
from pipeline.normalize.values.readable import is_malformed

REFERRING = frozenset(
    name for name, kind in ATTRIBUTES.items() if kind in ("url", "paint", "href")
) | {"style"}
COLOURED = frozenset(("fill", "stroke", "stop-color", "flood-color", "lighting-color", "style"))


@lru_cache(maxsize=16384)
def concerns_of(name: str, value: str) -> tuple[Concern, ...] | None:
    """That a value may refer, bear a unit, or be the colour around it; None if it is malformed."""
    if is_malformed(name, value):
        return None
    found: list[Concern] = []
    if name == "href" or ("(" in value and name in REFERRING):
        found.append("reference")
    if name in LENGTH_ATTRIBUTES and UNIT.search(value):
        found.append("unit")
    if name in COLOURED and "currentcolor" in value.lower():
        found.append("colour")
    return tuple(found)
