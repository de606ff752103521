"""Attributes that every element is given → written where an element does not inherit them alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from pipeline.normalize.context import SVG, local, pairs

_RELATIVE = re.compile(r"%|(?:em|ex|ch|ic|lh|cap)\b|larger|smaller|bolder|lighter", re.IGNORECASE)


class Inherited:
    """What the elements of a tree bear of some inherited properties, parents before children.

    What a `use` refers to keeps its own: there it inherits from the `use`.
    """

    def __init__(self, root: etree._Element, names: set[str]) -> None:
        self._names = dict.fromkeys(sorted(names))  # a set would set attributes in any order
        self._borne: dict[etree._Element, Mapping[str, str | None]] = {}
        self._targets = {
            value.strip().removeprefix("#")
            for use in root.iter(f"{{{SVG}}}use")
            for name, value in pairs(use)
            if names and local(name) == "href"
        }

    def write(self, element: etree._Element, attributes: Mapping[str, str]) -> None:
        """Write attributes, and leave none of the properties that the parent bears alike."""
        for name, value in attributes.items():
            if name not in self._names:
                element.set(name, value)
        if not self._names:
            return
        above, bears = self._above(element), dict[str, str | None]()
        for name in self._names:
            before = element.get(name)
            given = attributes.get(name)
            own = bears[name] = before if given is None else given
            is_inherited = own == above.get(name) and not _is_relative(own)
            wanted = None if is_inherited else own
            if wanted is None and before is not None:
                del element.attrib[name]
            elif wanted is not None and wanted != before:
                element.set(name, wanted)
        self._borne[element] = bears

    def _above(self, element: etree._Element) -> Mapping[str, str | None]:
        parent = element.getparent()
        if parent is None or (self._targets and element.get("id") in self._targets):
            return {}
        return self._borne.get(parent) or {name: parent.get(name) for name in self._names}


@lru_cache(maxsize=256)
def _is_relative(value: str | None) -> bool:
    """Whether what a value means depends on what the parent bears: it is the element's own."""
    return value is not None and _RELATIVE.search(value) is not None
