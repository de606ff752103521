"""Which visuals a run was asked for."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Visual


class Wanted(NamedTuple):
    """What a run was asked for: the visuals with these `ids`, None for all; `always`: if fresh too.

    doit is given the tasks of only those that are to be built.
    """

    ids: frozenset[str] | None = None
    always: bool = False

    def includes(self, visual: Visual) -> bool:
        """Whether a visual was asked for."""
        return self.ids is None or visual.id in self.ids


EVERYTHING = Wanted()
"""What a plain `doit` is asked for."""
