"""All facts, functions and names that a claim can use."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from pipeline.claims.known import of_bars, of_boxes, of_curves, of_graphs, of_texts
from pipeline.claims.known.fact import FACTS
from pipeline.claims.measures.units import KNOWN, SPELT_OUT

MODULES = (of_texts, of_graphs, of_boxes, of_curves, of_bars)
"""The modules that hold the facts, in the order of docs/claims.md."""

assert FACTS, "importing the modules fills it"

FUNCTIONS: Mapping[str, tuple[Callable[[float], float], bool]] = {
    "abs": (abs, True),
    "ceil": (math.ceil, True),
    "exp": (math.exp, False),
    "floor": (math.floor, True),
    "ln": (math.log, False),
    "log2": (math.log2, False),
    "log10": (math.log10, False),
    "round": (round, True),
    "sqrt": (math.sqrt, False),
}
"""Functions of one number, and whether they keep its unit."""

OF_MANY = ("sum", "max", "min", "count")
"""Functions of several numbers: those of bars, or a param that is a list."""

WORDS = ("and",)
NAMES = (*FACTS, *FUNCTIONS, *OF_MANY)


def reserved(name: str) -> str:
    """What a name already is, so that no param may have it; "" for one that is free.

    Units of one letter and those that are words, such as frames, are free: a unit follows a
    number, and a param does not.
    """
    if name in FACTS:
        return "a fact"
    if name in FUNCTIONS or name in OF_MANY:
        return "a function"
    if name in WORDS:
        return "a word of claims"
    return "a unit" if name in KNOWN and len(name) > 1 and name not in SPELT_OUT else ""
