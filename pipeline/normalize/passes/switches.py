"""A `switch` that chooses the same for every reader → a group with the choice (SVG 2, 5.9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from pipeline.normalize.allowed import SHAPES, XHTML
from pipeline.normalize.context import SVG, Context, local, pairs
from pipeline.normalize.passes.noise import remove
from pipeline.normalize.styles.syntax import references
from pipeline.normalize.values.readable import REFERRING

_SWITCH = ("switch", f"{{{SVG}}}switch")
_NAMES = (*SHAPES, "g", "a", "text", "use", "svg", "switch", "foreignObject")
_DRAWN = frozenset((*_NAMES, *(f"{{{SVG}}}{name}" for name in _NAMES)))
_UNDERSTOOD = frozenset((XHTML,))


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
    referred_to = _referred_to(context.root, unseen) if unseen else set()
    for child in unseen:
        if child not in referred_to:
            remove(child)
            for element in child.iter(etree.Element):
                context.references.pop(element, None)
    for switch in list(context.root.iter("switch")):
        choices = list(switch.iterchildren(etree.Element))
        if len(choices) == 1 and _is_always_drawn(choices[0]):
            switch.tag = "g"


def _referred_to(root: etree._Element, unseen: list[etree._Element]) -> set[etree._Element | None]:
    """Those of `unseen` that hold something to which what stays may refer."""
    tops = set(unseen)
    around: dict[etree._Element | None, etree._Element | None] = {None: None}
    made: dict[etree._Element | None, list[str]] = defaultdict(list)
    bearers: dict[str | None, etree._Element | None] = {}
    for element in root.iter(etree.Element):
        top = around[element] = element if element in tops else around.get(element.getparent())
        made[top] += _names(element)
        bearers.setdefault(element.get("id") or None, top)  # as browsers look them up
    stays: set[etree._Element | None] = {None}
    waiting = made[None]
    while waiting:
        name = waiting.pop()
        top = bearers.get(name if name in bearers else unquote(name))
        while top is not None and top not in stays:
            stays.add(top)
            waiting += made[top]
            top = around.get(top.getparent())
    return stays


def _names(element: etree._Element) -> Iterator[str]:
    """The ids that an element may refer to; some are percent-escaped."""
    for name, value in pairs(element):
        if local(name) == "href":
            yield value.strip().removeprefix("#")
        elif name in REFERRING:
            yield from references(value)[1::2]
