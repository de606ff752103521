"""Legends, lines and all that is painted → entries and lines that nothing is drawn of (C005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from pipeline.check.scene.colour import hex_of, is_grey
from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.scene import Flaw, Flaws, Scene
from pipeline.facts.model import Entry, Facts, Line

_HANDLE = 72.0
"""In px: how far from its label the sign of an entry lies in a legend."""


def strays(facts: Facts, scene: Scene) -> Flaws:
    """Entries and lines that nothing is drawn of."""
    entries = [entry for axes in facts.axes for entry in axes.legend if entry.label]
    stray = {entry.label: entry for entry in _stray(entries, scene)}
    lost = _lost(facts, {entry.label for entry in entries} - {*stray})
    for line in lost:
        name = f"“{line.label}”" if line.label else f"of {line.n:,} points"
        message = f"the line {name} has no finite value, and nothing of it is drawn"
        hint = "look for what makes its values nan or inf, or take it out"
        yield Flaw(None, message, hint, line.label)
    for entry in stray.values():
        if all(entry.label != line.label for line in lost):
            first = entry.colours[0]
            message = f"nothing drawn has the colour of “{entry.label}” in the legend, {first}"
            hint = "give what it means that colour, or take the entry out"
            yield Flaw(None, message, hint, entry.label)


def _lost(facts: Facts, meant: Container[str]) -> list[Line]:
    """Lines of which no point has a place, and that are not only there for a legend.

    Bad: `ax.plot(x, np.full(len(x), np.nan))`. Good: empty lines and single points, which stand for
    what a legend names, and a line of other values with a gap.
    """
    if facts.reason:  # then points are missing because they were too many
        return []
    every = (line for axes in facts.axes for line in (*axes.lines, *axes.points))
    return [line for line in every if line.n > 1 and not line.runs and line.label not in meant]


def _stray(entries: Sequence[Entry], scene: Scene) -> Iterator[Entry]:
    """Entries of a legend whose colour nothing in the drawing has.

    Bad: `ax.legend(handles=[Patch(color="#c44", label="idle")])` where nothing is of that colour.
    Good: the same where bars, lines, areas or texts are, and signs in grey, which stand for a dash,
    a mark or a hatch of any colour.
    """
    coloured = [entry for entry in entries if not all(map(is_grey, entry.colours))]
    signs = [_beside(room) for room in _labels(coloured, scene)] if coloured else []
    seen = set(_colours(scene, signs)) if signs else set()
    yield from (entry for entry in coloured if signs and seen.isdisjoint(entry.colours))


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
