"""A tree in normal form → its Scene: one walk in paint order, references followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from lxml import etree

from pipeline.check.scene.geometry import (
    EVERYWHERE,
    Bounds,
    around,
    bounds_of,
    common,
    corners,
    meet,
    placed,
)
from pipeline.check.scene.grid import Grid
from pipeline.check.scene.looks import DECIDING, INHERITED, Look, deciding
from pipeline.check.scene.outline import (
    ANYWHERE,
    ENDS,
    MARKED,
    Outline,
    clip_bounds,
    fitted,
    marked,
    number,
    outline,
)
from pipeline.check.scene.scene import Label, Scene, Shape
from pipeline.check.scene.stretches import Stretch, stretches
from pipeline.normalize.allowed import SHAPES, UNPAINTED
from pipeline.normalize.context import Context
from pipeline.normalize.passes.canvas import margin
from pipeline.normalize.passes.links.references import Ids, ids_of
from pipeline.normalize.styles.syntax import references
from pipeline.normalize.values.transform import IDENTITY, Matrix, magnification, multiply

MOST_PAINTED = 5_000
"""No more shapes than this are looked at: a drawing with more is a cloud of points."""

_MOST_ROWS = 40
"""So many lines back a stretch may belong to one that is there already."""

_DEEPEST = 40


class _Place(NamedTuple):
    """Where an element is: what takes it to the canvas, and what of it can be seen."""

    matrix: Matrix = IDENTITY
    clip: Bounds = EVERYWHERE
    depth: int = 0


class Walk:
    """Collects what is painted, each thing with its place in the order of painting."""

    def __init__(self, root: etree._Element) -> None:
        self.labels: list[Label] = []
        self.lines: list[Label] = []
        self.shapes: list[Shape] = []
        self.marks: list[Shape] = []
        self._root = root
        self._order = 0
        self._outlines: dict[etree._Element, Outline | None] = {}
        self._clips: dict[tuple[str, Matrix], Bounds] = {}
        look = Look({}, 1.0, True, self._find).within(deciding(root, INHERITED))
        self._visit(root, _Place(), look)

    @cached_property
    def _ids(self) -> Ids:
        return ids_of(self._root)

    def _find(self, name: str) -> etree._Element | None:
        return self._ids.get(name)

    def _visit(self, elements: Iterable[etree._Element], place: _Place, look: Look) -> None:
        for element in elements:
            tag = element.tag
            if tag in UNPAINTED:
                continue
            where, own = place, look
            if attributes := deciding(element, DECIDING):
                own = look.within(attributes)
                if own.is_hidden:
                    continue
                if own.matrix or own.clip is not None:
                    where = self._moved(place, own)
            if tag in SHAPES:
                self._add_shape(element, where, own)
                if tag in MARKED and self.shapes is not self.marks:
                    self._add_marks(element, where, own)
            elif tag == "text":
                self._add_text(element, where, own)
            elif tag == "use":
                self._follow(element, where, own)
            elif tag == "svg":
                self._follow_into(element, element, where, own)
            else:
                self._visit(islice(element, 1 if tag == "switch" else None), where, own)

    def _moved(self, place: _Place, look: Look) -> _Place:
        """The place inside an element that moves or clips what it holds."""
        matrix, clip = place.matrix, place.clip
        if look.matrix:
            matrix = multiply(matrix, look.matrix)
        if look.clip is not None:
            clip = common(clip, self._clip(look.clip, matrix))
        return _Place(matrix, clip, place.depth)

    def _clip(self, name: str, matrix: Matrix) -> Bounds:
        """What the clip path of that name leaves of an element."""
        if (name, matrix) not in self._clips:
            self._clips[name, matrix] = clip_bounds(self._find(name), matrix)
        return self._clips[name, matrix]

    def _follow(self, use: etree._Element, place: _Place, look: Look) -> None:
        target = self._find((use.get("href") or "").lstrip("#"))
        if target is not None and place.depth < _DEEPEST:
            self._follow_into(target, use, place, look)

    def _follow_into(
        self, target: etree._Element, use: etree._Element, place: _Place, look: Look
    ) -> None:
        """Visit `target` at the place and in the size of `use`."""
        shift = (1.0, 0.0, 0.0, 1.0, number(use.get("x")), number(use.get("y")))
        matrix = multiply(place.matrix, shift)
        content: Iterable[etree._Element] = (target,)
        if target.tag in ("symbol", "svg"):
            matrix, content = multiply(matrix, fitted(target, use)), target
        self._visit(content, _Place(matrix, place.clip, place.depth + 1), look)

    def _add_shape(self, element: etree._Element, place: _Place, look: Look) -> None:
        if not look.is_shown or len(self.shapes) >= MOST_PAINTED:
            return
        fill, stroke = look.fill, look.stroke
        found = self._outline(element) if fill or stroke else None
        if found is None:
            return
        form, subpaths, own = found
        matrix, clip, depth = place
        width = look.stroke_width * magnification(matrix) if stroke else 0.0
        left, top, right, bottom = around(matrix, own)
        half = width / 2
        box = common((left - half, top - half, right + half, bottom + half), clip)
        if not meet(box, box):
            return
        is_certain = look.is_certain and found is not ANYWHERE
        self._order += 1
        self.shapes.append(
            Shape(element, self._order, form, subpaths, matrix, box,
                  () if element.tag == "line" else fill, stroke, width,
                  look.dashes, look.is_even_odd, is_certain, depth > 0)
        )  # fmt: skip

    def _add_marks(self, element: etree._Element, place: _Place, look: Look) -> None:
        """Visit the markers at both ends of a line; what they paint is no shape of its own."""
        named = {end: references(look.style.get(f"marker-{end}", ""))[1:2] for end in ENDS}
        found = self._outline(element) if any(named.values()) else None
        shown = self.shapes, self.labels, self.lines
        for end, names in named.items():
            marker = self._find(names[0]) if names else None
            if marker is None or found is None or found is ANYWHERE:
                continue
            content, tile = marked(marker, end, found[1], look.stroke_width)
            matrix = multiply(place.matrix, content)
            clip = place.clip if tile is None else common(place.clip, around(matrix, tile))
            self.shapes, self.labels, self.lines = self.marks, [], []
            self._visit(marker, _Place(matrix, clip, place.depth + 1), self._look_in(marker))
            self.shapes, self.labels, self.lines = shown

    def _look_in(self, marker: etree._Element) -> Look:
        """The look of what a marker holds, which inherits from where the marker stands."""
        look = Look({}, 1.0, True, self._find)
        for element in (*[*marker.iterancestors()][::-1], marker):
            look = look.within(deciding(element, INHERITED))
        return look

    def _outline(self, element: etree._Element) -> Outline | None:
        """The outline of a shape; copies of one shape share it."""
        if element not in self._outlines:
            self._outlines[element] = outline(element)
        return self._outlines[element]

    def _add_text(self, element: etree._Element, place: _Place, look: Look) -> None:
        found = stretches(element, look) if look.is_certain else None
        if found is None:
            return
        shown = [(self._label(element, each, place), each) for each in found if each.look.is_shown]
        drawn = [(label, stretch) for label, stretch in shown if _has_room(label)]
        labels = [label for label, _ in drawn]
        self.labels += labels
        self.lines += labels if len(labels) < 2 else list(_lines(drawn, place.matrix))

    def _label(self, owner: etree._Element, stretch: Stretch, place: _Place) -> Label:
        self._order += 1
        matrix, look = place.matrix, stretch.look
        a, b, c, d, _, _ = matrix
        size, is_bold, is_italic = look.letters[:3]
        return Label(
            stretch.element, owner, self._order, stretch.text.strip(),
            placed(matrix, stretch.box), around(matrix, stretch.box),
            size * abs(a * d - b * c) ** 0.5, is_bold, is_italic, look.ink, look.halo, place.clip,
        )  # fmt: skip


def _has_room(label: Label) -> bool:
    """Whether a label is as much as a point high and wide."""
    corner, across, _, down = label.quad
    return corner not in (across, down)


def _lines(drawn: list[tuple[Label, Stretch]], matrix: Matrix) -> Iterator[Label]:
    """The stretches of one line as one label, its looks those of the largest."""
    rows: list[list[tuple[Label, Stretch]]] = []
    for label, stretch in drawn:
        for row in rows[-_MOST_ROWS:]:
            reference = row[0][1]
            size = max(reference.look.letters.size, stretch.look.letters.size)
            if abs(reference.baseline - stretch.baseline) < 0.6 * size:
                row.append((label, stretch))
                break
        else:
            rows.append([(label, stretch)])
    for row in rows:
        box = bounds_of(corner for _, stretch in row for corner in corners(stretch.box)[::2])
        largest = max((label for label, _ in row), key=lambda label: label.size)
        text = "".join(stretch.text for _, stretch in row).strip()
        yield replace(largest, text=text, quad=placed(matrix, box), bounds=around(matrix, box),
                      parts=[label for label, _ in row])  # fmt: skip


def scene_of(context: Context) -> Scene:
    """What a drawing in normal form paints."""
    walk = Walk(context.root)
    width, height = context.canvas
    left = margin(context)
    right = left + context.size[0] if left else width
    viewport = (float(left), 0.0, float(right), float(height))
    grid = Grid([*walk.shapes, *walk.marks], right, float(height))
    return Scene(context.drawing, context.root, walk.labels, walk.lines, walk.shapes, viewport,
                 context.size[0], grid, context.drawing.palette)  # fmt: skip
