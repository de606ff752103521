"""A hand-made drawing → warnings at what no browser shows, though its author drew it (L007)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lxml import etree

from pipeline.kinds import kind_of
from pipeline.normalize.allowed import (
    ELEMENTS,
    SHAPES,
    TEXT_ELEMENTS,
    UNPAINTED,
)
from pipeline.normalize.context import SVG, Context, local, pairs, shorten
from pipeline.normalize.misnamed import attribute_meant, element_meant
from pipeline.normalize.passes.noise import used

_PREFIX = f"{{{SVG}}}"
_LEFT = frozenset((
    "title", "desc", "metadata", "style", "script", "font", "hatch", "mesh", "flowRoot",
    "foreignObject",
))  # fmt: skip
"""What holds shapes or words for programs, or for a place where they are looked at."""

_DRAWN = SHAPES | {"text", "g", "use", "svg"}
_HIDING = frozenset(
    ("stroke", "display", "visibility", "opacity", "marker-start", "marker-mid", "marker-end")
)
"""What says of a line that it shows something, or that nobody is to see it."""

_NEEDED = {
    "rect": (("width", "height"), ("height", "width")),
    "circle": (("cx", "r"),),
}
"""What a shape has whose author meant it to be seen, and without what it shows nothing."""

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
_WRONG = {
    name: frozenset(wrong for of, wrong in _MEANT if of == name)
    for name in (*SHAPES, "text", "use")
}
_NAMES = {_PREFIX + name: name for name in (*ELEMENTS, "a") if name not in _LEFT}
"""What browsers draw, or what of it is drawn."""


def report_unseen(context: Context) -> None:
    """Report words outside of labels, shapes within shapes, and names of other elements.

    Before what nobody shows is removed. Renderers make no such mistakes.
    """
    if not kind_of(context.drawing.kind).is_source:
        return
    wordy, unknown = dict[etree._Element | None, None](), list[etree._Element]()
    for element in context.root.iter(etree.Element):
        name = _NAMES.get(str(element.tag))
        if (element.tail and not element.tail.isspace()) or (
            element.text and not element.text.isspace()
        ):
            wordy.update(dict.fromkeys((element, element.getparent())))
        if name is None:
            unknown.append(element)
        elif name in _WRONG:
            _report_shape(context, element, name)
    for holder in wordy:
        _report_words(context, holder)
    shown = used(context.root) if unknown else ()
    for element in unknown:
        _report_unknown(context, element, shown)


def _report_shape(context: Context, element: etree._Element, name: str) -> None:
    """Report what of a shape or a label, and of what stands in it, nobody sees."""
    keys = element.keys()
    if not _WRONG[name].isdisjoint(keys) and _is_looked_at(element):
        _report_attributes(context, element, name)
    if len(element):
        _report_inner(context, element, name)
    if name == "line" and _is_without_stroke(element, keys) and _is_looked_at(element):
        message = "the <line> shows nothing: it has no stroke"
        context.warn("L007", element, message, 'give it one, such as stroke="#333"')
    for given, lacking in _NEEDED.get(name, ()):
        value = element.get(lacking)
        if given in keys and (value is None or value.startswith("-")):
            _report_incomplete(context, element, name, lacking, value)


def _report_incomplete(
    context: Context, element: etree._Element, name: str, lacking: str, value: str | None
) -> None:
    """Report a shape without a size, or with one below 0, unless it has it by a wrong name."""
    if any(key in _WRONG[name] or attribute_meant(key) for key, _ in pairs(element)):
        return
    if _is_looked_at(element):
        why = f"it has no {lacking}" if value is None else f"its {lacking} is {shorten(value)}"
        hint = f'give it one above 0, such as {lacking}="40"'
        context.warn("L007", element, f"the <{name}> shows nothing: {why}", hint, lacking)


def _is_looked_at(element: etree._Element) -> bool:
    """Whether an element stands where browsers draw what they know."""
    return all(_NAMES.get(str(each.tag)) for each in element.iterancestors())


def _report_unknown(context: Context, element: etree._Element, shown: Collection[str]) -> None:
    """Report an element that SVG does not have, if it was meant for one or holds something.

    `shown` are the ids of what is shown elsewhere.
    """
    tag = str(element.tag)
    name = local(tag)
    if not tag.startswith(_PREFIX) or name in _LEFT or not _is_looked_at(element):
        return
    if name.lower() == "br" and _is_in_text(element):
        hint = 'write each line as <tspan x="…" dy="1.2em">'
        context.warn("L007", element, f"<{name}> breaks no line in SVG", hint)
        return
    meant, inner = element_meant(name), list(element.iter(etree.Element))
    hint = f"write <{meant}>" if meant else "write <g> for a group of shapes, <text> for words"
    if meant and meant.lower() == name.lower():
        hint = f"{hint}: capital letters count"
    if any(each.get("id") in shown for each in inner):
        return
    if meant or _has_words(element) or any(_is_drawn(each) for each in inner):
        message = f"<{name}> is no element of SVG and is drawn by no browser"
        context.warn("L007", element, message, hint)


def _is_in_text(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and _NAMES.get(str(parent.tag)) in TEXT_ELEMENTS


def _is_drawn(element: etree._Element) -> bool:
    return _NAMES.get(str(element.tag)) in _DRAWN


def _has_words(element: etree._Element) -> bool:
    return any(map(str.isalnum, "".join(map(str, element.itertext()))))


def _report_words(context: Context, element: etree._Element | None) -> None:
    name = None if element is None else _NAMES.get(str(element.tag))
    if element is None or name is None or name in TEXT_ELEMENTS or name == "a":
        return
    pieces = [element.text, *(child.tail for child in element)]
    words = " ".join(" ".join(filter(None, pieces)).split())
    if any(map(str.isalnum, words)) and _is_looked_at(element):
        message = f"“{shorten(words)}” stands in <{name}> and is shown by no browser"
        hint = "put it into a <text> with x and y, behind the shape that it names"
        context.warn("L007", element, message, hint)


def _report_inner(context: Context, element: etree._Element, name: str) -> None:
    """Report shapes and labels that stand in a shape or a label, where nobody sees them."""
    for child in element:
        inner = _NAMES.get(str(child.tag))
        if inner in _DRAWN and (name != "text" or inner != "text") and _is_looked_at(element):
            message = f"the <{inner}> in a <{name}> is shown by no browser"
            context.warn("L007", child, message, f"put it behind the </{name}>")


def _report_attributes(context: Context, element: etree._Element, name: str) -> None:
    own = element.attrib
    for wrong, value in pairs(element):
        meant = _MEANT.get((name, wrong))
        if meant and meant not in own and value not in ("", "0"):
            message = f'{wrong}="{shorten(value)}" counts for nothing: <{name}> has no {wrong}'
            context.warn("L007", element, message, f"did you mean {meant}?", wrong)


def _is_without_stroke(line: etree._Element, keys: Iterable[str | bytes]) -> bool:
    """Whether a line that is meant to be seen has no stroke, of its own or of a group."""
    if not _HIDING.isdisjoint(keys):
        return False
    around = list(line.iterancestors())
    if any(each.get("stroke") or _NAMES.get(str(each.tag)) in UNPAINTED for each in around):
        return False
    return any(line.get(f"{axis}1", "0") != line.get(f"{axis}2", "0") for axis in "xy")
