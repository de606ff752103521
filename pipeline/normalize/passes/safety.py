"""The tree as authored → every finding S001 to S004 in it. Nothing is changed here."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from pipeline.normalize.allowed import (
    ACTIVE_NAMESPACES,
    ATTRIBUTES,
    DANGEROUS,
    ELEMENTS,
    PLAIN_HTML,
    RESOLVED,
    STYLES,
    WRITTEN,
    XHTML,
)
from pipeline.normalize.context import SVG, Context, line_of, local, pairs
from pipeline.normalize.foreign import LABEL
from pipeline.normalize.foreign.content import more_than_text
from pipeline.normalize.foreign.tools import way_out
from pipeline.normalize.passes.risks import PLAIN, attribute_violation
from pipeline.normalize.passes.switches import is_understood, undrawn
from pipeline.normalize.pictures import embedded
from pipeline.normalize.styles.hazards import Violation, at_rule_violations

_KNOWN = {f"{{{SVG}}}{name}" for name in ELEMENTS | RESOLVED}
_BROWSERS_OWN = (f"{{{SVG}}}", f"{{{XHTML}}}")
_PARSED = frozenset(
    ("d", "points", "transform", "gradientTransform", "patternTransform", "id", "class")
)
"""Attributes that are parsed strictly, or that name nothing outside: their text is not searched."""

_LABELS = frozenset(("text", "tspan", "textPath"))
_HARMLESS_IF_PLAIN = frozenset(ATTRIBUTES) - {"href", "style"}

_NO_SCRIPT = "draw the shape itself: a diagram carries no script and no foreign content"
_NO_CODE = "remove it: a diagram runs nothing; draw what the script would draw"
_NO_MOTION = "a diagram stands still: remove it, and draw the state that readers should see"
_NO_TAGS = (
    'write it as <tspan>, and how it looks as attributes: font-weight="bold", font-style="italic", '
    'dy="4"'
)
_NO_LINK = "keep what is drawn, remove the reference; only #id inside the file may be referred to"
_NO_RASTER = "draw what it shows as shapes and <text>: a diagram carries no embedded image"
HINTS = {
    "S001": _NO_SCRIPT,
    "S002": _NO_LINK,
    "S003": _NO_RASTER,
    "S004": "write the characters themselves",
    "S005": "flatten it",
}


def refuse_unsafe(context: Context) -> None:
    """Findings S001 to S004 for whatever the drawing may not hold."""
    labels = list(context.root.iter(LABEL))
    inside = {element for label in labels for element in label.iterdescendants()}
    unseen = {each for child in undrawn(context.root) for each in child.iter()}
    for node in _nodes(context.root):
        if node.tag in STYLES:
            _check_style(context, node)
        if node in inside:
            continue
        if node.tag == LABEL:
            _check_label(context, node, node in unseen or not is_understood(node))
        elif isinstance(node.tag, str):
            _check_element(context, node, node.tag, node in unseen)
        elif isinstance(node, etree._Entity):
            _refuse(context, node, Violation("S004", f"the entity {node.text!s} is not resolved"))
        elif isinstance(node, etree._ProcessingInstruction) and _is_sheet(node):
            message = f"the instruction <?{node.target!s} …?> loads a style sheet"
            _refuse(context, node, Violation("S002", message))


def _is_sheet(node: etree._ProcessingInstruction) -> bool:
    return (node.target or "").lower() == "xml-stylesheet"


def _nodes(root: etree._Element) -> list[etree._Element]:
    before = [*root.itersiblings(preceding=True)]
    return [*before[::-1], *root.iter(), *root.itersiblings()]


def _refuse(
    context: Context, at: etree._Element, violation: Violation, attribute: str = ""
) -> None:
    hint = violation.hint or HINTS[violation.code]
    context.refuse(violation.code, at, violation.message, hint, attribute)


def _check_label(context: Context, label: etree._Element, is_unseen: bool) -> None:
    """Report the first thing in a label that is not text, or that is unsafe."""
    more = more_than_text(label)
    if more and (not is_unseen or any(local(str(e.tag)) == "script" for e in label.iter())):
        context.refuse(more[1], more[0], more[2], way_out(context.root, label))
        return
    for element in label.iter(etree.Element):
        for name, value in pairs(element):
            violation = attribute_violation(str(element.tag), name, value)
            if violation and (violation.code == "S001" or not is_unseen):
                _refuse(context, element, violation, name)
                return


def _check_element(
    context: Context, element: etree._Element, tag: str, is_unseen: bool = False
) -> None:
    """Report what is unsafe about an element; of what no reader sees, only what runs."""
    is_known = tag in _KNOWN
    unknown = None if is_known else _element_violation(tag) or _text_violation(element)
    if unknown and unknown.code == "S003":
        unknown = _image_violation(element, unknown)
    if unknown and not _is_remark(element) and not (is_unseen and unknown.code != "S001"):
        _refuse(context, element, unknown)
    if is_known or tag.startswith(_BROWSERS_OWN):
        _check_attributes(context, element, tag, is_drawn=is_known and not is_unseen)


def _check_attributes(
    context: Context, element: etree._Element, tag: str, *, is_drawn: bool
) -> None:
    """Report what is unsafe about attributes; of what is not drawn, only what runs."""
    for name, value in pairs(element):
        if name in _PARSED or (name in _HARMLESS_IF_PLAIN and PLAIN.fullmatch(value)):
            continue
        violation = attribute_violation(tag, name, value)
        if violation and (is_drawn or violation.code == "S001"):
            _refuse(context, element, violation, name)
            if tag.endswith("}a"):
                return  # exports write a link twice, by href and xlink:href


@lru_cache(maxsize=1024)
def _element_violation(tag: str) -> Violation | None:
    namespace, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    code = DANGEROUS.get(name.lower())
    if code and (namespace == SVG or name.lower() in ("script", "foreignobject", "iframe")):
        hint = _NO_CODE if name.lower() == "script" else ""
        hint = _NO_MOTION if name.lower().startswith(("animate", "set")) else hint
        return Violation(code, f"the element <{name}> is not allowed", hint)
    if namespace.lower().rstrip("/#") in ACTIVE_NAMESPACES and tag not in STYLES:
        return Violation("S001", f"the element <{name}> is foreign content ({namespace})")
    return None


def _image_violation(element: etree._Element, unknown: Violation) -> Violation:
    """What an image holds, as far as it can be read, and what to draw in its place."""
    address = next((value for name, value in pairs(element) if local(name).lower() == "href"), "")
    found = embedded(address)
    if found is None:
        return unknown
    message = f"the <{local(str(element.tag))}> embeds {found.words}"
    return Violation("S003", message, found.way_out or _NO_RASTER)


def _text_violation(element: etree._Element) -> Violation | None:
    """What an unknown element would lose with it: text that its author sees in an editor."""
    name, parent = local(str(element.tag)), element.getparent()
    is_label = parent is not None and local(str(parent.tag)) in _LABELS
    if (name not in WRITTEN and not is_label) or not str(element.tag).startswith(f"{{{SVG}}}"):
        return None
    if name != "tref" and not "".join(map(str, element.itertext())).strip():
        return None
    hint = _NO_TAGS if is_label else "write it as <text> (in Inkscape: Text > Convert to Text)"
    return Violation("S001", f"the text in <{name}> is shown by no browser", hint)


def _is_remark(element: etree._Element) -> bool:
    """Whether an element is plain HTML in metadata, a title or an editor's element: noise."""
    namespace, _, name = str(element.tag)[1:].rpartition("}")
    if namespace != XHTML or name not in PLAIN_HTML:
        return False
    for ancestor in element.iterancestors():
        outer, _, name = str(ancestor.tag).rpartition("}")
        if outer[1:] == SVG:
            return name in ("metadata", "title", "desc")
        if outer[1:] != XHTML:
            return outer[1:].lower().rstrip("/#") not in ACTIVE_NAMESPACES
    return False


def _check_style(context: Context, element: etree._Element) -> None:
    for violation, line in at_rule_violations("".join(map(str, element.itertext()))):
        at = (line_of(element) or 1) + line - 1
        hint = violation.hint or HINTS[violation.code]
        context.refuse(violation.code, at, violation.message, hint)
