"""Rules and style attributes → the declarations that win for each element.

Follows CSS Cascading 5, section 6: importance, layers, specificity, order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.normalize.allowed import STYLES
from pipeline.normalize.context import SVG, XLINK, line_of
from pipeline.normalize.misnamed import OF_PAGES, attribute_meant
from pipeline.normalize.styles.properties import Place
from pipeline.normalize.styles.rules.animations import end_state
from pipeline.normalize.styles.rules.conditions import Screen
from pipeline.normalize.styles.rules.selectors import (
    MAX_MATCHES,
    Match,
    Matches,
    match_rules,
    own_style,
)
from pipeline.normalize.styles.rules.sheets import StyleSheet, read_sheets
from pipeline.normalize.styles.rules.variables import Values, inherit, substitute
from pipeline.normalize.styles.shorthand import longhands
from pipeline.normalize.styles.syntax import Declaration, declarations

Line = int | None
"""The line of a declaration in a style sheet; None in an attribute."""


class Won(NamedTuple):
    """The value that a property has by the style sheets and the style attribute."""

    value: str
    important: bool
    line: Line


Winners = dict[str, Won]
"""Longhand properties with what won; custom properties are written out."""


def _by_importance(match: Match) -> tuple[object, ...]:
    """The order among important declarations, where earlier layers win."""
    return match.is_own, tuple(-place for place in match.layer), match.specificity, match.order


class Cascade:
    """All rules of one drawing; elements are to be asked for with parents before children.

    OverflowError where the rules are beyond measure.
    """

    def __init__(self, root: etree._Element, screen: Screen, uses_variables: bool) -> None:
        self.sheet = _sheet(root, screen)
        self.matches: Matches = match_rules(root, self.sheet.rules)
        self.uses_variables = uses_variables
        self.unread: dict[tuple[Declaration, bool], etree._Element] = {}
        """Declarations that no browser reads, and whether each is of a style attribute; with an
        element."""
        self._met = 0
        self._values: dict[etree._Element, Values] = {}
        self._ended: dict[etree._Element, dict[str, str]] = {}

    def winners(self, element: etree._Element, style: str | None) -> Winners:
        """What wins for an element; `style` is its style attribute."""
        won: Winners = {}
        for own, is_own in self.declared(element, style):
            place: Place = "style" if is_own else "sheet"
            parts = longhands(own.name, own.value, place)
            if not parts or attribute_meant(own.name) or (is_own and own.name in OF_PAGES):
                self.unread.setdefault((own, is_own), element)
            for name, part in parts:
                won[name] = Won(part, own.important, None if is_own else own.line)
        return won

    def declared(
        self, element: etree._Element, style: str | None
    ) -> Iterator[tuple[Declaration, bool]]:
        """What holds for an element, the weakest first, its variables written out.

        Beside each declaration whether it stands in the style attribute.
        """
        found = [] if self.matches.is_empty else sorted(self.matches.of(element))
        self._count(sum([len(match.declarations) for match in found]))
        if style:
            found.append(own_style(declarations(style)))
        if self.uses_variables:
            self._values[element] = inherit(
                self._values_around(element), _custom(found) | self._ended.get(element, {})
            )
        for match in found:
            yield from self._written(element, match, important=False)
        for match in sorted(found, key=_by_importance):
            yield from self._written(element, match, important=True)

    def substituted(self, element: etree._Element, value: str) -> str | None:
        """A value with the variables of an element written out; None where one is nothing."""
        return substitute(value, self._values[element]) if self.uses_variables else value

    def end_animations(self, element: etree._Element, style: str | None, won: Winners) -> None:
        """Add what the animations of an element leave. EndlessError where one leaves nothing."""
        given = {name: own.value for name, own in won.items()}
        self._count(given["animation-name"].count(",") + 1)
        left = end_state(given, self.sheet.keyframes)
        custom = {own.name: own.value for own in left if own.name.startswith("--")}
        if custom:
            self._ended[element] = custom
            won |= self.winners(element, style)
        for own in left:
            value = self.substituted(element, own.value)
            for name, part in longhands(own.name, value or "unset"):
                if name not in won or not won[name].important:
                    won[name] = Won(part, False, own.line)

    def lent(self, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        """Each `<use>` with the variables that it lends to its target, which has them otherwise."""
        ids = {element.get("id"): element for element in root.iter(f"{{{SVG}}}*")}
        for use in root.iter(f"{{{SVG}}}use"):
            address = use.get("href") or use.get(f"{{{XLINK}}}href") or ""
            target = ids.get(address.removeprefix("#"))
            if target in self._values:
                around = self._values_around(target)
                for name, value in self._values[use].items():
                    if around.get(name) != value:
                        yield use, name

    def _written(
        self, element: etree._Element, match: Match, important: bool
    ) -> Iterator[tuple[Declaration, bool]]:
        place: Place = "style" if match.is_own else "sheet"
        for own in match.declarations:
            if own.important is not important or own.name.startswith("--"):
                continue
            if "(" in own.value:
                value = self.substituted(element, own.value)
                if value is None or (value != own.value and not longhands(own.name, value, place)):
                    value = "unset"
                yield own._replace(value=value), match.is_own
            else:
                yield own, match.is_own

    def _count(self, more: int) -> None:
        self._met += more
        if self._met > MAX_MATCHES:
            raise OverflowError(f"more than {MAX_MATCHES:,} declarations meet elements")

    def _values_around(self, element: etree._Element) -> Values:
        parent = element.getparent()
        while parent is not None and parent not in self._values:
            parent = parent.getparent()
        first = self.sheet.registered
        above = first if parent is None else self._values[parent]
        if not self.sheet.unshared:
            return above
        own = {name: first.get(name) for name in self.sheet.unshared}
        return {name: value for name, value in {**above, **own}.items() if value is not None}


def _sheet(root: etree._Element, screen: Screen) -> StyleSheet:
    """All sheets that a browser applies: of those with titles, the ones titled as the first is.

    The others are alternatives that a reader may choose (CSSOM, section 6.2). A sheet counts as
    the first also where it is empty, or for another medium.
    """
    styles = [
        style
        for style in root.iter(*STYLES)
        if (style.get("type") or "text/css").lower() == "text/css"
    ]
    preferred = next(filter(None, (style.get("title") for style in styles)), None)
    sheets = [
        (_own_text(style), style.get("media") or "all", line_of(style) or 1)
        for style in styles
        if (style.get("title") or preferred) == preferred
    ]
    return read_sheets(sheets, screen)


def _own_text(style: etree._Element) -> str:
    """The text of a sheet; browsers pass over elements in it with all that they hold."""
    return "".join([style.text or "", *(child.tail or "" for child in style)])


def _custom(found: list[Match]) -> dict[str, str]:
    """The custom properties that win among some rules in their order."""
    return {
        own.name: own.value
        for important in (False, True)
        for match in (sorted(found, key=_by_importance) if important else found)
        for own in match.declarations
        if own.important is important and own.name.startswith("--")
    }
