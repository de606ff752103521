"""Gradients and patterns that are made after others → what they inherit, where that matters."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.normalize.context import Context
from pipeline.normalize.passes.links.references import Ids, ids_of

UNITS = {
    "linearGradient": "gradientUnits",
    "radialGradient": "gradientUnits",
    "pattern": "patternUnits",
    "mask": "maskUnits",
    "filter": "filterUnits",
}
"""The attribute of each that says what its lengths refer to."""

_PLACES: dict[str, dict[str, str | None]] = {
    "linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%", "fx": None, "fy": None, "fr": None},
    "pattern": {"x": None, "y": None, "width": None, "height": None},
}
"""Where each is placed, with what an absent value means if that is a share of something."""


def spell_out_servers(context: Context) -> None:
    """Write what gradients and patterns inherit by `href`, where one of them is in user space.

    Before lengths are resolved, which depends on the units: a share of a box stays one, a share of
    the viewport does not.
    """
    made_after = [element for element in context.root.iter(*_PLACES) if "href" in element.attrib]
    ids = ids_of(context.root) if made_after else {}
    chains = [list(_chain(element, ids)) for element in made_after]
    for chain in chains:
        if any(_own_units(element) == "userSpaceOnUse" for element in chain):
            _spell_out(chain)


def _chain(element: etree._Element | None, ids: Ids) -> Iterator[etree._Element]:
    """An element, the one that it is made after, and so on.

    Loops were refused by `limit_reuse`; none is followed twice here.
    """
    seen: set[etree._Element] = set()
    while element is not None and element.tag in _PLACES and element not in seen:
        seen.add(element)
        yield element
        element = ids.get((element.get("href") or "").removeprefix("#"))


def _own_units(element: etree._Element) -> str | None:
    return element.get(UNITS[str(element.tag)])


def _spell_out(chain: list[etree._Element]) -> None:
    element, tag = chain[0], str(chain[0].tag)
    alike = [other for other in chain if other.tag == tag]
    units = next(filter(None, map(_own_units, chain)), None)
    element.set(UNITS[tag], units or "objectBoundingBox")
    for name, absent in _PLACES[tag].items():
        value = next((other.attrib[name] for other in alike if name in other.attrib), absent)
        if value is not None:
            element.set(name, value)
