"""All facts, functions and names that a claim can use, and the pattern of claims for editors."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

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


def schema_pattern() -> str:
    """The regular expression for claims that an editor checks them by: what has that shape.

    A name before a bracket is known, a fact is named, and each part compares or is a shape.
    """
    text = r"""(?:"[^"]*"|'[^']*')"""
    facts, calls = _either(FACTS), _either(NAMES)
    keys = _either({key.name for each in FACTS.values() for key in each.keys})
    known = rf"""(?=(?:{text}|{calls}\b|[A-Za-z_]\w*(?!\w|\s*\()|[^"'A-Za-z_])*$)"""
    named = rf"""(?=(?:{text}|[^"'])*?\b{facts}\b)"""
    word = rf"""{text}|{keys}\s*=|(?!{keys}\s*=|and\b)[A-Za-z_]\w*|[^"'A-Za-z_<>=≈~≠≤≥!"""
    side = rf"\s*(?:{word}\s])(?:{word}])*"
    shapes = _either(name for name, each in FACTS.items() if each.is_shape)
    part = rf"(?:\s*{shapes}\s*|{side}(?:(?:[<>=]=?|[≈~≠≤≥]|!=){side})+)"
    return rf"^{known}{named}{part}(?:\band\b{part})*$"


def _either(names: Iterable[str]) -> str:
    """A group that is one of the names, the longer before those that they begin with."""
    return f"(?:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})"
