"""What moves an element by CSS → one `transform` (CSS Transforms 2)."""

from __future__ import annotations

from math import isfinite, isnan

from lxml import etree

from pipeline.normalize.context import Box, Context, local, shorten
from pipeline.normalize.passes.links.references import ids_of
from pipeline.normalize.passes.user_units.font_sizes import FontSizes
from pipeline.normalize.passes.user_units.viewports import Viewports
from pipeline.normalize.styles.properties import MOVES
from pipeline.normalize.values.bounds import Boxes
from pipeline.normalize.values.css_transform import (
    Frame,
    individual,
    origin_of,
    transform_functions,
)
from pipeline.normalize.values.transform import (
    Function,
    list_matrix,
    parse_transform,
    write_transform,
)

_HINT = "write it as a transform attribute of a group, in user units"
_ATTRIBUTES = {
    "linearGradient": "gradientTransform",
    "radialGradient": "gradientTransform",
    "pattern": "patternTransform",
}
_SHARES = ("%", "center", "left", "right", "top", "bottom")


class _UnknownError(Exception):
    """A property whose value cannot be computed."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}: {shorten(value)} is not carried over")


def write_moves(context: Context) -> None:
    """Write `transform`, `translate`, `rotate`, `scale` and their origin as one attribute.

    After lengths are resolved, which boxes are made of, and before the canvas is fitted. Children
    come first: a box that a percentage refers to holds them where they are moved to.
    """
    moved = [e for e in context.waiting if context.waiting[e].keys() & set(MOVES)]
    if not moved:
        return
    mover = _Mover(context)
    for element in sorted(moved, key=_depth, reverse=True):
        if element is context.root or not element.tag:
            continue
        try:
            mover.move(element, context.waiting[element])
        except _UnknownError as error:
            context.warn("L007", element, str(error), _HINT)


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())


class _Mover:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.sizes = FontSizes(context)
        self.viewports = Viewports(context, self.sizes, context.viewport)
        self.boxes = Boxes(ids_of(context.root), self.sizes.of)

    def move(self, element: etree._Element, given: dict[str, str]) -> None:
        """Write one element's transform."""
        frame = Frame(self.sizes.units(self.sizes.of(element), None), self._box(element, given))
        functions = self._functions(element, given, frame)
        a, b, c, d, *_ = list_matrix(functions)
        if (a, b, c, d) != (1, 0, 0, 1):
            functions = self._about(given.get("transform-origin", "0 0"), functions, frame)
        name = _ATTRIBUTES.get(local(str(element.tag)), "transform")
        written = write_transform(functions)
        if written:
            element.set(name, written)
        elif name in element.attrib:
            del element.attrib[name]

    def _functions(
        self, element: etree._Element, given: dict[str, str], frame: Frame
    ) -> list[Function]:
        functions: list[Function] = []
        for name in ("translate", "rotate", "scale"):
            if name in given:
                functions += self._known(name, given[name], individual(name, given[name], frame))
        if "transform" in given:
            read = transform_functions(given["transform"], frame)
            return functions + self._known("transform", given["transform"], read)
        return [*functions, *(parse_transform(element.get("transform") or "") or ())]

    def _known(self, name: str, text: str, found: list[Function] | None) -> list[Function]:
        if found is None:
            raise _UnknownError(name, text)
        return found

    def _about(self, origin: str, functions: list[Function], frame: Frame) -> list[Function]:
        found = origin_of(origin, frame)
        if found is None or not all(map(isfinite, found)):
            raise _UnknownError("transform-origin", origin)
        x, y = found
        return [("translate", (x, y)), *functions, ("translate", (-x, -y))]

    def _box(self, element: etree._Element, given: dict[str, str]) -> Box:
        """What 100 % is: the viewport, or the box around the element."""
        kind = given.get("transform-box", "view-box")
        if kind == "view-box":
            width, height, _ = self.viewports.around(element)
            box = None if width is None or height is None else Box(0, 0, width, height)
        else:
            box = self.boxes.of(element)
        if box and kind != "view-box" and element.tag == "use":
            # It is moved to its place before it is turned.
            x, y = self._length(element, "x"), self._length(element, "y")
            box = Box(box.x - x, box.y - y, box.width, box.height)
        if box is None or isnan(box.x):
            for name, text in given.items():
                if any(share in text for share in _SHARES):
                    raise _UnknownError(name, text)
            return box or Box(0, 0, 0, 0)
        if kind in ("stroke-box", "border-box"):
            half = self._stroke(element) / 2
            return Box(box.x - half, box.y - half, box.width + 2 * half, box.height + 2 * half)
        return box

    def _length(self, element: etree._Element, name: str) -> float:
        """A length in user units, where it is known."""
        value = str(element.get(name, "0"))
        try:
            return float(value)
        except ValueError as error:
            raise _UnknownError(name, value) from error

    def _stroke(self, element: etree._Element) -> float:
        """The width of an element's stroke in user units; 0 where it has none."""
        found = {"stroke": "none", "stroke-width": "1"}
        for name in found:
            for around in (element, *element.iterancestors()):
                if name in around.attrib:
                    found[name] = str(around.get(name))
                    break
        try:
            return 0.0 if found["stroke"] == "none" else float(found["stroke-width"])
        except ValueError:
            return 1.0
