"""Rules on the width of the drawing (L001) and the size of its text (L006)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import NamedTuple

from pipeline.check.scene.scene import Flaw, Flaws, Label, Scene, names
from pipeline.kinds import Language, kind_of
from pipeline.normalize.context import WIDEST

SMALLEST, SMALLEST_ON_PHONE = 9.0, 5.0
"""The smallest font sizes that can be read, in px: on a page, and on a phone held closer."""

PHONE = 390.0
"""The width of a phone, in px."""

_IN_FRACTION = 0.7
"""How much smaller the parts of a fraction may be: matplotlib sets them as it sets indices."""

_SLACK, _LEAST = 0.05, 0.05
"""How exact sizes are, and the size below which text is not there, both in px."""


def too_wide(scene: Scene) -> Flaws:
    """Report a drawing that is wider than 800 px, and is therefore shrunk."""
    if scene.authored > WIDEST + _SLACK:
        share = WIDEST / scene.authored
        message = f"the drawing is {scene.authored:.0f} px wide and is shrunk to {share:.0%}"
        hint = f"draw it {WIDEST:.0f} px wide or less: {_narrower(scene)}"
        yield Flaw(scene.root, message, hint)


def _narrower(scene: Scene) -> str:
    otherwise = "move its parts closer together, or put them below each other"
    return _NARROWER.get(kind_of(scene.drawing.kind).language, otherwise)


_NARROWER: Mapping[Language, str] = {
    "python": "a smaller figsize, or a legend below instead of beside",
    "dot": "rankdir=TB, fewer nodes in a rank, or shorter labels",
}


class _View(NamedTuple):
    """Where a reader sees the drawing: its scale there, and the smallest size that can be read."""

    scale: float
    smallest: float
    where: str
    way_out: str


def too_small(scene: Scene) -> Flaws:
    """Report text that is too small where readers see it, one finding for each size.

    That is on the page, at the height to which the site limits pictures, and on a phone. Of these
    the finding names the worst. Indices and the parts of fractions may be smaller.
    """
    largest: dict[object, float] = {}
    for label in scene.labels:
        largest[label.owner] = max(largest.get(label.owner, 0.0), label.size)
    views = list(_views(scene))
    needed = max(view.smallest / view.scale for view in views)
    worst = max(views, key=lambda view: view.smallest / view.scale)
    found: dict[float, list[Label]] = {}
    for label in scene.labels:
        if label.is_visible and label.size >= _LEAST and _is_small(label, largest, needed, scene):
            found.setdefault(round(label.size, 1), []).append(label)
    for size, labels in sorted(found.items()):
        seen = max(0.1, round(size * worst.scale, 1))
        message = f"text is {seen:g} px high {worst.where}: {names(labels)}"
        yield Flaw(labels[0].owner, message, _way_out(needed, scene) + worst.way_out)


def _is_small(label: Label, largest: Mapping[object, float], needed: float, scene: Scene) -> bool:
    size = largest[label.owner] + _SLACK
    return size < needed and (size < _IN_FRACTION * needed or not _has_fraction(label, scene))


def _has_fraction(label: Label, scene: Scene) -> bool:
    """Whether a text is a formula with a fraction or root, whose bars matplotlib puts beside it."""
    group = label.owner.getparent()
    return scene.is_chart and group is not None and group.find("rect") is not None


def _views(scene: Scene) -> Iterator[_View]:
    """The ways in which readers see a drawing."""
    left, _, right, height = scene.viewport
    width = left + right  # The drawing is in the middle of its canvas.
    yield _View(1.0, SMALLEST, "on the page", "")
    limit = scene.drawing.display_height
    if limit and limit < height:
        where = f"where the site shows the drawing {limit} px high (display_height)"
        yield _View(limit / height, SMALLEST, where, ", or make the drawing less high")
    if width > PHONE:
        where = f"on a phone, which shows the drawing {PHONE:.0f} px wide"
        yield _View(PHONE / width, SMALLEST_ON_PHONE, where, ", or make the drawing narrower")


_SHRUNK = re.compile(rb'<g id="graph0" class="graph" transform="scale\((0\.\d+)')
"""How Graphviz fits a graph into what its attribute `size` allows."""


def _way_out(needed: float, scene: Scene) -> str:
    """The size that text must have in the source: a drawing that is too wide is shrunk."""
    if scene.is_graph and (fitted := _SHRUNK.search(scene.drawing.raw)):
        return f"take size=… out of the graph: it shrinks all to {float(fitted[1]):.0%}"
    size = ceil(needed * max(1.0, scene.authored / WIDEST) - _SLACK)
    return f"make it {size} px or more ({0.75 * size:g} pt)"
