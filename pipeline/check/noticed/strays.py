"""Legends, lines, axes and all that is painted → those that nothing is drawn of (C005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from pipeline.check.scene.colour import hex_of, is_grey
from pipeline.check.scene.geometry import Bounds
from pipeline.check.scene.scene import Flaw, Flaws, Scene
from pipeline.facts.model import MOST_POINTS, Axes, Entry, Facts, Line

_HANDLE = 72.0
"""In px: how far from its label the sign of an entry lies in a legend."""


def strays(facts: Facts, scene: Scene) -> Flaws:
    """Entries, lines and axes that nothing is drawn of."""
    yield from _empty(facts.axes)
    entries = [entry for axes in facts.axes for entry in axes.legend if entry.label]
    stray = {entry.label: entry for entry in _stray(entries, scene)}
    lost = _lost(facts, {entry.label for entry in entries} - {*stray})
    for line in lost:
        name = f"“{line.label}”" if line.label else f"of {line.n:,} points"
        what = "no two finite values in a row" if line.runs else "no finite value"
        hint = "look for what makes its values nan or inf, or take it out"
        if line.runs:
            hint = 'take the nan between its values out, or give it a marker: marker="o"'
        message = f"the line {name} has {what}, and nothing of it is drawn"
        yield Flaw(None, message, hint, line.label)
    for entry in stray.values():
        if all(entry.label != line.label for line in lost):
            first = entry.colours[0]
            message = f"nothing drawn has the colour of “{entry.label}” in the legend, {first}"
            hint = "give what it means that colour, or take the entry out"
            yield Flaw(None, message, hint, entry.label)


def _empty(every: Sequence[Axes]) -> Flaws:
    """Axes that show a frame and numbers, and no data.

    Bad: `plt.subplots(2, 2)` with three charts. Good: the same with `axes[1, 1].axis("off")`.
    """
    charts = [axes for axes in every if not axes.is_colorbar]
    empty = [axes for axes in charts if axes.is_empty]
    if empty:
        which = f"{len(empty)} of {len(charts)} axes"
        if len(empty) == 1 and (title := empty[0].title):
            which = f"the axes “{title}”"
        elif len(charts) == 1:
            which = "the axes"
        hint = 'draw into them, or leave them out: ax.axis("off")'
        yield Flaw(None, f"nothing is drawn in {which}", hint, empty[0].title)


def _lost(facts: Facts, meant: Container[str]) -> list[Line]:
    """Lines of which nothing has a place, and that are not only there for a legend.

    Bad: `ax.plot(x, np.full(len(x), np.nan))`, and a line without markers of which each second
    value is nan. Good: empty lines and single points, which stand for what a legend names, and a
    line of other values with a gap.
    """
    if facts.reason:  # then points are missing because they were too many
        return []
    every = (line for axes in facts.axes for line in (*axes.lines, *axes.points))
    return [line for line in every if line.n > 1 and _is_lost(line) and line.label not in meant]


def _is_lost(line: Line) -> bool:
    """Whether nothing of a line shows: of a joined one a mark, or two points in a row."""
    is_bare = line.is_joined and not line.marker and line.n <= MOST_POINTS
    return all(len(run) < 1 + is_bare for run in line.runs)


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
