"""A safe tree with its styles applied → the same drawing in plain names, without the noise."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.normalize.allowed import (
    ATTRIBUTES,
    ELEMENTS,
    HREF_ELEMENTS,
    PRESENTATION,
    STYLE_ONLY,
    TEXT_ELEMENTS,
)
from pipeline.normalize.context import SVG, XLINK, XML, XML_SPACE, Context, local, pairs
from pipeline.normalize.styles.css import declarations, is_computed
from pipeline.normalize.values.readable import concerns_of

_PREFIX = f"{{{SVG}}}"
_HREF = f"{{{XLINK}}}href"
_LANG = f"{{{XML}}}lang"
_KEPT = frozenset((*ATTRIBUTES, "style", XML_SPACE, _LANG)) - {"href", "font-family"}
_STYLED = (frozenset(PRESENTATION) | STYLE_ONLY) - {"transform", "d"}
_ENDING = re.compile(r"[;!]")
_NAMES = {_PREFIX + name: name for name in (*ELEMENTS, "a")}
_UNSEEN = tuple(_PREFIX + name for name in ("title", "desc", "metadata", "style"))


def drop_instructions(context: Context) -> None:
    """Remove processing instructions; comments went with parsing.

    First, since selectors are matched on the tree that follows.
    """
    for node in list(context.root.iter(etree.ProcessingInstruction)):
        remove(node)


def drop_noise(context: Context) -> None:
    """Remove metadata, titles and what no renderer knows; turn links to nowhere into groups.

    What requires an extension is drawn by nobody. After the cascade: selectors such as
    `:first-child` count these elements.
    """
    etree.strip_elements(context.root, *_UNSEEN, with_tail=False)
    for element in list(context.root.iter(etree.Element)):
        name = _NAMES.get(str(element.tag))
        if name is None or element.get("requiredExtensions") is not None:
            remove(element)
        elif name == "a":
            parent = element.getparent()
            inside = parent is not None and local(str(parent.tag)) in TEXT_ELEMENTS
            element.tag = "tspan" if inside else "g"
        else:
            element.tag = name


def drop_empty_definitions(context: Context) -> None:
    """Remove empty `defs`. After ids are named: what has none by then is not referred to."""
    for definitions in reversed(list(context.root.iter("defs"))):
        if len(definitions) == 0 and "id" not in definitions.attrib:
            remove(definitions)


def keep_known_attributes(context: Context) -> None:
    """Leave allowed attributes alone and drop the rest, and those whose value no one can read.

    `xlink:href` becomes `href`; what only CSS can compute moves to the style.
    """
    for element in context.root.iter(etree.Element):
        for name, value in pairs(element):
            concerns = concerns_of(name, value) if name in _KEPT else None
            if concerns is None:
                del element.attrib[name]
                if name in _STYLED and is_computed(value):
                    _add_style(element, name, value)
                    context.concerned["reference"][element] = None
                if element.tag in HREF_ELEMENTS and (
                    name == "href" or (name == _HREF and "href" not in element.attrib)
                ):
                    element.set("href", str(value).strip())
                    context.concerned["reference"][element] = None
                continue
            for concern in concerns:
                context.concerned[concern][element] = None


def _add_style(element: etree._Element, name: str, value: str) -> None:
    given = {own.name: own.value for own in declarations(element.get("style") or "")}
    added = {own.name: own.value for own in declarations(f"{name}:{value}") if own.name == name}
    if _ENDING.search(value):
        return  # no value of an attribute: only the first part of it would be one
    both = {**added, **given}
    element.set("style", ";".join(sorted(f"{name}:{both[name]}" for name in both)))


def drop_bare_text(context: Context) -> None:
    """Remove characters that stand inside a label but in none of its runs: they are not drawn."""
    for label in context.root.iter("text", "tspan", "textPath"):
        for element in label.iterdescendants(etree.Element):
            if element.tag not in TEXT_ELEMENTS:
                element.text = None
                for child in element:
                    child.tail = None


def drop_idle_space(context: Context) -> None:
    """Remove `xml:space` where it changes nothing: on a label without runs or ends of space."""
    for element in context.root.iter("text"):
        if len(element) == 0 and element.get(XML_SPACE) == "preserve":
            text = element.text or ""
            if text == " ".join(text.split()) and _is_default(element.getparent()):
                del element.attrib[XML_SPACE]


def _is_default(element: etree._Element | None) -> bool:
    while element is not None:
        space = element.get(XML_SPACE)
        if space is not None:
            return space != "preserve"
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
