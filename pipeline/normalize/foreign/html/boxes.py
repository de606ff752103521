"""A foreignObject → its boxes: what stands under what, and what stands in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import etree

from pipeline.normalize.allowed import XHTML
from pipeline.normalize.context import local
from pipeline.normalize.foreign.html.computed import Style, anonymous, computed
from pipeline.normalize.foreign.html.markers import marker_of
from pipeline.normalize.foreign.html.rules import Rules
from pipeline.normalize.foreign.html.sheet import names

_IN_LINE = frozenset(("inline-block", "inline-flex", "inline-table"))
_KNOWN = names("""
    block inline inline-block inline-flex inline-table flex flow-root table table-cell contents
    list-item
    """)
_KEPT_SPACES = ("pre", "break-spaces")
_PREFIX = f"{{{XHTML}}}"


class NotTextError(Exception):
    """What a label holds that text and rectangles cannot show, and where."""

    def __init__(self, element: etree._Element, what: str) -> None:
        super().__init__(what)
        self.element = element


@dataclass(slots=True, eq=False)
class Box:
    """One box. `display` is inside its edges: block, flex, inline, break, wbr or text.

    `is_in_line` says whether it stands in a line as one thing.
    """

    style: Style
    display: str
    element: etree._Element | None = None
    children: list[Box] = field(default_factory=list)
    text: str = ""
    is_in_line: bool = False
    marker: str = ""
    """What stands beside an item of a list."""

    extremes: tuple[float, float] | None = None
    """Its least and greatest width, when they are known."""

    lines: Any = None
    """What stands in its lines (a Paragraph), when it is known."""

    @property
    def is_inline(self) -> bool:
        """Whether it stands in a line."""
        return self.is_in_line or self.display in ("inline", "break", "wbr", "text")

    @property
    def holds_lines(self) -> bool:
        """Whether its children stand in lines."""
        return self.display == "block" and bool(self.children) and self.children[0].is_inline


def box_of(label: etree._Element, style: Style, rules: Rules) -> Box:
    """The box of a foreignObject. Raises NotTextError."""
    box = Box(style, "block", label)
    box.children = _grouped(box, list(_children(label, style, rules, 0)))
    return box


def _children(element: etree._Element, style: Style, rules: Rules, flexes: int) -> Iterator[Box]:
    """The boxes in an element, which stands in that many flex containers."""
    if element.text:
        yield Box(style, "text", element, text=element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith(_PREFIX):
            yield from _boxes(child, style, rules, flexes)
        if child.tail:
            yield Box(style, "text", element, text=child.tail)


def _boxes(element: etree._Element, around: Style, rules: Rules, flexes: int) -> Iterator[Box]:
    """The boxes that one element makes: none, one, or those within it."""
    style, name = computed(rules.of(element), around), local(str(element.tag))
    if name in ("br", "wbr"):
        yield Box(style, "break" if name == "br" else "wbr", element)
        return
    display = style.get("display", "inline")
    if display == "none":
        return
    flexes += display.endswith("flex")
    _check(element, style, display, flexes)
    if rules.adds_text(element):
        raise NotTextError(element, "has text that a style sheet adds (::before, ::after)")
    for name in sorted(_DROPPED.keys() & style.values.keys()):
        if style.get(name) not in _DROPPED[name]:
            rules.report(element, f"{name}: {style.get(name)}")
    children = list(_children(element, style, rules, flexes))
    if element.tag == f"{_PREFIX}q":
        before, after = (Box(style, "text", element, text=mark) for mark in "“”")
        children = [before, *children, after]
    if display == "contents":
        yield from children
        return
    if display == "inline":
        yield from _inline(element, style, children)
        return
    marker = _marker(element, style, children) if display == "list-item" else ""
    is_row = display.endswith("table") and _are_cells(children)
    inside = "flex" if display.endswith("flex") or is_row else "block"
    box = Box(style, inside, element, is_in_line=display in _IN_LINE, marker=marker)
    box.children = _grouped(box, children)
    yield box


def _marker(element: etree._Element, style: Style, children: list[Box]) -> str:
    """What stands beside an item of a list."""
    marker = marker_of(element, style)
    if marker is None or (marker and style.get("list-style-position", "outside") != "outside"):
        raise NotTextError(element, "is a list with markers of another kind than shown here")
    if marker and all(map(_is_blank, children)):
        raise NotTextError(element, "is a list with an empty item")
    return marker


def _are_cells(children: list[Box]) -> bool:
    """Whether a table has cells alone, as one row: they share its width and height."""
    cells = [child for child in children if not _is_blank(child)]
    if not cells or any(cell.style.get("display") != "table-cell" for cell in cells):
        return False
    for cell in cells:
        cell.style = cell.style._replace(values={**cell.style.values, "flex-grow": "1"})
    return True


def _inline(element: etree._Element, style: Style, children: list[Box]) -> Iterator[Box]:
    """An inline box; around blocks it comes to nothing but what its lines inherit."""
    for is_inline, group in groupby(children, key=_stands_in_line):
        if is_inline:
            yield Box(style, "inline", element, list(group))
        else:
            yield from group
    if not children:
        yield Box(style, "inline", element)


def _grouped(box: Box, children: list[Box]) -> list[Box]:
    """Children that all stand in lines, or that all do not; lines among blocks get a box."""
    is_flex = box.display == "flex"
    if not is_flex and all(child.is_inline for child in children):
        return children if any(not _is_blank(child) for child in children) else []
    grouped: list[Box] = []
    for key, group in groupby(children, key=_item_of if is_flex else _stands_in_line):
        run = list(group)
        if not key:
            grouped += run
        elif not all(map(_is_blank, run)):
            grouped.append(Box(anonymous(box.style), "block", children=run))
    return [_blockified(child) for child in grouped] if is_flex else grouped


def _stands_in_line(child: Box) -> bool:
    return child.is_inline


def _item_of(child: Box) -> bool:
    """Whether a child of a flex container is a part of an item, not one itself."""
    return child.display in ("text", "break", "wbr")


def _blockified(item: Box) -> Box:
    if item.display == "inline":
        item.display = "block"
        item.children = _grouped(item, item.children)
    item.is_in_line = False
    return item


def _is_blank(child: Box) -> bool:
    """Whether a child is white space that no line shows."""
    if child.display == "text":
        is_kept = child.style.get("white-space").startswith(_KEPT_SPACES)
        return not is_kept and not child.text.strip(" \t\n\r\f")
    return child.display == "inline" and all(map(_is_blank, child.children)) and not _is_seen(child)


def _is_seen(child: Box) -> bool:
    """Whether an empty inline box takes room."""
    edges = (f"{edge}-{side}" for edge in ("padding", "margin") for side in ("left", "right"))
    return any(child.style.px(edge) for edge in edges)


_REFUSED: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("float", lambda value: value not in ("", "none")),
    ("position", lambda value: value in ("absolute", "fixed", "sticky")),
    ("transform", lambda value: value not in ("", "none")),
    ("writing-mode", lambda value: value not in ("", "horizontal-tb")),
    ("column-count", lambda value: value not in ("", "auto", "1")),
    ("column-width", lambda value: value not in ("", "auto")),
    ("columns", lambda value: value not in ("", "auto", "1")),
    ("background-image", lambda value: value not in ("", "none")),
    ("-webkit-line-clamp", lambda value: value not in ("", "none")),
)
"""What moves or paints text in a way that is not done here."""


_DROPPED = {
    **dict.fromkeys(("text-shadow", "box-shadow", "filter", "backdrop-filter"), ("none",)),
    **dict.fromkeys(("clip-path", "mask", "mask-image", "border-image", "outline"), ("none", "0")),
    "mix-blend-mode": ("normal",),
    "text-overflow": ("clip",),
    "text-emphasis": ("none",),
    "-webkit-text-stroke": ("0", "0px"),
    "-webkit-text-stroke-width": ("0", "0px"),
}
"""What browsers draw of HTML and what is made here cannot hold, with the values that do nothing."""

_SIDES = ("top", "right", "bottom", "left", "inset")
_MOST_FLEX = 6
"""Flex containers in flex containers: each may lay out its items twice."""


def _check(element: etree._Element, style: Style, display: str, flexes: int) -> None:
    if display not in _KNOWN:
        raise NotTextError(element, f"is laid out by display: {display}")
    if flexes > _MOST_FLEX:
        raise NotTextError(element, f"nests more than {_MOST_FLEX} flex containers")
    for name, is_refused in _REFUSED:
        if is_refused(style.get(name)):
            raise NotTextError(element, f"is laid out by {name}: {style.get(name)}")
    is_shifted = display == "inline" and style.get("position") == "relative"
    for side in _SIDES if is_shifted else ():
        if style.get(side, "auto") not in ("auto", "0", "0px"):
            raise NotTextError(element, f"is laid out by position: relative; {side}")
