"""The name of an archetype → a question and a source to start from.

`sources/` is a tree of questions like any other: each archetype builds there as it stands, and a
copy differs from it by id and track alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from pipeline.kinds import kind_of
from pipeline.load.syntax.parser import as_yaml
from pipeline.spelling import nearest

SOURCES = Path(__file__).with_name("sources")
NEAR = 3
"""Letters by which a name may be off and still be understood."""


class Archetype(NamedTuple):
    """A drawing to start from, and in a few words when to take it."""

    name: str
    kind: str
    about: str

    def question(self, identifier: str, track: str) -> str:
        """The YAML of a question that carries this drawing."""
        text = (SOURCES / f"{self.name}.yaml").read_text(encoding="utf-8")
        text = text.replace(f"id: {self.name}\n", f"id: {as_yaml(identifier)}\n", 1)
        return text.replace("track: global\n", f"track: {as_yaml(track)}\n", 1)

    @property
    def source(self) -> str:
        """The text of its source."""
        file = f"{self.name}{kind_of(self.kind).ending}"
        return (SOURCES / file).read_text(encoding="utf-8")


ARCHETYPES = (
    Archetype("pipeline", "dot", "stages in a row, and what passes between them"),
    Archetype("ring", "dot", "each node hands on to the next, in a circle"),
    Archetype("tree", "dot", "levels of nodes, each with one parent"),
    Archetype("fan-out", "dot", "one asks many, one gathers their answers"),
    Archetype("hierarchy", "dot", "boxes that hold others, and their links"),
    Archetype("curve", "matplotlib", "a curve, and where it crosses a limit"),
    Archetype("gantt", "matplotlib", "bars in rows: who works on what, and when"),
    Archetype("roofline", "matplotlib", "what a machine allows, and what is reached"),
    Archetype("timeline", "matplotlib", "events along one line of time"),
    Archetype("heat-map", "matplotlib", "a grid of numbers, coloured by value"),
    Archetype("boxes-and-arrows", "svg", "boxes on a grid, with arrows"),
    Archetype("memory-map", "svg", "regions of memory, with their addresses"),
)
"""Of each kind the default comes first."""


def of_kind(kind: str) -> list[Archetype]:
    """The archetypes of a kind; the first is its default."""
    return [each for each in ARCHETYPES if each.kind == kind]


def named(name: str) -> Archetype | None:
    """The archetype of that name, however its words are joined and written."""
    wanted = _letters(name)
    return next((each for each in ARCHETYPES if _letters(each.name) == wanted), None)


def meant(name: str) -> str | None:
    """The name that is near to one that is unknown, or begins or ends like it."""
    names = [each.name for each in ARCHETYPES]
    wanted = _letters(name)
    parts = [n for n in names if len(wanted) > 2 and wanted in _letters(n)]
    return nearest(name, names, min(NEAR, len(name) // 2)) or next(iter(parts), None)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
