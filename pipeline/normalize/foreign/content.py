"""What a label in HTML holds beside text → the element and what is wrong with it, in words."""

from __future__ import annotations

from typing import cast

from lxml import etree

from pipeline.normalize.allowed import DANGEROUS, STYLES, XHTML
from pipeline.normalize.context import SVG, local
from pipeline.normalize.foreign.html.sheet import TEXTUAL

_PREFIX = f"{{{XHTML}}}"
_HOLDS = {
    **dict.fromkeys(("img", "image", "picture"), "an image"),
    **dict.fromkeys(("table", "tr", "td", "th", "thead", "tbody", "tfoot"), "a table"),
    **dict.fromkeys(("input", "button", "select", "textarea", "form", "option"), "a form"),
    **dict.fromkeys(("svg",), "a drawing"),
    **dict.fromkeys(("math",), "a formula"),
    **dict.fromkeys(("video", "audio", "canvas", "iframe", "object", "embed"), "embedded content"),
    **dict.fromkeys(("script",), "a script"),
}
_MOST_NESTED = 60
_TOO_DEEP = etree.XPath("*" + "/*" * _MOST_NESTED)


def more_than_text(label: etree._Element) -> tuple[etree._Element, str, str] | None:
    """The first element that is no text, the code of what it is, and what it is in words."""
    for element in label.iterdescendants(etree.Element):
        tag = str(element.tag)
        name = local(tag)
        if (tag.startswith(_PREFIX) and name in TEXTUAL) or tag in STYLES:
            continue
        if tag.startswith(f"{{{SVG}}}") and name in TEXTUAL:
            message = f"the <{name}> in a label has no namespace of HTML and is shown by no browser"
            return element, "S001", message
        code = DANGEROUS.get(name.lower(), "S001")
        what = f"{_HOLDS.get(name.lower(), 'foreign content')} (<{name}>)"
        return element, code, f"the label holds {what}, which cannot become text"
    deep = _TOO_DEEP(label)
    if isinstance(deep, list) and deep:
        message = f"the label nests more than {_MOST_NESTED} elements"
        return cast(etree._Element, deep[0]), "S005", message
    return None
