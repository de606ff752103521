"""Boxes in their places → `<text>`, `<rect>` and `<line>`; nothing of them matches a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from pipeline.fonts.kerning import advances
from pipeline.fonts.measure import extent
from pipeline.normalize.context import XML_SPACE
from pipeline.normalize.foreign.flow.paragraph import border
from pipeline.normalize.foreign.flow.runs import Run, Stretch
from pipeline.normalize.foreign.flow.sizes import Fragment
from pipeline.normalize.foreign.frames import Sides, bullet, element, frame, rect
from pipeline.normalize.foreign.html.computed import BLACK, Style
from pipeline.normalize.foreign.html.markers import SHAPES
from pipeline.normalize.foreign.html.shorthands import SIDES
from pipeline.normalize.values.lengths import decimal

_CLOSE = 0.25
"""What reaches over its clip by less, in px, is not clipped: it is not seen."""


class Piece(NamedTuple):
    """One element, and what its ink covers."""

    element: etree._Element
    cover: Sides


Painted = list[Piece]
"""Pieces in the order of painting."""

Clip = Callable[[Sides], etree._Element]
"""Makes a group that is clipped to what the sides enclose."""


class Clips:
    """Makes clip paths, with ids that nothing in a drawing has."""

    def __init__(self, root: etree._Element) -> None:
        self._taken = {e.get("id") for e in root.iter(etree.Element)}
        self._count = 0

    def make(self, sides: Sides) -> etree._Element:
        """A group that is clipped to what the sides enclose."""
        self._count += 1
        while f"clip-{self._count}" in self._taken:
            self._count += 1
        group = element("g", **{"clip-path": f"url(#clip-{self._count})"})
        path = element("clipPath", id=f"clip-{self._count}")
        path.append(rect(sides, BLACK))
        group.append(path)
        return group


def paint(fragment: Fragment, x: float, y: float, clip: Clip) -> Painted:
    """A fragment and all in it, its corner at (x, y) of the drawing."""
    box, style = fragment.box, fragment.box.style
    if style.get("position") == "relative":
        x += _offset(style, "left", "right")
        y += _offset(style, "top", "bottom")
    own: Painted = []
    if box.element is not None and style.get("visibility") != "hidden":
        _add_frame(own, style, (x, y, x + fragment.width, y + fragment.height))
    inner: Painted = []
    for stretch in fragment.stretches:
        _paint_stretch(inner, stretch, x, y)
    for run in fragment.runs:
        if run.style.get("visibility") != "hidden":
            _paint_run(inner, run, x, y)
    if box.marker and fragment.first is not None and style.get("visibility") != "hidden":
        _paint_marker(inner, fragment, x + fragment.edges.inner[3], y + fragment.first)
    for child in fragment.children:
        inner += paint(child, x + child.x, y + child.y, clip)
    if style.get("overflow", "visible") != "visible":
        inner = clipped(inner, _padding_box(fragment, x, y), clip)
    return _faded([*own, *inner], style)


def clipped(painted: Painted, sides: Sides, clip: Clip) -> Painted:
    """What is seen within `sides`: all of it as it is, or a group with a clip path."""
    seen = [Piece(piece.element, _within(piece.cover, sides)) for piece in painted]
    if seen == painted:
        return painted
    inside = [piece for piece in seen if _is_seen(piece.cover)]
    return [_grouped(clip(sides), inside)] if inside else []


def unseen_words(painted: Painted, sides: Sides) -> str:
    """The words of the pieces of which nothing is seen within `sides`."""
    beyond = [piece for piece in painted if not _is_seen(_within(piece.cover, sides))]
    return " ".join(" ".join(map(str, piece.element.itertext())) for piece in beyond).strip()


def _is_seen(cover: Sides) -> bool:
    return cover[2] - cover[0] > _CLOSE and cover[3] - cover[1] > _CLOSE


def _grouped(group: etree._Element, pieces: Painted) -> Piece:
    """Pieces in a group, which covers what they all do."""
    group.extend(piece.element for piece in pieces)
    lefts, tops, rights, bottoms = zip(*(piece.cover for piece in pieces), strict=True)
    return Piece(group, (min(lefts), min(tops), max(rights), max(bottoms)))


def _within(cover: Sides, sides: Sides) -> Sides:
    """The part of a cover within sides; the whole where what is beyond is too little to see."""
    left, top, right, bottom = cover
    if (left >= sides[0] - _CLOSE and top >= sides[1] - _CLOSE
            and right <= sides[2] + _CLOSE and bottom <= sides[3] + _CLOSE):  # fmt: skip
        return cover
    return (max(left, sides[0]), max(top, sides[1]), min(right, sides[2]), min(bottom, sides[3]))


def _padding_box(fragment: Fragment, x: float, y: float) -> Sides:
    top, right, bottom, left = (border(fragment.box.style, side) for side in SIDES)
    return x + left, y + top, x + fragment.width - right, y + fragment.height - bottom


def _offset(style: Style, start: str, end: str) -> float:
    length = style.px(start, None, "auto")
    return length if length is not None else -(style.px(end, None, "auto") or 0.0)


def _faded(painted: Painted, style: Style) -> Painted:
    opacity = style.number("opacity", 1.0)
    if opacity >= 1 or not painted:
        return painted
    return [_grouped(element("g", opacity=decimal(opacity)), painted)] if opacity else []


def _paint_stretch(painted: Painted, stretch: Stretch, x: float, y: float) -> None:
    """The background and border of an inline box in one line."""
    style = stretch.box.style
    if style.get("visibility") == "hidden":
        return
    above, below = (
        (style.px(f"padding-{side}") or 0.0) + border(style, side) for side in ("top", "bottom")
    )
    left = (style.px("margin-left") or 0.0) if stretch.begins else 0.0
    right = (style.px("margin-right") or 0.0) if stretch.ends else 0.0
    x, y = x + stretch.x, y + stretch.y
    sides = (x + left, y - above, x + stretch.width - right,
             y + stretch.height + below)  # fmt: skip
    _add_frame(painted, style, sides, (stretch.begins, stretch.ends))


def _add_frame(
    painted: Painted, style: Style, sides: Sides, ends: tuple[bool, bool] = (True, True)
) -> None:
    painted += [Piece(shape, sides) for shape in frame(style, sides, ends)]


def _paint_run(painted: Painted, run: Run, x: float, y: float) -> None:
    style, x, y = run.style, x + run.x, y + run.y
    if not style.em:
        return
    start = x + run.width if style.get("direction") == "rtl" else x
    text = element("text", x=decimal(start), y=decimal(y))
    text.set("font-size", decimal(style.em))
    text.set("fill", style.colour.hex)
    if style.colour.opacity < 1:
        text.set("fill-opacity", decimal(style.colour.opacity))
    for name, usual in (("font-weight", "400"), ("font-style", "normal"),
                        ("font-variant", "normal"), ("direction", "ltr")):  # fmt: skip
        if style.get(name, usual) != usual:
            text.set(name, style.get(name))
    if style.get("text-decoration-line"):
        text.set("text-decoration", style.get("text-decoration-line"))
    _space(text, run)
    text.text = run.text
    ink = extent(run.text, style.is_bold, style.is_italic)
    cover = (x, y - ink.top * style.em, x + run.width, y - ink.bottom * style.em)
    painted.append(Piece(text, cover))


def _paint_marker(painted: Painted, fragment: Fragment, x: float, baseline: float) -> None:
    """What stands beside an item of a list whose lines begin at x."""
    marker, style = fragment.box.marker, fragment.box.style
    if marker in SHAPES:
        cover = (x - style.em, baseline - style.em, x, baseline)
        painted.append(Piece(bullet(style, marker, x, baseline), cover))
        return
    plain = style._replace(values={**style.values, "text-decoration-line": ""})
    width = style.em * sum(advances(marker, style.is_bold, style.is_italic))
    _paint_run(painted, Run(x - width, baseline, width, marker.strip(), plain), 0.0, 0.0)


def _space(text: etree._Element, run: Run) -> None:
    """What moves letters, and keeps spaces that SVG would collapse."""
    between = run.style.px("letter-spacing") or 0.0
    if between:
        text.set("letter-spacing", decimal(between))
    words = (run.style.px("word-spacing") or 0.0) + run.spread
    if words:
        text.set("word-spacing", decimal(words))
    if run.text != run.text.strip(" ") or "  " in run.text or "\t" in run.text:
        text.set(XML_SPACE, "preserve")
