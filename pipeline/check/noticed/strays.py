"""Legends and all that is painted → entries whose colour nothing has (C005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.check.scene.colour import hex_of, is_grey
from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.scene import Flaw, Flaws, Scene
from pipeline.facts.model import Axes, Entry

_HANDLE = 72.0
"""In px: how far from its label the sign of an entry lies in a legend."""


def stray_entries(every: Sequence[Axes], scene: Scene) -> Flaws:
    """An entry of a legend whose colour nothing in the drawing has.

    Bad: `ax.legend(handles=[Patch(color="#c44", label="idle")])` where nothing is of that colour.
    Good: the same where bars, lines, areas or texts are, and signs in grey, which stand for a dash,
    a mark or a hatch of any colour.
    """
    entries = [entry for axes in every for entry in axes.legend
               if entry.label and not all(map(is_grey, entry.colours))]  # fmt: skip
    if not entries:
        return
    signs = [_beside(room) for room in _labels(entries, scene)]
    seen = set(_colours(scene, signs)) if signs else set()
    for entry in entries if signs else ():
        if seen.isdisjoint(entry.colours):
            message = (
                f"nothing drawn has the colour of “{entry.label}” in the legend, {_first(entry)}"
            )
            hint = "give what it means that colour, or take the entry out"
            yield Flaw(None, message, hint, entry.label)


def _first(entry: Entry) -> str:
    return entry.colours[0]


def _labels(entries: Sequence[Entry], scene: Scene) -> Iterator[Bounds]:
    """Where the labels of entries stand in legends: these are drawn after the labels of points."""
    for label, count in Counter(entry.label for entry in entries).items():
        alike = [line.bounds for line in scene.lines if line.text.strip() == label]
        yield from alike[-count:]


def _beside(label: Bounds) -> Bounds:
    left, top, right, bottom = label
    return left - _HANDLE, top - 3, right + _HANDLE, bottom + 3


def _colours(scene: Scene, signs: Sequence[Bounds]) -> Iterator[str]:
    """The colours of all that is painted and that is no sign beside one of those labels."""
    for shape in scene.shapes:
        if not any(_is_within(shape.bounds, sign) for sign in signs):
            yield from (hex_of(colour) for colour in (*shape.fill, *shape.stroke))
    for line in scene.lines:
        yield from (hex_of(colour) for colour in line.fill)


def _is_within(box: Bounds, room: Bounds) -> bool:
    middle = (box[1] + box[3]) / 2
    return room[0] <= box[0] and box[2] <= room[2] and room[1] <= middle <= room[3]
