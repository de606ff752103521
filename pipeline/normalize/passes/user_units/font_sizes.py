"""`font-size` in any form → px, where what it is relative to is known."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.context import Context
from pipeline.normalize.passes.links.users import Uses
from pipeline.normalize.values.arithmetic import Units, compute
from pipeline.normalize.values.lengths import LARGER, LENGTH, SIZES, USUAL_SIZE, decimal

_RELATIVE = {"larger": LARGER, "smaller": 1 / LARGER}


class FontSizes:
    """The computed font size of each element.

    What a `use` shows takes its size from the `use`: where those differ, a relative size inside it
    is not known.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.uses = Uses(context)
        self._known: dict[etree._Element, float | None] = {}
        self.root = USUAL_SIZE
        self.root = self.of(context.root) or USUAL_SIZE

    def of(self, element: etree._Element) -> float | None:
        """In px of the element's user space; None where that depends on who uses it."""
        if element not in self._known:
            for ancestor in reversed([*element.iterancestors()]):  # else a deep one recurses deeply
                if ancestor not in self._known:
                    self._known[ancestor] = self._computed(ancestor, self._around(ancestor))
            self._known[element] = self._computed(element, self._around(element))
        return self._known[element]

    def shown_by(self, use: etree._Element) -> float | None:
        """The size of what a `use` shows, as that shows it."""
        return self._computed(self.uses.targets[use], self.of(use))

    def written(self, element: etree._Element) -> str | None:
        """The attribute as a number, or in em where only that is known."""
        value, size = str(element.get("font-size")).strip().lower(), self.of(element)
        if value == "inherit":
            return value
        if size is not None:
            return decimal(size)
        if value in _RELATIVE:
            return f"{_RELATIVE[value]:.6g}em"
        share = LENGTH.fullmatch(value)
        return f"{decimal(float(share[1]) / 100)}em" if share and share[2] == "%" else None

    def units(self, em: float | None, percent: float | None) -> Units:
        """What relative units come to where the font has that size."""
        return Units(em, percent, self.root, *self.context.size)

    def _around(self, element: etree._Element) -> float | None:
        """The size that an element inherits; None where it inherits several."""
        sizes = {self.of(each) for each in self.uses.around(element)}
        return USUAL_SIZE if not sizes else sizes.pop() if len(sizes) == 1 else None

    def _computed(self, element: etree._Element, around: float | None) -> float | None:
        value = (element.get("font-size") or "inherit").strip().lower()
        if value == "inherit":
            return around
        if value in SIZES:
            return SIZES[value]
        if value in _RELATIVE:
            return None if around is None else around * _RELATIVE[value]
        if around is None and "%" in value:
            return None
        written = compute(value, self.units(around, around))
        try:
            return float(written or "")
        except ValueError:
            return around  # nobody can read it, so that it is not carried over
