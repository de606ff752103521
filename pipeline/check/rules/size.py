"""Rules on the width of the drawing (L001) and the size of its text (L006)."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.check.scene.scene import Flaw, Flaws, Label, Scene, names
from pipeline.kinds import Language, kind_of
from pipeline.normalize.context import WIDEST

SMALLEST = 9.0
"""The smallest font size that is easy to read, in px of the canvas."""

_SLACK = 0.05


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


def too_small(scene: Scene) -> Flaws:
    """Report text that is smaller than 9 px in the built SVG, one finding for each size.

    Superscripts and subscripts may be smaller beside text that is large enough.
    """
    largest: dict[object, float] = {}
    for label in scene.labels:
        largest[label.owner] = max(largest.get(label.owner, 0.0), label.size)
    found: dict[float, list[Label]] = {}
    for label in scene.labels:
        if label.is_visible and max(largest[label.owner], label.size) < SMALLEST - _SLACK:
            found.setdefault(round(label.size, 1), []).append(label)
    for size, labels in sorted(found.items()):
        message = f"text is {size:g} px high on the page: {names(labels)}"
        yield Flaw(labels[0].owner, message, f"make it {SMALLEST:.0f} px or more (6.75 pt)")
