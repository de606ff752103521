"""Rule on entries of a legend that differ only in colour (A005)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lxml import etree

from pipeline.check.scene.colour import (
    DEUTERANOPIA,
    PROTANOPIA,
    Blindness,
    as_seen,
    distance,
    hex_of,
    lab,
    linear,
)
from pipeline.check.scene.geometry import Bounds, meet
from pipeline.check.scene.grid import Grid
from pipeline.check.scene.scene import Flaw, Flaws, Label, Paint, Scene, Shape, names
from pipeline.normalize.context import pairs

_WIDEST, _TALLEST = 64.0, 32.0
_FURTHEST = 24.0
_ASKEW = 2.0
_LONGEST = 40
"""The most entries of a legend: a longer one is a table or a heat map."""

_TOLD, _ALIKE, _LOST = 0.05, 0.045, 0.7
"""Differences of two colours: most readers see more than `_TOLD`. A reader with a colour blindness
sees less than `_ALIKE`, and less than the share `_LOST` of what other readers see."""

_COLOURS = frozenset(("fill", "stroke", "color", "id", "href"))
"""Attributes in which the patterns of two marks may differ, and draw the same in other colours."""

_KINDS = (("deuteranopia", DEUTERANOPIA), ("protanopia", PROTANOPIA))


Key = tuple[Shape, Label]
"""An entry of a legend: its mark, and the label beside it."""


def told_by_colour_alone(scene: Scene) -> Flaws:
    """Report two entries of a legend that differ only in colour, if some readers cannot see it.

    The colours are compared as readers with deuteranopia and protanopia see them (Machado 2009).
    """
    for (one, first), (other, second) in _alike(scene):
        for kind, matrix in _KINDS:
            if _fall_together(one, other, matrix):
                message = (
                    f"{names([first])} and {names([second])} differ in colour alone "
                    f"({_colour(one)}, {_colour(other)}), and look alike with {kind}"
                )
                hint = (
                    "give them other dashes, marks, hatches or outlines too, or label them in place"
                )
                yield Flaw(second.element, message, hint)
                break


def _alike(scene: Scene) -> Iterator[tuple[Key, Key]]:
    """Each pair of entries of one legend whose marks differ in nothing but colour."""
    legends: dict[tuple[object, ...], list[Key]] = {}
    for mark, label in _keys(scene):
        looks = (*_looks(mark), _hatch(mark, scene.root))
        legends.setdefault(looks, []).append((mark, label))
    for keys in legends.values():
        if len(keys) <= _LONGEST:
            for one, other in combinations(keys, 2):
                if _is_in_line(one[0], other[0]):
                    yield one, other


def _keys(scene: Scene) -> Iterator[Key]:
    """Each small mark that has a label to its right and no label inside."""
    small = [shape for shape in scene.shapes if _is_small(shape)]
    if not _differ_in_colour(small):
        return
    labels = Grid(scene.lines, *scene.viewport[2:])
    for label in scene.lines:
        left, top, _, bottom = label.bounds
        beside = (left - _FURTHEST, top, left, bottom)
        near = scene.near(beside, label.order)
        marks = [shape for shape in near if _is_mark(shape, label.bounds)]
        if marks and label.is_visible:
            mark = max(marks, key=lambda shape: (shape.bounds[2], shape.order))
            within = labels.near(mark.bounds, label.order)
            if not any(meet(mark.bounds, (*other.centre, *other.centre)) for other in within):
                yield mark, label


def _is_small(shape: Shape) -> bool:
    left, top, right, bottom = shape.bounds
    return 2 < right - left < _WIDEST and bottom - top < _TALLEST


def _differ_in_colour(shapes: list[Shape]) -> bool:
    """Whether two shapes are filled and stroked in the same way, but in different colours."""
    paints = {(shape.fill, shape.stroke) for shape in shapes}
    return len(paints) > len({(bool(fill), bool(stroke)) for fill, stroke in paints})


def _is_mark(shape: Shape, label: Bounds) -> bool:
    """Whether a shape is small and just left of a label."""
    _, top, right, bottom = shape.bounds
    middle = (top + bottom) / 2
    is_beside = 0 <= label[0] - right < _FURTHEST and label[1] - 2 <= middle <= label[3] + 2
    return is_beside and _is_small(shape)


def _is_in_line(one: Shape, other: Shape) -> bool:
    """Whether two marks are in one row or one column, as the marks of a legend are."""
    return any(abs(a - b) < _ASKEW for a, b in zip(one.bounds, other.bounds, strict=True))


def _looks(mark: Shape) -> tuple[object, ...]:
    """Everything in which marks can differ, except colour and place."""
    form = tuple(len(points) for points in mark.outline)
    width = round(mark.bounds[2] - mark.bounds[0])
    return (mark.form, form, mark.dashes, round(mark.stroke_width, 1), width, bool(mark.fill))


def _hatch(mark: Shape, root: etree._Element) -> tuple[object, ...]:
    """What the pattern that fills a mark draws, whatever its colours; empty for a plain fill."""
    around = (mark.element, *mark.element.iterancestors())
    fill = next(filter(None, (each.get("fill") for each in around)), "")
    if not fill.startswith("url("):
        return ()
    named = {f"url(#{each.get('id')})": each for each in root.iter("pattern")}
    drawn = [*named[fill].iter()] if fill in named else []
    used = {each.get("href", "").lstrip("#") for each in drawn}
    drawn += [each for each in root.iter() if each.get("id") in used]
    return tuple(
        (each.tag, *((name, value) for name, value in pairs(each) if name not in _COLOURS))
        for each in drawn
    )


def _fall_together(one: Shape, other: Shape, kind: Blindness) -> bool:
    """Whether other readers can tell two marks apart, and one with this blindness cannot."""
    told = 0.0
    for mine, yours in ((one.fill, other.fill), (one.stroke, other.stroke)):
        if bool(mine) != bool(yours):
            return False
        if not mine:
            continue
        usual = distance(lab(linear(mine[0])), lab(linear(yours[0])))
        seen = distance(as_seen(mine[0], kind), as_seen(yours[0], kind))
        if seen > _ALIKE or seen > max(_LOST * usual, 0.02):
            return False
        told = max(told, usual)
    return told > _TOLD


def _colour(mark: Shape) -> str:
    paint: Paint = mark.stroke or mark.fill
    return hex_of((mark.fill or paint)[0])
