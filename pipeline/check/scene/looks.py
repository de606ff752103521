"""The attributes of an element → how it and what it holds are painted, each set of them once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from pipeline.check.scene.outline import number
from pipeline.check.scene.paints import Find, paint, share
from pipeline.check.scene.scene import Paint
from pipeline.fonts.measure import is_bold_weight
from pipeline.normalize.allowed import NOT_INHERITED, PRESENTATION
from pipeline.normalize.context import XML_SPACE, pairs
from pipeline.normalize.styles.syntax import references
from pipeline.normalize.values.lengths import USUAL_SIZE, length
from pipeline.normalize.values.transform import Matrix, list_matrix, parse_transform

Style = Mapping[str, str]
"""The inherited properties that are in force, by name."""

Attributes = tuple[tuple[str, str], ...]
INHERITED = frozenset((*(PRESENTATION.keys() - NOT_INHERITED), XML_SPACE))
DECIDING = INHERITED | {
    "clip-path", "display", "filter", "mask", "opacity", "transform",
}  # fmt: skip
"""All that decides how an element is painted but what it is and where it stands."""

_OUTLINED = 0.03
"""The width of an outline, in em, from which on letters are seen in its colour too."""

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Letters(NamedTuple):
    """How letters are set; lengths in user units.

    `gap` and `word_gap` are the space between letters and between words, `anchor` the share of
    its width by which a line stands to the left of its place. `is_leftward` says that lines run
    from right to left.
    """

    size: float
    is_bold: bool
    is_italic: bool
    gap: float
    word_gap: float
    anchor: float
    is_leftward: bool


class Look:
    """How an element is painted, with what it inherits.

    `alpha` is the opacity of all of it, `is_certain` says that nothing else changes what is seen.
    `matrix` and `clip`, the name of a clip path, are those of the element itself.
    """

    def __init__(self, style: Style, alpha: float, is_certain: bool, find: Find) -> None:
        self.style, self.alpha, self.is_certain, self._find = style, alpha, is_certain, find
        self.is_hidden = False
        self.matrix: Matrix | None = None
        self.clip: str | None = None
        self._within: dict[Attributes, Look] = {}

    def within(self, attributes: Attributes) -> Look:
        """The look of an element with these attributes inside this one."""
        found = self._within.get(attributes)
        if found is None:
            found = self._within[attributes] = self._entered(dict(attributes))
        return found

    def _entered(self, own: Mapping[str, str]) -> Look:
        is_certain = self.is_certain and own.keys().isdisjoint(("filter", "mask"))
        alpha = self.alpha * share(own["opacity"]) if "opacity" in own else self.alpha
        look = Look(_inherited(self.style, own), alpha, is_certain, self._find)
        look.is_hidden = own.get("display") == "none"
        if "transform" in own:
            look.matrix = list_matrix(parse_transform(own["transform"]) or [])
        if "clip-path" in own:
            look.clip = next(iter(references(own["clip-path"])[1::2]), "")
        return look

    @cached_property
    def is_shown(self) -> bool:
        """Whether it is painted at all."""
        return self.style.get("visibility", "visible") == "visible"

    @cached_property
    def fill(self) -> Paint:
        """What shapes and letters are filled with."""
        return self._paint("fill", "black")

    @cached_property
    def stroke(self) -> Paint:
        """What outlines are drawn with."""
        return self._paint("stroke", "none")

    @cached_property
    def stroke_width(self) -> float:
        """The width of outlines in user units."""
        return max(0.0, number(self.style.get("stroke-width", "1")))

    @cached_property
    def dashes(self) -> str:
        """The dashes of outlines, as they are written."""
        return self.style.get("stroke-dasharray", "none")

    @cached_property
    def is_even_odd(self) -> bool:
        """Whether outlines that go round twice leave a hole."""
        return self.style.get("fill-rule") == "evenodd"

    @cached_property
    def halo(self) -> Paint:
        """What is painted around letters, below their fill."""
        is_below = self.style.get("paint-order", "").startswith("stroke")
        return self.stroke if is_below and self.stroke_width > 0 else ()

    @cached_property
    def ink(self) -> Paint:
        """What letters are seen in: their fill, and an outline that is painted over it."""
        is_outlined = not self.halo and self.stroke_width > _OUTLINED * self.letters.size
        return self.fill + self.stroke if is_outlined else self.fill

    @cached_property
    def letters(self) -> Letters:
        """How its letters are set."""
        style = self.style
        size = _font_size(style)
        anchor = _ANCHORS.get(style.get("text-anchor", "start"), 0.0)
        is_leftward = style.get("direction") == "rtl"
        return Letters(
            size,
            is_bold_weight(style.get("font-weight", "normal")),
            style.get("font-style", "normal") != "normal",
            length(style.get("letter-spacing", "0"), size),
            length(style.get("word-spacing", "0"), size),
            1.0 - anchor if is_leftward else anchor,
            is_leftward,
        )

    def _paint(self, kind: str, default: str) -> Paint:
        faded = self.style.get(f"{kind}-opacity")
        opacity = self.alpha if faded is None else self.alpha * share(faded)
        value, colour = self.style.get(kind, default), self.style.get("color", "black")
        return paint(value, colour, opacity, self._find)


def deciding(element: etree._Element, names: frozenset[str]) -> Attributes:
    """Those attributes of an element that bear one of the names."""
    return tuple([pair for pair in pairs(element) if pair[0] in names])


def _inherited(style: Style, own: Mapping[str, str]) -> Style:
    """The style in force inside an element with attributes of its own."""
    changed = {n: v for n, v in own.items() if n in INHERITED and v != "inherit"}
    if not changed:
        return style
    if "font-size" in changed:
        changed["font-size"] = repr(length(changed["font-size"], _font_size(style)))
    return {**style, **changed}


def _font_size(style: Style) -> float:
    return float(style.get("font-size", USUAL_SIZE))
