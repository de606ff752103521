"""Bytes → an lxml tree, or findings S004 to S006: nothing is loaded, expanded or looked up."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from pipeline.intruders import intruder
from pipeline.model import MIB, Drawing, Finding
from pipeline.normalize.context import SVG, finding
from pipeline.normalize.encoding import utf8
from pipeline.normalize.faults import fault_in
from pipeline.positions import SvgPositions, not_utf8, position_at, position_of_byte

MAX_BYTES = 10 * MIB
MAX_DEPTH = 200
MAX_ELEMENTS = 100_000
MAX_ATTRIBUTES = 1_000
"""On one element: libraries look one up by walking over all."""

_BEYOND = etree.XPath("/*" * (MAX_DEPTH + 1))
_PROLOG = re.compile(rb"(?:[^<]++|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DOCTYPE = re.compile(rb"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(\[)?""", re.IGNORECASE)
_TOO_DEEP = re.compile("depth|too long|huge", re.IGNORECASE)


def parse(drawing: Drawing) -> tuple[etree._Element | None, list[Finding]]:
    """The root of `drawing.raw`, or None and what is wrong with it (S004, S005, S006)."""
    raw = drawing.raw
    if len(raw) > MAX_BYTES:
        message = f"the SVG has {len(raw):,} bytes, the limit is {MAX_BYTES:,}"
        return None, [finding(drawing, "S005", message, "draw less, or simplify its paths")]
    if raw[:2] == b"\x1f\x8b":
        hint = "unpack it (gunzip) and store the plain SVG"
        return None, [finding(drawing, "S006", "the file is compressed with gzip", hint, 1)]
    try:
        text = utf8(raw)
    except (UnicodeError, LookupError) as error:
        message = f"the file's characters cannot be read: {error}"
        return None, [finding(drawing, "S006", message, "store it as UTF-8", 1)]
    declared = _dtd(drawing, text)
    if declared:
        return None, declared
    try:
        root = read_tree(text, _parser())
    except etree.XMLSyntaxError as error:
        return None, [_syntax(drawing, text, error)]
    found = _shape(drawing, text, root)
    return (None, found) if found else (root, [])


def read_tree(text: bytes, parser: etree.XMLParser) -> etree._Element:
    """The root of an XML document. Raises XMLSyntaxError, and MemoryError as Python would."""
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        code = error.code  # type: ignore[attr-defined]  # the stubs leave it out
        if code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        strip_cdata=True,
    )


def _dtd(drawing: Drawing, text: bytes) -> list[Finding]:
    start = _PROLOG.match(text)
    doctype = _DOCTYPE.match(text, start.end() if start else 0)
    if not doctype or not doctype[1]:
        return []
    message = "the DOCTYPE declares content of its own (entities or attributes)"
    hint = "write its values out and remove the DOCTYPE"
    if b"ns.adobe.com" in text:
        hint += "; Illustrator leaves it out without Preserve Illustrator Editing Capabilities"
    return [finding(drawing, "S004", message, hint, *position_of_byte(text, doctype.start()))]


def _syntax(drawing: Drawing, text: bytes, error: etree.XMLSyntaxError) -> Finding:
    message = str(error.msg).split(", line ")[0]
    if _TOO_DEEP.search(message):
        hint = "flatten its groups, or split the drawing"
        return finding(drawing, "S005", f"too large or too deep: {message}", hint, *error.position)
    if wrong := not_utf8(text):
        hint = "store it as UTF-8, or declare its encoding in the first line"
        return finding(drawing, "S006", wrong[0], hint, *wrong[1])
    letters = text.decode()
    if strange := intruder(letters, error.lineno):
        return finding(drawing, "S006", *strange)
    fault = fault_in(letters)
    if fault:
        place = position_at(letters, fault.at)
        message = f"not well-formed XML: {fault.message}"
        return finding(drawing, "S006", message, fault.hint, *place)
    hint = "an SVG is XML: close every element, quote every attribute, write & as &amp;"
    message = f"not well-formed XML: {message}"
    return finding(drawing, "S006", message, hint, *error.position)


def _shape(drawing: Drawing, text: bytes, root: etree._Element) -> list[Finding]:
    """What is wrong with the tree as a whole: its root, depth and number of elements."""
    if root.tag != f"{{{SVG}}}svg":
        message = f"the root element is {root.tag!r}, not an svg in the SVG namespace"
        hint = f'start with <svg xmlns="{SVG}" …>'
        return [finding(drawing, "S006", message, hint, *_place(text, root, root))]
    elements = list(root.iter(etree.Element))
    too_deep = set(cast(list[etree._Element], _BEYOND(root)))
    for element in elements:
        if element in too_deep:
            message = f"elements are nested more than {MAX_DEPTH} deep"
            place = _place(text, root, element)
            return [finding(drawing, "S005", message, "flatten its groups", *place)]
        if len(element.attrib) > MAX_ATTRIBUTES:
            message = f"an element bears {len(element.attrib):,} attributes"
            place = _place(text, root, element)
            return [finding(drawing, "S005", message, f"keep to {MAX_ATTRIBUTES:,}", *place)]
    if len(elements) > MAX_ELEMENTS:
        message = f"the drawing has {len(elements):,} elements, the limit is {MAX_ELEMENTS:,}"
        return [finding(drawing, "S005", message, "draw less, or merge its shapes")]
    return []


def _place(
    text: bytes, root: etree._Element, element: etree._Element
) -> tuple[int | None, int | None]:
    return SvgPositions(text.decode(errors="replace"), root).of(element) or (None, None)
