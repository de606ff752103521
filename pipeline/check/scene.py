"""What a drawing paints, in paint order and in CSS px of the canvas: labels and shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from lxml import etree

from pipeline.check.colour import RGBA
from pipeline.check.geometry import Bounds, Point, Quad, apply, bounds_of, inside, meet
from pipeline.model import Drawing
from pipeline.normalize.transform import Matrix

CELL = 48.0
_MOST_CELLS = 64

Paint = tuple[RGBA, ...]
"""The colours that a point may have: none where nothing is painted, several in a gradient."""

Form = Literal["box", "round", "closed", "open"]


@dataclass(frozen=True)
class Shape:
    """Something painted that is no text.

    `outline` holds its subpaths in user units, which `matrix` takes to the canvas. `bounds` is
    what is left of it within its clip path. A width of 0 says that no stroke is painted.
    `is_certain` says that a mask, filter or blending does not change what is seen.
    """

    element: etree._Element
    order: int
    form: Form
    outline: Sequence[Sequence[Point]]
    matrix: Matrix
    bounds: Bounds
    fill: Paint
    stroke: Paint
    stroke_width: float
    dashes: str = ""
    is_even_odd: bool = False
    is_certain: bool = True
    glyph: bool = False

    @cached_property
    def polygons(self) -> list[list[Point]]:
        """The subpaths on the canvas."""
        return [[apply(self.matrix, point) for point in points] for points in self.outline]

    def covers(self, point: Point) -> bool:
        """Whether the fill covers a point of the canvas."""
        left, top, right, bottom = self.bounds
        if not (self.fill and left <= point[0] <= right and top <= point[1] <= bottom):
            return False
        return inside(point, self.polygons, is_even_odd=self.is_even_odd)

    def holds(self, point: Point) -> bool:
        """Whether a point lies within the outline, filled or not."""
        left, top, right, bottom = self.bounds
        return (
            left <= point[0] <= right
            and top <= point[1] <= bottom
            and inside(point, self.polygons, is_even_odd=self.is_even_odd)
        )

    @property
    def is_opaque(self) -> bool:
        """Whether the fill hides what is under it."""
        return bool(self.fill) and self.is_certain and all(c[3] >= 0.9 for c in self.fill)


@dataclass(frozen=True)
class Label:
    """A stretch of text in one style and one line: `quad` is the box of its ink.

    `owner` is the `<text>` that it is part of, `size` the height of its em in px, `halo` what is
    painted around its letters.
    """

    element: etree._Element
    owner: etree._Element
    order: int
    text: str
    quad: Quad
    size: float
    is_bold: bool
    fill: Paint
    halo: Paint
    clip: Bounds

    @cached_property
    def bounds(self) -> Bounds:
        """The upright box around the ink."""
        return bounds_of(self.quad)

    @cached_property
    def centre(self) -> Point:
        """The middle of the ink."""
        (x1, y1), _, (x2, y2), _ = self.quad
        return (x1 + x2) / 2, (y1 + y2) / 2

    @property
    def is_visible(self) -> bool:
        """Whether it is painted at all, and within its clip path."""
        painted = any(colour[3] >= 0.1 for colour in (*self.fill, *self.halo))
        return painted and meet(self.bounds, self.clip)


@dataclass(frozen=True)
class Scene:
    """A drawing as the rules see it.

    `labels` are its stretches of text, `lines` the same with the stretches of one line joined.
    `viewport` is the author's drawing area on the canvas, `shrink` by how much it was made smaller
    to fit, `authored` the width that it had in px. `has_unknown` says that some text could not be
    placed.
    """

    drawing: Drawing
    root: etree._Element
    labels: Sequence[Label]
    lines: Sequence[Label]
    shapes: Sequence[Shape]
    viewport: Bounds
    authored: float
    palette: Sequence[str] = ()
    _cells: dict[tuple[int, int], list[Shape]] = field(default_factory=dict)

    @cached_property
    def _large(self) -> list[Shape]:
        """The shapes that lie in too many cells; the others are put into theirs."""
        large = []
        for shape in self.shapes:
            left, top, right, bottom = (int(side // CELL) for side in shape.bounds)
            if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
                large.append(shape)
                continue
            for column in range(left, right + 1):
                for row in range(top, bottom + 1):
                    self._cells.setdefault((column, row), []).append(shape)
        return large

    def near(self, box: Bounds) -> list[Shape]:
        """The shapes whose bounds meet a box, in paint order."""
        found = {shape.order: shape for shape in self._large if meet(shape.bounds, box)}
        left, top, right, bottom = (int(side // CELL) for side in box)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                for shape in self._cells.get((column, row), ()):
                    if meet(shape.bounds, box):
                        found[shape.order] = shape
        return [found[order] for order in sorted(found)]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found: at which element of the drawing, or None for the whole."""

    at: etree._Element | None
    message: str
    hint: str = ""


Flaws = Iterator[Flaw]
