"""The winning declarations of each element → its presentation attributes.

Presentation attributes come before every rule (SVG 2, section 6.6). What has no attribute waits in
the context for the passes that apply it; what nothing can apply is L007.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.normalize.allowed import NOT_INHERITED, PRESENTATION
from pipeline.normalize.context import SVG, Context, local, pairs, shorten, take
from pipeline.normalize.styles.background import first_colour, opaque
from pipeline.normalize.styles.cascade import Cascade, Line, Winners, Won
from pipeline.normalize.styles.inherited import Inherited
from pipeline.normalize.styles.initial import is_initial
from pipeline.normalize.styles.properties import (
    APPLIED,
    DROPPED,
    GEOMETRY,
    MOVES,
    ROOT_DROPPED,
    TEXT_STYLES,
    is_idle,
)
from pipeline.normalize.styles.rules.animations import EndlessError
from pipeline.normalize.styles.rules.conditions import Screen
from pipeline.normalize.styles.settled import ABSENT, NOT_HELD, settled
from pipeline.normalize.styles.shorthand import longhands
from pipeline.normalize.unread import report_declarations
from pipeline.normalize.values.lengths import ONE_NUMBER, px
from pipeline.normalize.values.viewport import authored_size

_WAITING = frozenset((*MOVES, *TEXT_STYLES))
_DECORATION = tuple(f"text-decoration-{part}" for part in ("line", "style", "color", "thickness"))
_FUNCTION = re.compile(r"\b(\w++)\(([^)]*)")
_STYLES = etree.XPath("boolean(//@style | //*[local-name()='style'])")
_SIZE = ("width", "height")
_PATH = re.compile(r"""path\(\s*["']([^"']*)["']\s*\)""", re.IGNORECASE)


def apply_styles(context: Context) -> None:
    """Write each element's winning declarations into its attributes.

    First of all: selectors are matched on the tree as its author wrote it.
    """
    uses_variables = b"var(" in context.drawing.raw.lower()
    if not (uses_variables or _STYLES(context.root)):
        return
    screen = Screen(*(authored_size(context.root) or (1.0, 1.0)))
    try:
        cascade = Cascade(context.root, screen, uses_variables)
        _Application(context, cascade).run()
    except OverflowError as error:
        hint = "select by class, or set attributes directly"
        context.refuse("S005", context.root, str(error), hint)


class _Application:
    """One cascade on one drawing, and what was reported of it."""

    def __init__(self, context: Context, cascade: Cascade) -> None:
        self.context = context
        self.cascade = cascade
        self.reported: set[tuple[str, Line]] = set()

    def run(self) -> None:
        matches, root = self.cascade.matches, self.context.root
        inherited = Inherited(root, _set_on_all(self.cascade))
        known: dict[tuple[object, ...], dict[str, str]] = {}
        is_alike = not (
            self.cascade.uses_variables or matches.by_element or self.cascade.sheet.keyframes
        )
        is_bare = matches.is_empty and not self.cascade.uses_variables
        for element in root.iter(f"{{{SVG}}}*"):
            style = element.get("style")
            if is_bare and style is None:
                continue
            by_id = element.get("id") if matches.by_key else ""
            key = (element.tag, element.get("class"), by_id, style)
            attributes = known.get(key) if is_alike and element is not root else None
            if attributes is None:
                attributes = known[key] = self._attributes(element, style)
            if style is not None:
                del element.attrib["style"]
            self._write(inherited, element, attributes)
        self._report_skipped()
        report_declarations(self.context, self.cascade.unread)

    def _attributes(self, element: etree._Element, style: str | None) -> dict[str, str]:
        """What an element's declarations come to, by the names of properties."""
        won = self.cascade.winners(element, style)
        if "animation-name" in won:
            self._end_animations(element, style, won)
        if element is self.context.root:
            self._take_background(won)
            if "border-width" in won and is_idle("border", won["border-width"].value, ROOT_DROPPED):
                won.pop("border-style", None)
            for name in sorted(ROOT_DROPPED.keys() & won.keys()):
                self._report_dropped(element, name, won[name], ROOT_DROPPED)
            self._refuse_turning(won)
        if self.cascade.uses_variables:
            self._write_variables(element)
        for name in sorted(DROPPED.keys() & won.keys()):
            self._report_dropped(element, name, won[name], DROPPED)
        _join_decoration(won)
        return {name: self._settled(element, name, won[name]) for name in won if name in APPLIED}

    def _settled(self, element: etree._Element, name: str, own: Won) -> str:
        value = settled(name, own.value)
        if value is None:
            self._report(element, f"{name}: {shorten(own.value)}", own.line)
        return ABSENT if value is None else value

    def _write(
        self, inherited: Inherited, element: etree._Element, attributes: Mapping[str, str]
    ) -> None:
        plain, is_root = {}, element is self.context.root
        for name, value in attributes.items():
            if name in PRESENTATION:
                plain[name] = value
            elif name in GEOMETRY:
                _write_geometry(element, name, value, is_root)
            elif name in _WAITING and not (is_root and is_initial(name, value)):
                self.context.waiting.setdefault(element, {})[name] = value
        inherited.write(element, plain)

    def _write_variables(self, element: etree._Element) -> None:
        """Presentation attributes may hold variables as well."""
        for name, value in pairs(element):
            if "var(" in value and (name in PRESENTATION or name in GEOMETRY):
                written = self.cascade.substituted(element, value)
                if written is None:
                    del element.attrib[name]
                else:
                    element.set(name, written)

    def _end_animations(self, element: etree._Element, style: str | None, won: Winners) -> None:
        own = won["animation-name"]
        try:
            self.cascade.end_animations(element, style, won)
        except EndlessError:
            message = f"the animation {shorten(own.value)} does not stay at its end"
            count = won.get("animation-iteration-count")
            is_endless = count and "infinite" in count.value.lower()
            change = "take `infinite` out and, if it is missing, " if is_endless else ""
            change += "add `forwards`, so that its end is drawn"
            hint = f"a diagram stands still: {change}, or remove it"
            if (message, own.line) not in self.reported:
                self.reported.add((message, own.line))
                self.context.refuse("S001", own.line or element, message, hint)

    def _take_background(self, won: Winners) -> None:
        image = won.get("background-image")
        colour = won.get("background-color")
        first = first_colour(image.value) if image else None
        if image and first:
            self._report(
                self.context.root,
                f"background: {shorten(image.value)}",
                image.line,
                "only its first colour is drawn: draw the gradient as a rect, or use one colour",
            )
        self.context.background = (
            opaque(first or "") or opaque(self._colour(won, colour)) or self.context.background
        )

    def _colour(self, won: Winners, given: Won | None) -> str:
        if given is None or given.value.lower() != "currentcolor":
            return given.value if given else ""
        return won["color"].value if "color" in won else self.context.root.get("color") or "#000"

    def _refuse_turning(self, won: Winners) -> None:
        """Refuse a root that CSS moves: renderers disagree on its origin."""
        for name in ("transform", "translate", "rotate", "scale"):
            own = won.pop(name, None)
            if own and _moves(own.value if name == "transform" else f"{name}({own.value})"):
                message = f"the root is moved by CSS: {name}: {shorten(own.value)}"
                hint = "move a group inside it instead"
                self.context.refuse("S006", own.line or self.context.root, message, hint)

    def _report_dropped(
        self, element: etree._Element, name: str, own: Won, table: Mapping[str, str]
    ) -> None:
        if not is_idle(name, own.value.lower(), table):
            self._report(element, f"{name}: {shorten(own.value)}", own.line)

    def _report(self, element: etree._Element, what: str, line: Line, hint: str = NOT_HELD) -> None:
        if (what, line) not in self.reported:
            self.reported.add((what, line))
            self.context.warn("L007", line or element, f"{what} is not carried over", hint)

    def _report_skipped(self) -> None:
        for use, name in self.cascade.lent(self.context.root):
            if f"var({name}".encode() in self.context.drawing.raw:
                self._report(use, f"{name} of <use>", None, "give each shape its own colour")
        for target in self.cascade.matches.otherwise_copied:
            what = f"the other look of what <use> copies of #{target.get('id')}"
            self._report(target, what, None, "select what is copied by its class alone")
        for line, what in self.cascade.sheet.skipped:
            self._report(self.context.root, f"the rule {what}", line)
        for rule in self.cascade.matches.unread:
            first = rule.declarations[0]
            self._report(self.context.root, f"the rule {shorten(rule.selector)}", first.line)


def _set_on_all(cascade: Cascade) -> set[str]:
    """Inherited properties that a rule for everything sets."""
    return {
        name
        for match in cascade.matches.universal
        for own in match.declarations
        for name, _ in longhands(own.name, own.value)
        if name in PRESENTATION and name not in NOT_INHERITED
    }


def _write_geometry(element: etree._Element, name: str, value: str, is_root: bool) -> None:
    """Geometry that a style sheet sets, on the elements that have it; a root only in px."""
    is_taken = name in _SIZE and px(value) if is_root else local(str(element.tag)) in GEOMETRY[name]
    if not is_taken:
        return
    path = _PATH.fullmatch(value) if name == "d" else None
    if path or value.lower() not in ("auto", "none", ABSENT):
        element.set(name, path[1] if path else value)
    else:
        take(element, name)


def _join_decoration(won: Winners) -> None:
    """The longhands of `text-decoration` as one value, which is what has an attribute."""
    parts = [won.pop(name) for name in _DECORATION if name in won]
    if parts:
        whole = [won["text-decoration"]] if "text-decoration" in won else []
        value = " ".join(part.value for part in (*whole, *parts))
        won["text-decoration"] = Won(value, False, parts[0].line)


def _moves(transform: str) -> bool:
    for name, values in _FUNCTION.findall(transform):
        is_scale = name.lower().startswith("scale")
        numbers = [float(number) for number in ONE_NUMBER.findall(values)]
        if name.lower().startswith("matrix") or any(
            number != 1 if is_scale else number % 360 for number in numbers
        ):
            return True
    return False
