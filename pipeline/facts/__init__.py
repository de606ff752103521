"""What a drawing shows, as data, read from the drawing and not from its source.

Raw SVG ─ graph (what Graphviz drew) or figure (what matplotlib's artists held) ─▶ Facts. Texts and
boxes as a reader sees them are added by `pipeline.check.shown`, which knows the scene.
"""

from __future__ import annotations

from pipeline.facts.model import Facts
from pipeline.kinds import kind_of

__all__ = ["read"]


def read(raw: bytes, kind: str) -> Facts:
    """What a raw SVG of a kind says of its graph or its axes; never raises.

    `reason` says why there is less than there could be.
    """
    # What reads is imported late: processes that run scripts import this package, and no XML.
    nature = kind_of(kind).nature
    if nature == "graph":
        from pipeline.facts.graph import graph_facts

        return graph_facts(raw)
    if nature == "chart":
        from pipeline.facts.figure import figure_facts

        return figure_facts(raw)
    return Facts()
