"""A tree → its elements as cssselect2 sees them, each look at a relative counted.

Selectors with combinators, `:has()` and `:nth-of-type()` look at relatives, and where they stand
in each other at the relatives of those: no length of a selector bounds how often.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

import cssselect2  # type: ignore[import-untyped]  # the library carries no types
from lxml import etree

MAX_LOOKS = 2_000_000
"""The selectors of a drawing may not look at relatives more often than this."""


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Looks:
    """How often selectors have looked at relatives. OverflowError where that is beyond measure."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, more: int) -> None:
        self.count += more
        if self.count > MAX_LOOKS:
            raise OverflowError(f"its selectors look at more than {MAX_LOOKS:,} elements")


class _Siblings(list[etree._Element]):
    """The children of an element; slices are copies, and so counted."""

    def __init__(self, children: list[etree._Element], looks: _Looks) -> None:
        super().__init__(children)
        self._looks = looks

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            self._looks.add(len(range(*place.indices(len(self)))))
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[etree._Element]:
        self._looks.add(len(self))
        return super().__iter__()


class _Wrapper(cssselect2.ElementWrapper):  # type: ignore[misc]  # the library carries no types
    """An element that reaches its relatives one by one, so that no list of them is held."""

    def __init__(self, element: etree._Element, parent: _Wrapper | None, **place: Any) -> None:
        self.looks: _Looks = parent.looks if parent is not None else _Looks()
        self.is_copy: bool = parent is not None and parent.is_copy
        super().__init__(element, parent=parent, **place)

    @cached_property
    def lang(self) -> str:
        """The language; SVG says it by `lang`, too."""
        own = self.etree_element.get(_LANG, self.etree_element.get("lang"))
        if own is None and self.parent is not None:
            return str(self.parent.lang)
        return (own or "").lower()

    @cached_property
    def etree_children(self) -> _Siblings:
        """The child elements."""
        return _Siblings(super().etree_children, self.looks)

    @property
    def ancestors(self) -> Iterator[_Wrapper]:
        """The elements around this one, the nearest first."""
        return self._chain("parent")

    @property
    def previous_siblings(self) -> Iterator[_Wrapper]:
        """The siblings before this one, the nearest first."""
        return self._chain("previous")

    def _chain(self, way: str) -> Iterator[_Wrapper]:
        each = getattr(self, way)
        while each is not None:
            self.looks.add(1)
            yield each
            each = getattr(each, way)


def wrappers(root: etree._Element, copied: Collection[etree._Element]) -> Iterator[Any]:
    """Every element once; what is `copied` by `<use>` stands by itself, as in a browser.

    There it `is_copy`: without relatives around it, and no root of the document.
    """
    first = _Wrapper.from_xml_root(root)
    waiting = [first]
    while waiting:
        wrapper = waiting.pop()
        if wrapper.etree_element in copied:
            wrapper = _Wrapper.from_xml_root(wrapper.etree_element)
            wrapper.looks, wrapper.is_copy = first.looks, True
        yield wrapper
        waiting.extend(wrapper.iter_children())
