"""A `switch` that chooses the same for every reader → a group with the choice (SVG 2, 5.9)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from pipeline.normalize.allowed import SHAPES
from pipeline.normalize.context import SVG, Context, local, pairs
from pipeline.normalize.passes.noise import remove
from pipeline.normalize.styles.syntax import references
from pipeline.normalize.values.readable import REFERRING

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

    After noise is dropped: what requires an extension is no choice. What something may refer to
    stays, unseen.
    """
    unseen = list(undrawn(context.root))
    named = _named(context.root) if unseen else set()
    for child in unseen:
        if not any(each.get("id") in named for each in child.iter()):
            remove(child)
    for switch in list(context.root.iter("switch")):
        choices = list(switch.iterchildren(etree.Element))
        if len(choices) == 1 and _is_always_drawn(choices[0]):
            switch.tag = "g"


def _named(root: etree._Element) -> set[str]:
    """The ids that something may refer to, written out or percent-escaped."""
    names: set[str] = set()
    for element in root.iter(etree.Element):
        for name, value in pairs(element):
            if local(name) == "href":
                names.add(value.strip().removeprefix("#"))
            elif name in REFERRING:
                names.update(references(value)[1::2])
    return names.union(map(unquote, names))
