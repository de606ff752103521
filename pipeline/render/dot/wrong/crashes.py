"""A crash of Graphviz → the finding at what it most likely comes of."""

from __future__ import annotations

from pipeline.model import Finding
from pipeline.render.dot.lookup import Source

_HINT = (
    "Graphviz can crash at labels of edges within rank=same: write xlabel in the place of label "
    "there, or take rank=same out"
)


def at_its_cause(found: Finding, source: Source) -> Finding:
    """The finding on a crash, at the label of an edge in one rank if there is one."""
    label = next(source.labels_in_one_rank(), None)
    if label is None:
        return found
    line, column = label.place
    return found._replace(line=line, column=column, hint=_HINT)
