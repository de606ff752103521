"""An attribute → what about it concerns later passes, so that they look at nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.normalize.allowed import ATTRIBUTES

Concern = Literal["reference", "unit", "colour"]

REFERRING = frozenset(
    name for name, kind in ATTRIBUTES.items() if kind in ("url", "paint", "href")
) | {"style"}
LENGTHS = frozenset(
    name
    for name, kind in ATTRIBUTES.items()
    if kind in ("x", "y", "length", "xs", "ys", "sum", "precise")
)
COLOURED = frozenset(("fill", "stroke", "stop-color", "flood-color", "lighting-color", "style"))
UNIT = re.compile(r"[a-zA-Z%]")


@lru_cache(maxsize=16384)
def concerns_of(name: str, value: str) -> tuple[Concern, ...]:
    """That a value may refer to an element, bears a unit, or the colour around it."""
    found: list[Concern] = []
    if name == "href" or ("(" in value and name in REFERRING):
        found.append("reference")
    if name in LENGTHS and UNIT.search(value):
        found.append("unit")
    if name in COLOURED and "currentcolor" in value.lower():
        found.append("colour")
    return tuple(found)
