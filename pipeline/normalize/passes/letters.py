"""`white-space` and `text-transform` of a style → the letters that a browser shows."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from pipeline.normalize.context import XML_SPACE, Context
from pipeline.normalize.styles.properties import INHERITING, TEXT_STYLES
from pipeline.normalize.styles.settled import NOT_HELD

_PRESERVING = ("pre", "pre-wrap", "break-spaces")
_FIRST = re.compile(r"(?<![\w'’])\w")
_CHANGES: dict[str, Callable[[str], str]] = {
    "uppercase": str.upper,
    "lowercase": str.lower,
    "capitalize": lambda text: _FIRST.sub(lambda letter: letter[0].upper(), text),
    "none": str,
}
"""As CSS Text 3 has them, in no language in particular."""


def write_letters(context: Context) -> None:
    """Write `xml:space` for what keeps white space, and letters as they are shown.

    Before spaces that mean nothing are dropped.
    """
    if not any(context.waiting[e].keys() & set(TEXT_STYLES) for e in context.waiting):
        return
    for label in context.root.iter("text"):
        for element in label.iter("text", "tspan", "textPath"):
            _write_space(context, element)
            _write_case(context, element)


def _write_space(context: Context, element: etree._Element) -> None:
    """A browser gives each label the usual white space anew, so that only its own style counts."""
    value = _inherited(context, element, "white-space", within="text")
    if value in _PRESERVING:
        element.set(XML_SPACE, "preserve")
    elif value is not None and _is_preserved(element):
        element.set(XML_SPACE, "default")


def _is_preserved(element: etree._Element) -> bool:
    spaces = (around.get(XML_SPACE) for around in (element, *element.iterancestors()))
    return next(filter(None, spaces), "") == "preserve"


def _write_case(context: Context, element: etree._Element) -> None:
    value = _inherited(context, element, "text-transform") or "none"
    change = _CHANGES.get(value)
    if change is None:
        message = f"text-transform: {value} is not carried over"
        context.warn("L007", element, message, NOT_HELD)
        return
    element.text = change(element.text or "")
    for child in element:
        child.tail = change(child.tail or "")


def _inherited(
    context: Context, element: etree._Element, name: str, within: str = "svg"
) -> str | None:
    """The value of a property on an element or the nearest one around it that sets it."""
    for around in (element, *element.iterancestors()):
        value = context.waiting.get(around, {}).get(name, "").lower()
        if value and value not in INHERITING:
            return None if value == "initial" else value
        if around.tag == within or (within == "text" and XML_SPACE in around.attrib):
            return None
    return None
