"""A `switch` that chooses the same for every reader → a group with the choice (SVG 2, 5.9)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.context import SVG, Context
from pipeline.normalize.passes.noise import remove

_SWITCH = ("switch", f"{{{SVG}}}switch")
_NAMES = (*SHAPES, "g", "a", "text", "use", "svg", "switch", "foreignObject")
_DRAWN = frozenset((*_NAMES, *(f"{{{SVG}}}{name}" for name in _NAMES)))
_UNDERSTOOD = frozenset(("http://www.w3.org/1999/xhtml",))


def undrawn(root: etree._Element) -> Iterator[etree._Element]:
    """What stands in a `switch` after a child that every browser draws: no reader sees it."""
    for switch in root.iter(*_SWITCH):
        is_chosen = False
        for child in switch.iterchildren(etree.Element):
            if is_chosen:
                yield child
            is_chosen = is_chosen or _is_always_drawn(child)


def _is_always_drawn(child: etree._Element) -> bool:
    is_sure = "systemLanguage" not in child.attrib and is_understood(child)
    return is_sure and child.tag in _DRAWN


def is_understood(element: etree._Element) -> bool:
    """Whether browsers have the extensions that an element requires: without, none draws it."""
    asked = element.get("requiredExtensions")
    return asked is None or (bool(asked.split()) and _UNDERSTOOD.issuperset(asked.split()))


def settle_switches(context: Context) -> None:
    """Remove what no reader sees; a `switch` that is left with one sure choice is a group.

    After noise is dropped: what requires an extension is no choice.
    """
    for child in list(undrawn(context.root)):
        remove(child)
    for switch in list(context.root.iter("switch")):
        first = next(switch.iterchildren(etree.Element), None)
        if first is not None and _is_always_drawn(first):
            switch.tag = "g"
