"""Style sheets, style attributes and presentation attributes → presentation attributes alone.

Follows CSS Cascading 4, section 6: importance, specificity, order; presentation attributes come
before every rule (SVG 2, section 6.6). What has no presentation attribute stays in `style`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import cssselect2  # type: ignore[import-untyped]  # the library carries no types
import tinycss2  # type: ignore[import-untyped]  # as above
from lxml import etree

from pipeline.normalize.allowed import NOT_INHERITED, PRESENTATION, STYLE_ONLY
from pipeline.normalize.context import SVG, Context, local, shorten
from pipeline.normalize.styles.css import (
    Declaration,
    Rule,
    declarations,
    is_computed,
    is_opaque,
    rules,
)
from pipeline.normalize.styles.inherited import Inherited
from pipeline.normalize.styles.shorthand import longhands
from pipeline.normalize.values.lengths import NUMBER
from pipeline.normalize.values.readable import concerns_of

Specificity = tuple[int, int, int]
_OWN: Specificity = (1 << 30, 0, 0)
"""A style attribute outweighs every selector."""

MAX_MATCHES = 1_000_000
"""No drawing may have more selectors with combinators times elements, or declarations that meet
different elements, than this."""

_ONE_WORD = re.compile(r"(\*)|([a-zA-Z][\w-]*)|\.([a-zA-Z_][\w-]*)|#([a-zA-Z_][\w-]*)")
_FUNCTION = re.compile(r"(\w+)\(([^)]*)")
_DYNAMIC = re.compile(r":(?:hover|focus|active|visited|target)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds for an element, with its place in the cascade."""

    specificity: Specificity
    order: int
    declarations: tuple[Declaration, ...]


@dataclass(slots=True)
class Sheet:
    """All rules of a drawing: those of one simple selector by what they name, others by element."""

    universal: list[Match] = field(default_factory=list)
    by_key: dict[tuple[int, str], list[Match]] = field(default_factory=dict)
    by_element: dict[etree._Element, list[Match]] = field(default_factory=dict)
    is_empty: bool = True
    met: int = 0
    """Declarations of rules that have met an element so far."""

    def matches(self, element: etree._Element) -> Iterator[Match]:
        """Every rule that holds for `element`, in no order."""
        yield from self.universal
        yield from self.by_element.get(element, ())
        yield from self.by_key.get((2, local(str(element.tag))), ())
        for name in (element.get("class") or "").split():
            yield from self.by_key.get((3, name), ())
        yield from self.by_key.get((4, element.get("id") or ""), ())


def apply_styles(context: Context) -> None:
    """Write each element's winning declarations into its attributes."""
    root = context.root
    sheet = _sheet(context)
    everywhere = {
        name
        for match in sheet.universal
        for declaration in match.declarations
        for name, _ in longhands(declaration.name, declaration.value)
        if name in PRESENTATION and name not in NOT_INHERITED
    }
    inherited = Inherited(root, everywhere)
    known: dict[tuple[object, ...], dict[str, str]] = {}
    for element in root.iter(f"{{{SVG}}}*"):
        style = element.get("style")
        if sheet.is_empty and style is None:
            continue
        key = (element.tag, element.get("class"), element.get("id") if sheet.by_key else "", style)
        attributes = known.get(key)
        if attributes is None or sheet.by_element or element is root:
            attributes = known[key] = _attributes(context, sheet, element, style)
            if sheet.met > MAX_MATCHES:
                _refuse_sheet(context, f"more than {MAX_MATCHES:,} declarations meet elements")
                return
        if style is not None:
            del element.attrib["style"]
        inherited.write(element, attributes)


def _sheet(context: Context) -> Sheet:
    root, sheet = context.root, Sheet()
    complex_rules: list[tuple[int, Rule, str]] = []
    order = 0
    for style in root.iter(f"{{{SVG}}}style"):
        if (style.get("type") or "text/css").strip().lower() != "text/css":
            continue
        if (style.get("media") or "all").strip().lower() not in ("all", "screen"):
            continue
        for rule in rules("".join(str(text) for text in style.itertext())):
            order += 1
            prelude = str(tinycss2.serialize(rule.prelude))
            is_nested = any(bracket in prelude for bracket in "([\"'\\")
            for selector in [prelude] if is_nested else prelude.split(","):
                _file(sheet, complex_rules, order, rule, selector.strip())
    elements = sum(1 for _ in root.iter()) if complex_rules else 0
    if elements * len(complex_rules) > MAX_MATCHES:
        _refuse_sheet(context, f"{len(complex_rules):,} selectors meet {elements:,} elements")
    elif complex_rules:
        _match_complex(sheet, root, complex_rules)
    return sheet


def _refuse_sheet(context: Context, message: str) -> None:
    context.refuse("S005", context.root, message, "select by class, or set attributes directly")


def _file(
    sheet: Sheet,
    complex_rules: list[tuple[int, Rule, str]],
    order: int,
    rule: Rule,
    selector: str,
) -> None:
    """Put one rule where `Sheet.matches` finds it."""
    word = _ONE_WORD.fullmatch(selector)
    sheet.is_empty = False
    if not word or not word.lastindex:
        complex_rules.append((order, rule, selector))
    elif word.lastindex == 1:
        sheet.universal.append(Match((0, 0, 0), order, rule.declarations))
    else:
        specificity = {2: (0, 0, 1), 3: (0, 1, 0), 4: (1, 0, 0)}[word.lastindex]
        key = (word.lastindex, str(word[word.lastindex]))
        sheet.by_key.setdefault(key, []).append(Match(specificity, order, rule.declarations))


def _match_complex(
    sheet: Sheet, root: etree._Element, waiting: list[tuple[int, Rule, str]]
) -> None:
    matcher = cssselect2.Matcher()
    for order, rule, text in waiting:
        if _DYNAMIC.search(text):
            continue
        try:
            selectors = cssselect2.compile_selector_list(text)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            matcher.add_selector(selector, (order, rule))
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        for specificity, _, pseudo, (order, rule) in matcher.match(wrapper):
            if pseudo is None:
                match = Match(specificity, order, rule.declarations)
                sheet.by_element.setdefault(wrapper.etree_element, []).append(match)


def _winners(sheet: Sheet, element: etree._Element, style: str | None) -> dict[str, str]:
    found = [] if sheet.is_empty else list(sheet.matches(element))
    sheet.met += sum([len(match.declarations) for match in found])
    if style:
        found.append(Match(_OWN, 0, declarations(style)))
    if len(found) > 1:
        found.sort(key=lambda match: (match.specificity, match.order))
    won: dict[str, str] = {}
    for is_important in (False, True):
        for match in found:
            for declaration in match.declarations:
                if declaration.important is is_important:
                    won.update(longhands(declaration.name, declaration.value))
    return won


def _attributes(
    context: Context, sheet: Sheet, element: etree._Element, style: str | None
) -> dict[str, str]:
    """What an element's declarations come to as attributes, `style` among them for the rest."""
    won = _winners(sheet, element, style)
    is_root = element is context.root
    if is_root:
        _take_background(context, won)
        _refuse_turning(context, won.get("transform", "none"))
    attributes, rest = {}, []
    for name, value in won.items():
        if name == "font-family" or concerns_of("style", value) is None:
            continue
        is_variable = name.startswith("--") or is_computed(value)
        if name in PRESENTATION and not is_variable:
            attributes[name] = value
        elif is_variable or (name in STYLE_ONLY and not is_root):
            rest.append(f"{name}:{value}")
    return {**attributes, "style": ";".join(sorted(rest))} if rest else attributes


def _take_background(context: Context, won: dict[str, str]) -> None:
    for name in ("background", "background-color"):
        value = won.get(name, "")
        if is_opaque(value):
            context.background = value


def _refuse_turning(context: Context, transform: str) -> None:
    """Refuse a root that CSS moves: renderers disagree on its origin. Ignore what moves nothing."""
    for name, values in _FUNCTION.findall(transform):
        is_scale = name.lower().startswith("scale")
        numbers = [float(number) for number in re.findall(NUMBER, values)]
        if name.lower().startswith("matrix") or any(
            number != 1 if is_scale else number % 360 for number in numbers
        ):
            message = f"the root is moved by CSS: transform: {shorten(transform)}"
            context.refuse("S006", context.root, message, "move a group inside it instead")
            return
