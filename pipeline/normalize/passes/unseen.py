"""A hand-made drawing → warnings at what no browser shows, though its author drew it (L007)."""

from __future__ import annotations

from collections.abc import Set

from lxml import etree

from pipeline.kinds import kind_of
from pipeline.normalize.allowed import (
    ELEMENTS,
    SHAPES,
    TEXT_ELEMENTS,
    UNPAINTED,
)
from pipeline.normalize.context import SVG, Context, pairs, shorten
from pipeline.normalize.misnamed import element_meant
from pipeline.normalize.passes.noise import used

_PREFIX = f"{{{SVG}}}"
_LEFT = frozenset((
    "title", "desc", "metadata", "style", "script", "font", "hatch", "mesh", "flowRoot",
    "foreignObject",
))  # fmt: skip
"""What holds shapes or words for programs, or for a place where they are looked at."""

_DRAWN = SHAPES | {"text", "g", "use", "svg"}
_LEAVES = SHAPES | {"use"}
_HIDING = frozenset(
    ("stroke", "display", "visibility", "opacity", "marker-start", "marker-mid", "marker-end")
)
"""What says of a line that it shows something, or that nobody is to see it."""

_AT = {"cx": "x", "cy": "y", "x1": "x", "y1": "y"}
_CENTRE = {"x": "cx", "y": "cy"}
_OF_OTHERS = {
    "circle": {**_CENTRE, "radius": "r", "rx": "r"},
    "ellipse": {**_CENTRE, "r": "rx", "radius": "rx"},
    "rect": {**_AT, "w": "width", "h": "height", "r": "rx", "radius": "rx"},
    "line": {"x": "x1", "y": "y1"},
    "text": {
        **_AT,
        "font": "font-size, font-weight and font-style",
        "font-color": "fill",
        "text-color": "fill",
        "text-align": "text-anchor",
        "align": "text-anchor",
        "vertical-align": "dominant-baseline",
    },
    "path": {"points": "d"},
    "polygon": {"d": "points"},
    "polyline": {"d": "points"},
}
"""Attributes that other elements have, or style sheets, and what they are called here."""

_PAINT = {
    "fil": "fill",
    "filll": "fill",
    "background": "fill",
    "background-color": "fill",
    "fill-color": "fill",
    "stroke-color": "stroke",
    "stroke-dash": "stroke-dasharray",
    "line-width": "stroke-width",
    "stroke-thickness": "stroke-width",
    "marker": "marker-end",
}
_MEANT = {
    (name, wrong): meant
    for name in (*SHAPES, "text")
    for wrong, meant in (_PAINT | _OF_OTHERS.get(name, {})).items()
}


def report_unseen(context: Context) -> None:
    """Report words outside of labels, shapes within shapes, and names of other elements.

    Before what nobody shows is removed. Renderers make no such mistakes.
    """
    if not kind_of(context.drawing.kind).is_source:
        return
    waiting, unknown = [(context.root, False)], []
    while waiting:
        element, is_kept = waiting.pop()
        name = _name(element)
        if not name or name in _LEFT:
            continue
        if name in ELEMENTS or name == "a":
            _report(context, element, name, is_kept=is_kept)
            is_kept = is_kept or name in UNPAINTED
            waiting += [(child, is_kept) for child in reversed(element.findall("*"))]
        else:
            unknown.append(element)
    if unknown:
        shown = used(context.root)
        for element in unknown:
            _report_unknown(context, element, shown)


def _name(element: etree._Element) -> str:
    """The local name of an element of SVG; "" for any other."""
    tag = str(element.tag)
    return tag.removeprefix(_PREFIX) if tag.startswith(_PREFIX) else ""


def _report(context: Context, element: etree._Element, name: str, *, is_kept: bool) -> None:
    """Report what of an element, and of what stands in it, nobody sees; `is_kept` for later."""
    if name not in TEXT_ELEMENTS and name != "a":
        _report_words(context, element, name)
    if name in _LEAVES or name == "text":
        _report_inner(context, element, name)
    _report_attributes(context, element, name)
    if name == "line" and not is_kept and _is_without_stroke(element):
        message = "the <line> shows nothing: it has no stroke"
        context.warn("L007", element, message, 'give it one, such as stroke="#333"')


def _report_unknown(context: Context, element: etree._Element, shown: Set[str]) -> None:
    """Report an element that SVG does not have, if it was meant for one or holds something.

    `shown` are the ids of what is shown elsewhere.
    """
    name = _name(element)
    meant, inner = element_meant(name), list(element.iter(etree.Element))
    hint = f"write <{meant}>" if meant else "write <g> for a group of shapes, <text> for words"
    if meant and meant.lower() == name.lower():
        hint = f"{hint}: capital letters count"
    if any(each.get("id") in shown for each in inner):
        return
    if meant or _has_words(element) or any(_name(each) in _DRAWN for each in inner):
        message = f"<{name}> is no element of SVG and is drawn by no browser"
        context.warn("L007", element, message, hint)


def _has_words(element: etree._Element) -> bool:
    return any(map(str.isalnum, "".join(map(str, element.itertext()))))


def _report_words(context: Context, element: etree._Element, name: str) -> None:
    pieces = [element.text, *(child.tail for child in element)]
    words = " ".join(" ".join(filter(None, pieces)).split())
    if any(map(str.isalnum, words)):
        message = f"“{shorten(words)}” stands in <{name}> and is shown by no browser"
        hint = "put it into a <text> with x and y, behind the shape that it names"
        context.warn("L007", element, message, hint)


def _report_inner(context: Context, element: etree._Element, name: str) -> None:
    """Report what would be drawn but for the place where it stands."""
    for child in element.findall("*"):
        inner = _name(child)
        if inner in _DRAWN and (name != "text" or inner != "text"):
            message = f"the <{inner}> in a <{name}> is shown by no browser"
            context.warn("L007", child, message, f"put it behind the </{name}>")


def _report_attributes(context: Context, element: etree._Element, name: str) -> None:
    own = element.attrib
    for wrong, value in pairs(element):
        meant = _MEANT.get((name, wrong))
        if meant and meant not in own and value not in ("", "0"):
            message = f'{wrong}="{shorten(value)}" counts for nothing: <{name}> has no {wrong}'
            context.warn("L007", element, message, f"did you mean {meant}?", wrong)


def _is_without_stroke(line: etree._Element) -> bool:
    """Whether a line that is meant to be seen has no stroke, of its own or of a group."""
    if not _HIDING.isdisjoint(line.keys()):
        return False
    has_length = any(line.get(f"{axis}1", "0") != line.get(f"{axis}2", "0") for axis in "xy")
    return has_length and not any(each.get("stroke") for each in line.iterancestors())
