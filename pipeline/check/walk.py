"""A tree in normal form → its Scene: one walk in paint order, references followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree

from pipeline.check.geometry import (
    EVERYWHERE,
    Bounds,
    apply,
    bounds_of,
    common,
    corners,
    meet,
)
from pipeline.check.outline import Outline, number, outline
from pipeline.check.paints import paint, share
from pipeline.check.scene import Label, Paint, Scene, Shape
from pipeline.check.text import Stretch, Style, inherit, is_bold, stretches
from pipeline.check.viewport import clip_bounds, fitted
from pipeline.normalize.allowed import NOT_INHERITED, PRESENTATION, REUSED, SHAPES
from pipeline.normalize.canvas import margin
from pipeline.normalize.context import XML_SPACE, Context
from pipeline.normalize.references import Ids, ids_of, references_of
from pipeline.normalize.transform import (
    IDENTITY,
    Matrix,
    list_matrix,
    magnification,
    multiply,
    parse_transform,
)

MOST_PAINTED = 5_000
"""No more shapes than this are looked at: a drawing with more is a cloud of points."""

INHERITED = frozenset((*(PRESENTATION.keys() - NOT_INHERITED), XML_SPACE))
_UNSEEN = REUSED | {"defs", "title", "desc", "linearGradient", "radialGradient", "stop"}
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element inherits: where it is, how it looks, and what of it can be seen."""

    matrix: Matrix = IDENTITY
    style: Style = field(default_factory=dict)
    alpha: float = 1.0
    clip: Bounds = EVERYWHERE
    is_certain: bool = True
    depth: int = 0


class Walk:
    """Collects what is painted, each thing with its place in the order of painting."""

    def __init__(self, root: etree._Element) -> None:
        self.labels: list[Label] = []
        self.lines: list[Label] = []
        self.shapes: list[Shape] = []
        self._ids: Ids = ids_of(root)
        self._order = 0
        self._outlines: dict[etree._Element, Outline | None] = {}
        self._paints: dict[tuple[str, str, float], Paint] = {}
        self._clips: dict[tuple[str, Matrix], Bounds] = {}
        self._visit(root, _Place(), is_root=True)

    def _visit(self, element: etree._Element, place: _Place, *, is_root: bool = False) -> None:
        tag = str(element.tag)
        if tag in _UNSEEN or element.get("display") == "none":
            return
        attributes = element.attrib
        if attributes and not is_root:
            place = self._entered(element, place)
        elif is_root:
            place = replace(place, style=inherit(place.style, element, INHERITED))
        if tag in SHAPES:
            self._add_shape(element, place)
        elif tag == "text":
            self._add_text(element, place)
        elif tag == "use":
            self._follow(element, place)
        elif tag == "svg" and not is_root:
            self._follow_into(element, element, place)
        else:
            for child in islice(element, 1 if tag == "switch" else None):
                self._visit(child, place)

    def _entered(self, element: etree._Element, place: _Place) -> _Place:
        """The place inside `element`."""
        attributes = element.attrib
        matrix, alpha, clip, is_certain = place.matrix, place.alpha, place.clip, place.is_certain
        if "transform" in attributes:
            functions = parse_transform(str(attributes["transform"])) or []
            matrix = multiply(matrix, list_matrix(functions))
        if "opacity" in attributes:
            alpha *= share(str(attributes["opacity"]))
        if "clip-path" in attributes:
            clip = common(clip, self._clip(element, matrix))
        if "mask" in attributes or "filter" in attributes or "style" in attributes:
            is_certain = False
        style = inherit(place.style, element, INHERITED)
        return _Place(matrix, style, alpha, clip, is_certain, place.depth)

    def _clip(self, element: etree._Element, matrix: Matrix) -> Bounds:
        """What a clip path leaves of an element."""
        name = next((name for kind, name in references_of(element) if kind == "clip-path"), "")
        if (name, matrix) not in self._clips:
            self._clips[name, matrix] = clip_bounds(self._ids.get(name), matrix)
        return self._clips[name, matrix]

    def _follow(self, use: etree._Element, place: _Place) -> None:
        target = self._ids.get((use.get("href") or "").lstrip("#"))
        if target is not None and place.depth < _DEEPEST:
            self._follow_into(target, use, place)

    def _follow_into(self, target: etree._Element, use: etree._Element, place: _Place) -> None:
        """Visit `target` at the place and in the size of `use`."""
        shift = (1.0, 0.0, 0.0, 1.0, number(use.get("x")), number(use.get("y")))
        inner = replace(place, matrix=multiply(place.matrix, shift), depth=place.depth + 1)
        if target.tag not in ("symbol", "svg"):
            self._visit(target, inner)
            return
        inner = replace(inner, matrix=multiply(inner.matrix, fitted(target, use)))
        for child in target:
            self._visit(child, inner)

    def _add_shape(self, element: etree._Element, place: _Place) -> None:
        style, alpha = place.style, place.alpha
        if style.get("visibility", "visible") != "visible" or len(self.shapes) >= MOST_PAINTED:
            return
        fill = self._paint(style, "fill", "black", alpha)
        stroke = self._paint(style, "stroke", "none", alpha)
        found = self._outline(element) if fill or stroke else None
        if found is None:
            return
        form, subpaths, around = found
        if element.tag == "line":
            fill = ()
        matrix = place.matrix
        width = _width(style) * magnification(matrix) if stroke else 0.0
        box = bounds_of(apply(matrix, corner) for corner in around)
        box = common((box[0] - width / 2, box[1] - width / 2, box[2] + width / 2,
                      box[3] + width / 2), place.clip)  # fmt: skip
        if not meet(box, box):
            return
        self._order += 1
        self.shapes.append(
            Shape(element, self._order, form, subpaths, matrix, box, fill, stroke, width,
                  style.get("stroke-dasharray", "none"), style.get("fill-rule") == "evenodd",
                  place.is_certain, place.depth > 0)
        )  # fmt: skip

    def _outline(self, element: etree._Element) -> Outline | None:
        """The outline of a shape; copies of one shape share it."""
        if element not in self._outlines:
            self._outlines[element] = outline(element)
        return self._outlines[element]

    def _paint(self, style: Style, kind: str, default: str, alpha: float) -> Paint:
        faded = style.get(f"{kind}-opacity")
        opacity = alpha if faded is None else alpha * share(faded)
        key = (style.get(kind, default), style.get("color", "black"), opacity)
        if key not in self._paints:
            self._paints[key] = paint(*key, self._ids)
        return self._paints[key]

    def _add_text(self, element: etree._Element, place: _Place) -> None:
        found = stretches(element, place.style, INHERITED) if place.is_certain else None
        if found is None:
            return
        labels = [
            self._label(element, stretch, place)
            for stretch in found
            if stretch.style.get("visibility", "visible") == "visible"
        ]
        self.labels += labels
        self.lines += labels if len(labels) < 2 else list(_lines(labels, found, place.matrix))

    def _label(self, owner: etree._Element, stretch: Stretch, place: _Place) -> Label:
        self._order += 1
        style, matrix = stretch.style, place.matrix
        one, two, three, four = (apply(matrix, corner) for corner in corners(stretch.box))
        has_halo = style.get("paint-order", "").startswith("stroke") and _width(style) > 0
        return Label(
            stretch.element, owner, self._order, stretch.text.strip(), (one, two, three, four),
            stretch.size * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5,
            is_bold(style), self._paint(style, "fill", "black", place.alpha),
            self._paint(style, "stroke", "none", place.alpha) if has_halo else (), place.clip,
        )  # fmt: skip


def _lines(labels: list[Label], found: list[Stretch], matrix: Matrix) -> Iterator[Label]:
    """The stretches of one line as one label, its looks those of the largest."""
    rows: list[list[tuple[Label, Stretch]]] = []
    for label, stretch in zip(labels, found, strict=False):
        for row in rows:
            reference = row[0][1]
            if abs(reference.baseline - stretch.baseline) < 0.6 * max(reference.size, stretch.size):
                row.append((label, stretch))
                break
        else:
            rows.append([(label, stretch)])
    for row in rows:
        box = bounds_of(corner for _, stretch in row for corner in corners(stretch.box)[::2])
        one, two, three, four = (apply(matrix, corner) for corner in corners(box))
        largest = max((label for label, _ in row), key=lambda label: label.size)
        text = "".join(label.text for label, _ in row)
        yield replace(largest, text=text, quad=(one, two, three, four))


def _width(style: Style) -> float:
    return max(0.0, number(style.get("stroke-width", "1")))


def scene_of(context: Context) -> Scene:
    """What a drawing in normal form paints."""
    walk = Walk(context.root)
    width, height = context.canvas
    left = margin(context)
    right = left + context.size[0] if left else width
    viewport = (float(left), 0.0, float(right), float(height))
    return Scene(context.drawing, context.root, walk.labels, walk.lines, walk.shapes, viewport,
                 context.size[0], context.drawing.palette)  # fmt: skip
