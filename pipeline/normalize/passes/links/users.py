"""Every `<use>` with what it shows, and what is shown with all that show it."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from pipeline.normalize.allowed import UNPAINTED
from pipeline.normalize.context import Context
from pipeline.normalize.passes.links.references import ids_of


class Uses:
    """The uses of one drawing, after its references are mended."""

    def __init__(self, context: Context) -> None:
        made = {use: context.references.get(use, ()) for use in context.root.iter("use")}
        ids = ids_of(context.root) if made else {}
        self.targets = {
            use: ids[name]
            for use, references in made.items()
            for kind, name in references
            if kind == "href" and name in ids
        }
        self._users: dict[etree._Element, list[etree._Element]] = defaultdict(list)
        for use, target in self.targets.items():
            self._users[target].append(use)

    def around(self, element: etree._Element) -> list[etree._Element]:
        """From where an element inherits: its parent, and each `use` that shows it.

        Its parent does not count where an element shows only by its uses.
        """
        parent, users = element.getparent(), self._users.get(element, [])
        if parent is None or (users and (element.tag == "symbol" or self._is_idle(parent))):
            return users
        return [parent, *users]

    def _is_idle(self, element: etree._Element) -> bool:
        """Whether an element is a mere definition, which no `use` shows."""
        for each in (element, *element.iterancestors()):
            if each in self._users:
                return False
            if each.tag in UNPAINTED:
                return each.tag in ("defs", "symbol")
        return False
