"""An element → the declarations that hold for it, the weakest first: what browsers say of HTML."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.allowed import PRESENTATION, XHTML
from pipeline.normalize.context import Context, local, pairs, shorten
from pipeline.normalize.foreign.html.markers import list_look
from pipeline.normalize.foreign.html.sheet import SHEET, hints
from pipeline.normalize.styles.cascade import Cascade
from pipeline.normalize.styles.rules.conditions import Screen
from pipeline.normalize.styles.syntax import Declaration, declarations
from pipeline.normalize.values.lengths import ONE_NUMBER
from pipeline.normalize.values.viewport import authored_size

_LENGTHS = ("font-size", "letter-spacing", "word-spacing")


class Rules:
    """The styles of a drawing, asked for what is in its labels and for what is around them.

    Elements are to be asked for with parents before children. OverflowError where the rules are
    beyond measure.
    """

    def __init__(self, context: Context) -> None:
        screen = Screen(*(authored_size(context.root) or (1.0, 1.0)))
        uses_variables = b"var(" in context.drawing.raw.lower()
        self._cascade = Cascade(context.root, screen, uses_variables)
        self._context = context
        self._reported: set[str] = set()

    def of(self, element: etree._Element) -> list[Declaration]:
        """Every declaration that holds for `element`; of two for one property the later wins."""
        name = local(str(element.tag))
        is_html = element.tag == f"{{{XHTML}}}{name}"
        browsers = declarations(SHEET.get(name, "")) if is_html or name == "style" else ()
        said = declarations(hints(element, name)) if is_html else _presentation(element)
        for rule in self._cascade.matches.of_parts.get(element, ()) if is_html else ():
            self.report(element, f"the rule {rule.selector}")
        if name in ("ul", "ol"):
            browsers = (*browsers, *declarations(";".join(list_look(element))))
        authored = self._cascade.declared(element, element.get("style"))
        return [
            *browsers,
            *said,
            *(_in_px(own) if is_own and not is_html else own for own, is_own in authored),
        ]

    def adds_text(self, element: etree._Element) -> bool:
        """Whether a style sheet puts text before or after that of `element`."""
        return element in self._cascade.matches.with_text

    def report(self, element: etree._Element, what: str) -> None:
        """Warn once of a style that labels in HTML do not keep (L007)."""
        if what not in self._reported:
            self._reported.add(what)
            message = f"{shorten(what)} is not carried over"
            self._context.warn("L007", element, message, "leave it out, or draw it with shapes")


def _presentation(element: etree._Element) -> tuple[Declaration, ...]:
    return tuple(
        _in_px(Declaration(n, v)) for n, v in pairs(element) if n in PRESENTATION and v.strip()
    )


def _in_px(own: Declaration) -> Declaration:
    """A length as SVG has it, where one without a unit is in px: HTML in it inherits that."""
    is_bare = own.name in _LENGTHS and ONE_NUMBER.fullmatch(own.value.strip())
    return own._replace(value=f"{own.value.strip()}px") if is_bare else own
