"""Attributes that every element is given → written where an element does not inherit them alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.normalize.context import SVG, local, pairs

_RELATIVE = re.compile(r"%|(?:em|ex|ch|ic|lh|cap)\b|larger|smaller|bolder|lighter", re.IGNORECASE)


class Inherited:
    """What the elements of a tree bear of some inherited properties, parents before children.

    What a `use` refers to keeps its own: there it inherits from the `use`.
    """

    def __init__(self, root: etree._Element, names: set[str]) -> None:
        self._names = names
        self._borne: dict[etree._Element, Mapping[str, str | None]] = {}
        self._targets = {
            value.strip().removeprefix("#")
            for use in root.iter(f"{{{SVG}}}use")
            for name, value in pairs(use)
            if names and local(name) == "href"
        }

    def write(self, element: etree._Element, attributes: Mapping[str, str]) -> None:
        """Write attributes, and leave none of the properties that the parent bears alike."""
        if not self._names:
            for name, value in attributes.items():
                element.set(name, value)
            return
        bears = {
            name: attributes[name] if name in attributes else element.get(name)
            for name in self._names
        }
        self._borne[element] = bears
        above = self._above(element)
        for name, value in attributes.items():
            if not _is_inherited(value, above.get(name)):
                element.set(name, value)
        for name in self._names:
            if _is_inherited(bears[name], above.get(name)) and element.get(name) is not None:
                del element.attrib[name]

    def _above(self, element: etree._Element) -> Mapping[str, str | None]:
        parent = element.getparent()
        if parent is None or (self._targets and element.get("id") in self._targets):
            return {}
        return self._borne.get(parent) or {name: parent.get(name) for name in self._names}


def _is_inherited(value: str | None, above: str | None) -> bool:
    """Whether a value is what the element inherits in any case: one relative to it is its own."""
    return value == above and not (value and _RELATIVE.search(value))
