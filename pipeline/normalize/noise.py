"""A safe tree with its styles applied → the same drawing in plain names, without the noise."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.allowed import ATTRIBUTES, ELEMENTS, HREF_ELEMENTS, TEXT_ELEMENTS
from pipeline.normalize.context import SVG, XLINK, XML, XML_SPACE, Context, local, pairs

_PREFIX = f"{{{SVG}}}"
_HREF = f"{{{XLINK}}}href"
_LANG = f"{{{XML}}}lang"
_KEPT = frozenset((*ATTRIBUTES, "style", XML_SPACE, _LANG)) - {"href", "font-family"}
_UNSEEN = frozenset(("title", "desc", "metadata", "style"))
_LANGUAGE = "en"


def drop_instructions(context: Context) -> None:
    """Remove processing instructions; comments went with parsing.

    First, since selectors are matched on the tree that follows.
    """
    for node in list(context.root.iter(etree.ProcessingInstruction)):
        remove(node)


def resolve_conditions(context: Context) -> None:
    """Of each `switch` keep the first child that an English reader sees, and nothing else."""
    for element in list(context.root.iter(f"{_PREFIX}*")):
        if element.tag == f"{_PREFIX}switch":
            _choose(element)
        elif _is_conditional(element) and not _applies(element):
            remove(element)


def _choose(switch: etree._Element) -> None:
    is_chosen = False
    for child in list(switch):
        if child.tag in (f"{_PREFIX}title", f"{_PREFIX}desc"):
            continue
        if is_chosen or not _applies(child):
            remove(child)
        else:
            is_chosen = True
    switch.tag = f"{_PREFIX}g"


def _is_conditional(element: etree._Element) -> bool:
    return "systemLanguage" in element.attrib or "requiredExtensions" in element.attrib


def _applies(element: etree._Element) -> bool:
    """SVG 2, section 5.7: the conditions of `systemLanguage` and `requiredExtensions`."""
    if not str(element.tag).startswith(_PREFIX) or element.get("requiredExtensions") is not None:
        return False
    languages = element.get("systemLanguage")
    if languages is None:
        return True
    return any(
        language.strip().lower().partition("-")[0] == _LANGUAGE for language in languages.split(",")
    )


def drop_noise(context: Context) -> None:
    """Remove metadata, titles and editors' elements; turn links that lead nowhere into groups.

    After the cascade: selectors such as `:first-child` count these elements.
    """
    for element in list(context.root.iter(etree.Element)):
        tag = str(element.tag)
        name = local(tag)
        if not tag.startswith(_PREFIX) or name in _UNSEEN or name not in ELEMENTS | {"a"}:
            remove(element)
        elif name == "a":
            parent = element.getparent()
            inside = parent is not None and local(str(parent.tag)) in TEXT_ELEMENTS
            element.tag = "tspan" if inside else "g"
        else:
            element.tag = name


def keep_known_attributes(context: Context) -> None:
    """Leave allowed attributes alone and drop the rest; `xlink:href` becomes `href`."""
    for element in context.root.iter(etree.Element):
        for name, value in pairs(element):
            if name not in _KEPT:
                del element.attrib[name]
                if element.tag in HREF_ELEMENTS and (
                    name == "href" or (name == _HREF and "href" not in element.attrib)
                ):
                    element.set("href", str(value).strip())


def drop_idle_space(context: Context) -> None:
    """Remove `xml:space` where it changes nothing: on a label without runs or ends of space."""
    for element in context.root.iter("text"):
        if element.get(XML_SPACE) == "preserve" and len(element) == 0:
            text = element.text or ""
            if text == " ".join(text.split()) and _is_default(element.getparent()):
                del element.attrib[XML_SPACE]


def _is_default(element: etree._Element | None) -> bool:
    while element is not None:
        if XML_SPACE in element.attrib:
            return element.get(XML_SPACE) != "preserve"
        element = element.getparent()
    return True


def remove(node: etree._Element) -> None:
    """Take a node out of its tree; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        previous = node.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + node.tail
        else:
            previous.tail = (previous.tail or "") + node.tail
        node.tail = None
    parent.remove(node)
