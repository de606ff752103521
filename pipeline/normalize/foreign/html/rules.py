"""An element → the declarations that hold for it, weakest first: sheets, attributes, its style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cssselect2  # type: ignore[import-untyped]  # the library carries no types
import tinycss2  # type: ignore[import-untyped]  # as above
from lxml import etree

from pipeline.normalize.allowed import PRESENTATION
from pipeline.normalize.context import SVG, Context, local, pairs
from pipeline.normalize.foreign.html.sheet import SHEET, XHTML, hints
from pipeline.normalize.styles.cascade import MAX_MATCHES
from pipeline.normalize.styles.css import Declaration, Rule, declarations, rules


class Rules:
    """The style rules of a drawing, asked for the elements of its labels and those around them."""

    def __init__(self, context: Context, labels: list[etree._Element]) -> None:
        self._matcher = cssselect2.Matcher()
        found = [rule for sheet in _sheets(context.root) for rule in rules(sheet)]
        self._wrappers = _wrappers(context.root, labels) if found else {}
        if len(found) * len(self._wrappers) > MAX_MATCHES:
            message = f"{len(found):,} rules meet {len(self._wrappers):,} elements of labels"
            context.refuse("S005", context.root, message, "select by class")
            self._wrappers, found = {}, []
        for rule in found:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        try:
            selectors = cssselect2.compile_selector_list(str(tinycss2.serialize(rule.prelude)))
        except cssselect2.SelectorError:
            return
        for selector in selectors:
            self._matcher.add_selector(selector, rule)

    def of(self, element: etree._Element) -> list[Declaration]:
        """Every declaration that holds for `element`; of two for one property the later wins."""
        name, style = local(str(element.tag)), element.get("style")
        is_html = element.tag == f"{{{XHTML}}}{name}"
        own = declarations(SHEET.get(name, "")) if is_html else ()
        said = declarations(hints(element, name)) if is_html else _presentation(element)
        matched = list(self._matched(element))
        written = declarations(style) if style else ()
        authored = [*said, *(each for rule in matched for each in rule.declarations), *written]
        return [*own, *(d for d in authored if not d.important),
                *(d for d in authored if d.important)]  # fmt: skip

    def _matched(self, element: etree._Element) -> Iterator[Rule]:
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            return
        for _, _, pseudo, rule in self._matcher.match(wrapper):
            if pseudo is None:
                yield rule


def _presentation(element: etree._Element) -> tuple[Declaration, ...]:
    return tuple(Declaration(n, v) for n, v in pairs(element) if n in PRESENTATION and v.strip())


def _sheets(root: etree._Element) -> Iterator[str]:
    for style in root.iter(f"{{{SVG}}}style"):
        if (style.get("media") or "all").strip().lower() in ("all", "screen"):
            yield "".join(map(str, style.itertext()))


def _wrappers(root: etree._Element, labels: list[etree._Element]) -> dict[etree._Element, Any]:
    """What the selectors are matched with: the labels, all within them and all around them."""
    wanted = {each for label in labels for each in (*label.iter(), *label.iterancestors())}
    return {
        wrapper.etree_element: wrapper
        for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree()
        if wrapper.etree_element in wanted
    }
