"""A safe tree with its styles applied → the same drawing in plain names, without the noise."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.allowed import (
    ATTRIBUTES,
    ELEMENTS,
    HREF_ELEMENTS,
    TEXT_ELEMENTS,
)
from pipeline.normalize.context import (
    SVG,
    XLINK,
    XML,
    XML_SPACE,
    Concern,
    Context,
    local,
    pairs,
    shorten,
    take,
)
from pipeline.normalize.misnamed import attribute_meant
from pipeline.normalize.styles.properties import is_valid
from pipeline.normalize.styles.settled import NOT_HELD
from pipeline.normalize.unread import report_attribute
from pipeline.normalize.values.readable import is_beyond, is_list, is_unread, known_attribute

_PREFIX = f"{{{SVG}}}"
_HREF = f"{{{XLINK}}}href"
_LANG = f"{{{XML}}}lang"
_KEPT = frozenset((*ATTRIBUTES, XML_SPACE, _LANG)) - {"href", "font-family"}
_UNKNOWN: tuple[None, tuple[Concern, ...]] = (None, ())
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
    for condition in ("requiredExtensions", "systemLanguage"):
        take(context.root, condition)  # the root of a file is drawn all the same
    _save_used(context.root)
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


def used(root: etree._Element) -> set[str]:
    """The ids of what a `use` shows."""
    uses = root.iter(_PREFIX + "use")
    return {str(use.get("href") or use.get(_HREF) or "").strip().lstrip("#") for use in uses}


def _save_used(root: etree._Element) -> None:
    """Move what a `use` shows out of elements that are about to go: browsers find it there."""
    wanted = used(root)
    saved = []
    for element in root.iter(*_NAMES) if wanted else ():
        if element.get("id") in wanted and any(map(_is_going, element.iterancestors())):
            saved.append(element)
    if saved:
        definitions = etree.Element(_PREFIX + "defs")
        root.insert(0, definitions)
        for element in saved:
            if definitions not in element.iterancestors():
                definitions.append(element)


def _is_going(element: etree._Element) -> bool:
    tag = str(element.tag)
    return tag not in _NAMES or tag in _UNSEEN or element.get("requiredExtensions") is not None


def drop_empty_definitions(context: Context) -> None:
    """Remove empty `defs`. After ids are named: what has none by then is not referred to."""
    for definitions in reversed(list(context.root.iter("defs"))):
        is_idle = "id" not in definitions.attrib and definitions not in context.references
        if len(definitions) == 0 and is_idle and not _is_choice(definitions):
            remove(definitions)


def _is_choice(element: etree._Element) -> bool:
    """Whether an element is what its `switch` shows, even if that is nothing."""
    parent = element.getparent()
    return parent is not None and parent.tag == "switch"


def keep_known_attributes(context: Context) -> None:
    """Leave allowed attributes alone and drop the rest, and those whose value no one can read.

    `xlink:href` becomes `href`; what no attribute can say waits for the pass that applies it.
    """
    for element in context.root.iter(etree.Element):
        for name, value in pairs(element):
            written, concerns = known_attribute(name, value) if name in _KEPT else _UNKNOWN
            if written is None:
                _drop(context, element, name, value)
            elif written != value:
                element.set(name, written)
            for concern in concerns:
                context.concerned[concern][element] = None
    for element in context.concerned["list"]:
        if element.tag not in TEXT_ELEMENTS:
            _drop_lists(context, element)
    for element in context.concerned["unread"]:
        for name, value in pairs(element):
            if is_unread(name, value):
                report_attribute(context, element, name, value)


def _drop_lists(context: Context, element: etree._Element) -> None:
    for name, value in pairs(element):
        if is_list(name, value):
            del element.attrib[name]
            report_attribute(context, element, name, value)


def _drop(context: Context, element: etree._Element, name: str, value: str) -> None:
    del element.attrib[name]
    if name in ("href", _HREF) and element.tag in HREF_ELEMENTS:
        if name == "href" or "href" not in element.attrib:
            element.set("href", value.strip())
            context.concerned["reference"][element] = None
    elif name == "transform-origin":
        if is_valid(name, value, "attribute"):
            context.waiting.setdefault(element, {}).setdefault(name, value)
    elif name not in _KEPT and (meant := attribute_meant(name)) and meant not in element.attrib:
        message = f'{name}="{shorten(value)}" counts for nothing: SVG has no {name}'
        context.warn("L007", element, message, f"did you mean {meant}?", name)
    elif is_unread(name, value):
        report_attribute(context, element, name, value)
    elif is_beyond(name, value):
        message = f'{name}="{shorten(value)}" is not carried over'
        context.warn("L007", element, message, NOT_HELD)


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
