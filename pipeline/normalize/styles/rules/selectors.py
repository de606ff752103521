"""Selectors → which rules hold for an element, and in which order they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import cssselect2  # type: ignore[import-untyped]  # the library carries no types
import tinycss2  # type: ignore[import-untyped]  # as above
from lxml import etree

from pipeline.normalize.context import SVG, XLINK, local
from pipeline.normalize.styles.rules.family import wrappers
from pipeline.normalize.styles.rules.sheets import NO_LAYER, Layer, Rule
from pipeline.normalize.styles.syntax import SPACES, Declaration, css_text, split_at_commas

MAX_MATCHES = 1_000_000
"""No drawing may have more selectors with combinators times elements, or declarations that meet
different elements, than this."""

MAX_SELECTOR = 1_000
"""Characters of one selector up to its next comma; the library reads each part again and again."""

MAX_TESTS = 10_000_000
"""No drawing may have more parts of selectors with combinators, times elements, than this."""

_ONE_WORD = re.compile(r"(\*)|([a-zA-Z][\w-]*)|\.([a-zA-Z_][\w-]*)|#([a-zA-Z_][\w-]*)")
_SPECIFICITIES = ((0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0))
_NEVER = re.compile(
    r":(?:autofill|default|fullscreen|indeterminate|invalid|in-range|modal|open|optional"
    r"|out-of-range|picture-in-picture|placeholder-shown|popover-open|read-write|required|valid"
    r"|read-only|dir\(\s*rtl\s*\))(?![\w-])",
    re.IGNORECASE,
)
_SERVERS = ("clipPath", "mask", "pattern", "marker")
_LISTS = re.compile(r":(?:is|where)\(", re.IGNORECASE)
_INVALID = re.compile(r":(?:has|not)\(\s*\)", re.IGNORECASE)
"""What makes a selector one that browsers do not read, and the library fails at."""
_ROOT = re.compile(r":(?:root|scope)(?![\w-])", re.IGNORECASE)
_CLASS = re.compile(f"[^{SPACES}]+")
_PARTS = ("first-line", "first-letter", "marker")
_ALWAYS = re.compile(r":(?:defined|dir\(\s*ltr\s*\))(?![\w-])", re.IGNORECASE)


class Match(NamedTuple):
    """A rule that holds for an element; a later one in the order of these fields wins."""

    is_own: bool
    layer: Layer
    specificity: tuple[int, int, int]
    order: int
    declarations: tuple[Declaration, ...]


def _forgiven(text: str) -> str:
    """A selector whose `:is()` and `:where()` are without what nobody can read."""
    if not _LISTS.search(text):
        return text
    parts = []
    for token in tinycss2.parse_component_value_list(text, True):
        if token.type == "function" and token.lower_name in ("is", "where"):
            listed = [_forgiven(css_text(part)) for part in split_at_commas(token.arguments)]
            parts.append(f"{token.lower_name}({', '.join(filter(_is_read, listed)) or ':not(*)'})")
        else:
            parts.append(token.serialize())
    return "".join(parts)


@lru_cache(maxsize=1024)
def _compiled(selectors: str) -> tuple[Any, ...]:
    """A list of selectors as the library matches them; it makes and compiles Python of each."""
    return tuple(cssselect2.compile_selector_list(selectors))


def _is_read(selector: str) -> bool:
    """Whether the library can; of an attribute in any namespace it says NotImplementedError."""
    try:
        _compiled(selector)
    except (cssselect2.SelectorError, NotImplementedError):
        return False
    return True


def own_style(declarations: tuple[Declaration, ...]) -> Match:
    """A style attribute, which outweighs every rule."""
    return Match(True, NO_LAYER, (0, 0, 0), 0, declarations)


@dataclass(slots=True)
class Matches:
    """All rules of a drawing: those of one simple selector by what they name, others by element."""

    universal: list[Match] = field(default_factory=list)
    by_key: dict[tuple[int, str], list[Match]] = field(default_factory=dict)
    by_element: dict[etree._Element, list[Match]] = field(default_factory=dict)
    with_text: set[etree._Element] = field(default_factory=set)
    """What text is added to by `content` of `::before` or `::after`."""

    of_parts: dict[etree._Element, list[Rule]] = field(default_factory=dict)
    """Rules for a part of what an element shows, which HTML has and SVG has not."""

    otherwise_copied: list[etree._Element] = field(default_factory=list)
    """Targets of `<use>` that are shown in place, and whose copies other rules hold for."""

    unread: list[Rule] = field(default_factory=list)
    """Rules whose selectors a browser reads and we do not."""

    def of(self, element: etree._Element) -> Iterator[Match]:
        """Every rule that holds for `element`, in no order."""
        yield from self.universal
        yield from self.by_element.get(element, ())
        yield from self.by_key.get((2, local(str(element.tag))), ())
        for name in _CLASS.findall(element.get("class") or ""):
            yield from self.by_key.get((3, name), ())
        yield from self.by_key.get((4, element.get("id") or ""), ())

    @property
    def is_empty(self) -> bool:
        """Whether no rule holds for any element."""
        return not (self.universal or self.by_key or self.by_element)


def match_rules(root: etree._Element, rules: list[Rule]) -> Matches:
    """Which of some rules hold for which elements. OverflowError where that is beyond measure."""
    matches, waiting = Matches(), []
    for order, rule in enumerate(rules):
        if not _file(matches, order, rule):
            waiting.append((order, rule))
    if waiting:
        elements = sum(1 for _ in root.iter())
        parts = sum(rule.selector.count(",") + 1 for _, rule in waiting)
        if elements * len(waiting) > MAX_MATCHES or elements * parts > MAX_TESTS:
            raise OverflowError(f"{parts:,} selectors meet {elements:,} elements")
        _match_others(matches, root, waiting)
    return matches


def _file(matches: Matches, order: int, rule: Rule) -> bool:
    """Put a rule of simple selectors where `Matches.of` finds it."""
    words = [_ONE_WORD.fullmatch(part.strip(SPACES)) for part in rule.selector.split(",")]
    if not all(words):
        return False
    for word in filter(None, words):
        kind = word.lastindex or 1
        match = Match(False, rule.layer, _SPECIFICITIES[kind - 1], order, rule.declarations)
        if kind == 1:
            matches.universal.append(match)
        else:
            matches.by_key.setdefault((kind, str(word[kind])), []).append(match)
    return True


def _match_others(matches: Matches, root: etree._Element, waiting: list[tuple[int, Rule]]) -> None:
    matchers = cssselect2.Matcher(), cssselect2.Matcher()  # of the document, and of a copy in it
    for order, rule in waiting:
        if len(max(rule.selector.split(","), key=len)) > MAX_SELECTOR:
            raise OverflowError(f"a selector has more than {MAX_SELECTOR:,} characters")
        if _INVALID.search(rule.selector):
            continue
        text = _ALWAYS.sub(":is(*)", _NEVER.sub(":hover", rule.selector))
        try:
            compiled = [_compiled(_forgiven(each)) for each in (text, _ROOT.sub(":not(*)", text))]
        except (cssselect2.SelectorError, NotImplementedError):
            if "|" in text:
                matches.unread.append(rule)
            continue
        except (SyntaxError, RecursionError, MemoryError) as error:
            raise OverflowError("a selector nests too deep") from error
        for matcher, selectors in zip(matchers, compiled, strict=True):
            for selector in selectors:
                matcher.add_selector(selector, (order, rule))
    copied, shown = _used(root)
    for wrapper in wrappers(root, copied):
        for specificity, _, pseudo, (order, rule) in matchers[wrapper.is_copy].match(wrapper):
            if pseudo is None:
                match = Match(False, rule.layer, specificity, order, rule.declarations)
                matches.by_element.setdefault(wrapper.etree_element, []).append(match)
            elif pseudo in ("before", "after") and _adds_text(rule):
                matches.with_text.add(wrapper.etree_element)
            elif pseudo in _PARTS:
                matches.of_parts.setdefault(wrapper.etree_element, []).append(rule)
    matches.otherwise_copied = [
        each for each in shown if _is_other_alone(each, matches, matchers[True])
    ]


def _is_other_alone(target: etree._Element, matches: Matches, matcher: Any) -> bool:
    """Whether other rules hold for a target by itself, as browsers match those of its copies."""
    return any(
        {order for _, _, pseudo, (order, _) in matcher.match(alone) if pseudo is None}
        != {match.order for match in matches.by_element.get(alone.etree_element, ())}
        for alone in wrappers(target, (target,))
    )


def _used(root: etree._Element) -> tuple[Collection[etree._Element], Collection[etree._Element]]:
    """The targets of `<use>`: those that are drawn nowhere else, and those shown in place, too.

    Of targets in each other the outermost.
    """
    used = {
        (use.get("href") or use.get(f"{{{XLINK}}}href") or "").strip().removeprefix("#")
        for use in root.iter(f"{{{SVG}}}use")
    }
    copied: dict[etree._Element, None] = {}
    shown: dict[etree._Element, None] = {}
    hidden = (f"{{{SVG}}}defs", f"{{{SVG}}}symbol")
    for element in root.iter(f"{{{SVG}}}*"):
        if element.get("id") not in used:
            continue
        around = list(element.iterancestors())
        is_hidden = any(one.tag in hidden for one in (element, *around))
        is_painted = any(local(str(one.tag)) in _SERVERS for one in around)
        found = copied if is_hidden else shown
        if not is_painted and found.keys().isdisjoint(around):
            found[element] = None
    return copied, shown


def _adds_text(rule: Rule) -> bool:
    contents = (own.value for own in rule.declarations if own.name == "content")
    return any(value.lower() not in ("none", "normal", '""', "''") for value in contents)
