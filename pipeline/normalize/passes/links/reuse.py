"""References followed → how large a drawing really is; refused where that has no end or bound."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.context import Context, References, shorten
from pipeline.normalize.passes.links.references import Ids, ids_of

MAX_INSTANCES = 200_000
"""No drawing may come to more elements than this once every reference is followed."""

MAX_CHAIN = 30
"""No chain of references may be longer."""

_SPREADING = ("fill", "stroke", "marker-start", "marker-mid", "marker-end")


def limit_reuse(context: Context) -> None:
    """Refuse references that loop, chain too far, or multiply the drawing beyond measure."""
    if not context.references:
        return
    counter = _Counter(ids_of(context.root), context.references)
    try:
        total = counter.cost(context.root, 0)
    except _LoopError as loop:
        message = f"references {loop.why}"
        context.refuse("S005", loop.element, message, "draw each part once, or copy it in place")
        return
    if total > MAX_INSTANCES:
        message = f"references multiply the drawing to {total:,} elements"
        hint = f"the limit is {MAX_INSTANCES:,}: use fewer copies"
        context.refuse("S005", context.root, message, hint)


class _LoopError(Exception):
    def __init__(self, element: etree._Element, why: str) -> None:
        super().__init__(why)
        self.element = element
        self.why = why


class _Counter:
    """Counts elements with every reference followed; remembers what it has counted."""

    def __init__(self, ids: Ids, made: References) -> None:
        self.ids = ids
        self.made = made
        self.known: dict[str, int] = {}
        self.open: set[str] = set()

    def cost(self, top: etree._Element, chain: int) -> int:
        """Elements that drawing `top` comes to; _LoopError where that has no end."""
        total = 0
        for element in top.iter(etree.Element):
            total += 1
            for attribute, name in self.made.get(element, ()):
                cost = self._target(element, name, chain)
                spread = sum(1 for _ in element.iter()) if attribute in _SPREADING else 1
                total += cost * spread
        return total

    def _target(self, element: etree._Element, name: str, chain: int) -> int:
        if name in self.known:
            return self.known[name]
        if name in self.open:
            raise _LoopError(element, f'to "#{shorten(name)}" go round in a circle')
        if chain >= MAX_CHAIN:
            raise _LoopError(element, f"are chained more than {MAX_CHAIN} long")
        target = self.ids.get(name)
        if target is None:
            return 0
        self.open.add(name)
        self.known[name] = self.cost(target, chain + 1)
        self.open.discard(name)
        return self.known[name]
