"""An element → the viewport that its percentages refer to (SVG 2, section 8.9).

What browsers do where the standard leaves it open: gradients, patterns, clip paths, masks and
markers, with all that they hold, stay in the viewport where they are written, whoever refers to
them; a symbol is no viewport for those. A filter is in the viewport of what it is applied to.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import NamedTuple

from lxml import etree

from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.context import Box, Context
from pipeline.normalize.passes.user_units.font_sizes import FontSizes
from pipeline.normalize.values.arithmetic import compute
from pipeline.normalize.values.viewport import view_box

_STAYING = frozenset(
    ("linearGradient", "radialGradient", "pattern", "clipPath", "mask", "marker")
)  # fmt: skip
_PAINTED = SHAPES | {"text", "tspan", "textPath"}


class Viewport(NamedTuple):
    """What 100 % is along each axis in user units; None where several uses make it several.

    `is_resized` says that it may be the root's, and that the normal form gives the root another
    size: a percentage that stays as it is would change there.
    """

    width: float | None
    height: float | None
    is_resized: bool

    def base(self, kind: str) -> float | None:
        """What 100 % is for a length of a kind: along an axis, or along neither."""
        if kind in ("x", "xs"):
            return self.width
        if kind in ("y", "ys"):
            return self.height
        if self.width is None or self.height is None:
            return None
        return hypot(self.width, self.height) / 2**0.5


class Viewports:
    """The viewports of one drawing, each looked for once; `box` is the root's."""

    def __init__(self, context: Context, sizes: FontSizes, box: Box) -> None:
        self._context, self._sizes = context, sizes
        self._root = Viewport(box.width, box.height, (box.width, box.height) != context.canvas)
        inner = context.root.iterdescendants("svg", "symbol")
        self._is_nested = next(inner, None) is not None
        self._known: dict[etree._Element, Viewport] = {}
        self._inside: dict[etree._Element, Viewport] = {}
        self._written_in: dict[etree._Element, Viewport] = {}
        self._heirs: dict[tuple[etree._Element, str], set[Viewport]] = {}
        self._stroked: dict[etree._Element, bool] = {}

    def around(self, element: etree._Element) -> Viewport:
        """The viewport that percentages of an element refer to."""
        if not self._is_nested:
            return self._root
        if element not in self._known:
            for ancestor in reversed([*element.iterancestors()]):  # else a deep one recurses deeply
                if ancestor not in self._known:
                    self._known[ancestor] = self._found(ancestor)
            self._known[element] = self._found(element)
        return self._known[element]

    def handed_down(self, element: etree._Element, name: str) -> Viewport:
        """The viewport of all whose stroke has a property from an element."""
        if not self._is_nested or element.tag in _PAINTED:
            return self.around(element)
        found = self._of_heirs(element, name)
        return _merged(found) if found else self.around(element)

    def _of_heirs(self, element: etree._Element, name: str) -> set[Viewport]:
        """The viewports of all at or below an element whose stroke has a property from it."""
        if (element, name) in self._heirs:
            return self._heirs[element, name]
        found: set[Viewport] = set()
        uses, waiting = self._sizes.uses, [element]
        while waiting:
            each = waiting.pop()
            if each.tag in _PAINTED and self._is_stroked(each):
                found.add(self.around(each))
            shown = uses.targets.get(each)
            if shown is not None and _inherits(shown, name):
                found |= self._of_heirs(shown, name)
            waiting += [c for c in each if _inherits(c, name) and each in uses.around(c)]
        self._heirs[element, name] = found
        return found

    def _is_stroked(self, element: etree._Element) -> bool:
        """Whether an element may have a stroke, of its own or from what is around it."""
        if element not in self._stroked:
            for each in (*reversed([*element.iterancestors()]), element):
                if each not in self._stroked:
                    around = self._sizes.uses.around(each)
                    self._stroked[each] = (
                        any(map(self._is_stroked, around))
                        if _inherits(each, "stroke")
                        else each.get("stroke") != "none"
                    )
        return self._stroked[element]

    def _found(self, element: etree._Element) -> Viewport:
        if element is self._context.root:
            return self._root
        if element.tag in _STAYING:
            return self._written(element)
        if element.tag == "filter":
            name, made = element.get("id"), self._context.references.items()
            found = [self.around(each) for each, links in made if ("filter", name) in links]
        else:
            found = [self._within(each) for each in self._sizes.uses.around(element)]
        return _merged(found) if found else self._root

    def _written(self, element: etree._Element) -> Viewport:
        """The viewport in which an element is written, as if nobody used what is around it."""
        around = next(element.iterancestors("svg"), self._context.root)
        if around is self._context.root:
            return self._root
        if around not in self._written_in:
            self._written_in[around] = self._sized(around, [(around, self._written(around))])
        return self._written_in[around]

    def _within(self, element: etree._Element) -> Viewport:
        """The viewport of the children of an element; asked for after that of all around it."""
        if element.tag not in ("svg", "symbol") or element is self._context.root:
            return self.around(element)
        if element not in self._inside:
            givers = [
                (each, self.around(each)) if each.tag == "use" else (element, self._within(each))
                for each in self._sizes.uses.around(element)
            ]
            self._inside[element] = self._sized(element, givers)
        return self._inside[element]

    def _sized(
        self, element: etree._Element, givers: Iterable[tuple[etree._Element, Viewport]]
    ) -> Viewport:
        """The viewport that an svg or a symbol is: its `viewBox`, else as large as it is given."""
        box = view_box(element.get("viewBox"))
        if box:
            return Viewport(box.width, box.height, False)
        return _merged(
            [
                Viewport(
                    self._side(giver, "width", around.width),
                    self._side(giver, "height", around.height),
                    False,
                )
                for giver, around in givers
            ]
        )

    def _side(self, element: etree._Element, name: str, whole: float | None) -> float | None:
        units = self._sizes.units(self._sizes.of(element), whole)
        unset = "" if element.tag == "use" else "100%"
        try:
            return float(compute(element.get(name) or unset, units) or "")
        except ValueError:
            return None


def _inherits(element: etree._Element, name: str) -> bool:
    return element.get(name, "inherit") == "inherit"


def _merged(viewports: Iterable[Viewport]) -> Viewport:
    """What is known of several viewports at once."""
    widths, heights, resized = (set(each) for each in zip(*viewports, strict=True))
    return Viewport(
        widths.pop() if len(widths) == 1 else None,
        heights.pop() if len(heights) == 1 else None,
        True in resized,
    )
