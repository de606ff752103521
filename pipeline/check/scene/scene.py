"""What a drawing paints, in paint order and in CSS px of the canvas: labels and shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import dist
from typing import Literal

from lxml import etree

from pipeline.check.scene.colour import RGBA
from pipeline.check.scene.geometry import Bounds, Point, Quad, inside, meet
from pipeline.check.scene.grid import Grid
from pipeline.kinds import kind_of
from pipeline.model import Drawing
from pipeline.normalize.context import shorten
from pipeline.normalize.values.transform import Matrix

_SHOWN = 3
_SHADOW, _MOST_ALIKE = 3.0, 16
"""How far a shadow lies from its label, and how many of one text are looked at there."""

_LEAST_SEEN, _LEAST_READ = 0.1, 0.3
"""The opacities from which text counts as painted, and as meant to be read."""

Paint = tuple[RGBA, ...]
"""The colours that a point may have: none where nothing is painted, several in a gradient."""

Form = Literal["box", "round", "closed", "open"]


@dataclass(eq=False)
class Shape:
    """Something painted that is no text.

    `outline` holds its subpaths in user units, which `matrix` takes to the canvas. `bounds` is
    what is left of it within its clip path. A width of 0 says that no stroke is painted.
    `is_certain` says that its place is known and that no mask, filter or blending changes what is
    seen, `is_copy` that it is drawn by a `<use>`.
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
    is_copy: bool = False

    @cached_property
    def polygons(self) -> list[list[Point]]:
        """The subpaths on the canvas."""
        a, b, c, d, e, f = self.matrix
        return [
            [(a * x + c * y + e, b * x + d * y + f) for x, y in points] for points in self.outline
        ]

    @property
    def is_upright(self) -> bool:
        """Whether it is a box whose sides are those of the canvas; of 90° the cosine is no 0."""
        return self.form == "box" and min(map(abs, self.matrix[:2])) < 1e-9

    def covers(self, point: Point) -> bool:
        """Whether the fill covers a point of the canvas."""
        return bool(self.fill) and self.holds(point)

    def holds(self, point: Point) -> bool:
        """Whether a point lies within the outline, filled or not."""
        left, top, right, bottom = self.bounds
        if not (left <= point[0] <= right and top <= point[1] <= bottom):
            return False
        return self.is_upright or inside(point, self.polygons, is_even_odd=self.is_even_odd)

    @property
    def is_opaque(self) -> bool:
        """Whether the fill hides what is under it."""
        return bool(self.fill) and self.is_certain and all(c[3] >= 0.9 for c in self.fill)


def bars_of(shapes: Sequence[Shape], least: int) -> set[int]:
    """The orders of upright boxes that start on one line and differ only in their length.

    So do at least `least` of them; what is stacked on them is a bar too.
    """
    boxes = [
        (shape.order, *shape.bounds) for shape in shapes if shape.is_upright and not shape.is_copy
    ]
    rows: defaultdict[tuple[bool, int, int], dict[int, int]] = defaultdict(dict)
    for order, left, top, right, bottom in boxes:
        width, height = round(right - left), round(bottom - top)
        rows[False, round(bottom), width][order] = height
        rows[True, round(left), height][order] = width
    bars = {
        (is_row, order)
        for (is_row, *_), row in rows.items()
        if len(row) >= least and len(set(row.values())) > 1
        for order in row
    }
    return _stacked(boxes, bars) | {order for _, order in bars} if bars else set()


def _stacked(
    boxes: list[tuple[int, float, float, float, float]], bars: set[tuple[bool, int]]
) -> set[int]:
    """The orders of boxes that share both sides with a bar."""
    slots: defaultdict[tuple[bool, int, int], list[int]] = defaultdict(list)
    for order, left, top, right, bottom in boxes:
        slots[False, round(left), round(right)].append(order)
        slots[True, round(top), round(bottom)].append(order)
    return {
        order
        for (is_row, *_), orders in slots.items()
        if any((is_row, order) in bars for order in orders)
        for order in orders
    }


@dataclass(eq=False)
class Label:
    """A stretch of text in one style and one line: `quad` is the box of its ink.

    `owner` is the `<text>` that it is part of, `size` the height of its em in px, `halo` what is
    painted around its letters. `bounds` is the upright box around the ink, `centre` its middle.
    `is_visible` says that it is painted within its clip path, `is_legible` that it also is no
    watermark, but there to be read. `parts` holds the stretches of a line that has several.
    """

    element: etree._Element
    owner: etree._Element
    order: int
    text: str
    quad: Quad
    bounds: Bounds
    size: float
    is_bold: bool
    is_italic: bool
    fill: Paint
    halo: Paint
    clip: Bounds
    parts: Sequence[Label] = ()

    def __post_init__(self) -> None:
        (x1, y1), _, (x2, y2), _ = self.quad
        self.centre = (x1 + x2) / 2, (y1 + y2) / 2
        opacity = max([colour[3] for colour in self.fill + self.halo], default=0.0)
        self.is_visible = opacity >= _LEAST_SEEN and meet(self.bounds, self.clip)
        self.is_legible = self.is_visible and opacity >= _LEAST_READ


@dataclass(frozen=True)
class Scene:
    """A drawing as the rules see it.

    `labels` are its stretches of text, `lines` the same with the stretches of one line joined.
    `viewport` is the author's drawing area on the canvas, `authored` the width that it asks for,
    in px. `grid` finds what is near: the shapes, and what markers paint on them. `holders` are
    those of the labels that were asked for.
    """

    drawing: Drawing
    root: etree._Element
    labels: Sequence[Label]
    lines: Sequence[Label]
    shapes: Sequence[Shape]
    viewport: Bounds
    authored: float
    grid: Grid[Shape]
    palette: Sequence[str] = ()
    holders: dict[Label, Shape | None] = field(default_factory=dict)

    @cached_property
    def is_chart(self) -> bool:
        """Whether it shows data on axes."""
        return kind_of(self.drawing.kind).nature == "chart"

    @cached_property
    def is_graph(self) -> bool:
        """Whether it shows nodes and edges, each in a group of its own."""
        return kind_of(self.drawing.kind).nature == "graph"

    @cached_property
    def shadows(self) -> set[Label]:
        """The labels that are painted once more close by: what lies over them is read."""
        alike: dict[str, list[Label]] = {}
        for label in dict.fromkeys((*self.labels, *self.lines)):
            alike.setdefault(label.text, []).append(label)
        return {each for labels in alike.values() for each in _followed(labels)}

    @cached_property
    def bars(self) -> set[int]:
        """The orders of the shapes that are bars of a chart."""
        return bars_of(self.shapes, 2 if self.is_chart else 3)

    def around(self, label: Label) -> list[Shape]:
        """The shapes whose bounds meet those of a label, in paint order, also those of markers."""
        return self.grid.around(label)

    def near(self, box: Bounds, order: int) -> list[Shape]:
        """The shapes whose bounds meet a box, in paint order; of a pile those next to `order`."""
        return self.grid.near(box, order)


def _followed(labels: list[Label]) -> Iterator[Label]:
    """Those after which one of another text is painted less than a shadow's way apart."""
    later: defaultdict[tuple[int, int], list[Label]] = defaultdict(list)
    for label in sorted(labels, key=lambda label: -label.order) if len(labels) > 1 else ():
        x, y = (int(place // _SHADOW) for place in label.centre)
        around = product((x, x - 1, x + 1), (y, y - 1, y + 1))
        near = (each for cell in around for each in later.get(cell, ()))
        if any(o.owner is not label.owner and dist(o.centre, label.centre) < _SHADOW for o in near):
            yield label
        later[x, y] = [label, *later[x, y][: _MOST_ALIKE - 1]]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found: at which element of the drawing or line of the raw SVG, if at one.

    `message` may hold `{labels}` and `{detail}`, by which flaws differ that are otherwise alike.
    `word` is what the source may say that caused it: the name of a font, a colour as `#rrggbb`.
    """

    at: etree._Element | int | None
    message: str
    hint: str
    word: str = ""
    labels: tuple[Label, ...] = ()
    detail: str = ""


Flaws = Iterator[Flaw]


def names(labels: Sequence[Label]) -> str:
    """The first few labels, in quotes, as a message shows them."""
    texts = list(dict.fromkeys(f"“{shorten(label.text, 30)}”" for label in labels))
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(texts[:_SHOWN]) + more
