"""What a drawing shows, as data, read from the drawing and not from its source.

Raw SVG ─ graph (what Graphviz drew) or figure (what matplotlib's artists held) ─▶ Facts. Texts and
boxes as a reader sees them are added by `pipeline.check.shown`, which knows the scene.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.facts.figure import figure_facts
from pipeline.facts.graph import graph_facts
from pipeline.facts.model import Facts
from pipeline.kinds import kind_of

__all__ = ["read"]

_READERS: Mapping[str, Callable[[bytes], Facts]] = {"graph": graph_facts, "chart": figure_facts}


def read(raw: bytes, kind: str) -> Facts:
    """What a raw SVG of a kind says of its graph or its axes; never raises.

    `reason` says why there is less than there could be.
    """
    reader = _READERS.get(kind_of(kind).nature)
    return reader(raw) if reader else Facts()
