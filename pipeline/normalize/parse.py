"""Bytes → an lxml tree, or findings S004 to S006: nothing is loaded, expanded or looked up."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from pipeline.model import Drawing, Finding
from pipeline.normalize.context import SVG, finding, line_of

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 200
MAX_ELEMENTS = 100_000

_ENCODINGS = {
    name: codec
    for codec, names in {
        "utf-8": "utf-8 utf8 us-ascii ascii",
        "iso-8859-1": "iso-8859-1 latin1 latin-1",
        "cp1252": "windows-1252 cp1252",
        "utf-16": "utf-16 utf16",
        "utf-16-le": "utf-16le utf-16-le",
        "utf-16-be": "utf-16be utf-16-be",
    }.items()
    for name in names.split()
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PROLOG = re.compile(rb"(?:[^<]++|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DOCTYPE = re.compile(rb"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(\[)?""", re.IGNORECASE)
_TOO_DEEP = re.compile("depth|too long|huge", re.IGNORECASE)


def parse(drawing: Drawing) -> tuple[etree._Element | None, list[Finding]]:
    """The root of `drawing.raw`, or None and what is wrong with it (S004, S005, S006)."""
    raw = drawing.raw
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}"
        return None, [finding(drawing, "S005", message, "draw less, or simplify its paths")]
    if raw[:2] == b"\x1f\x8b":
        hint = "unpack it (gunzip) and store the plain SVG"
        return None, [finding(drawing, "S006", "the file is compressed with gzip", hint, 1)]
    try:
        text = _utf8(raw)
    except (UnicodeError, LookupError) as error:
        message = f"the file's characters cannot be read: {error}"
        return None, [finding(drawing, "S006", message, "store it as UTF-8", 1)]
    declared = _dtd(drawing, text)
    if declared:
        return None, declared
    try:
        root = etree.fromstring(text, _parser())
    except etree.XMLSyntaxError as error:
        return None, [_syntax(drawing, error)]
    found = _shape(drawing, root)
    return (None, found) if found else (root, [])


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


def _utf8(raw: bytes) -> bytes:
    """The same text in UTF-8; UnicodeError or LookupError where it cannot be read."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(codec).encode()
    if raw[:2] in (b"<\0", b"\0<"):
        codec = "utf-16-le" if raw[:1] == b"<" else "utf-16-be"
        return raw.decode(codec).encode()
    match = _DECLARED.match(raw)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name not in _ENCODINGS:
        raise LookupError(f"encoding {name}")
    if _ENCODINGS[name] == "utf-8":
        return raw
    return raw.decode(_ENCODINGS[name]).encode()


def _dtd(drawing: Drawing, text: bytes) -> list[Finding]:
    start = _PROLOG.match(text)
    doctype = _DOCTYPE.match(text, start.end() if start else 0)
    if not doctype or not doctype[1]:
        return []
    line = text.count(b"\n", 0, doctype.start()) + 1
    message = "the DOCTYPE declares content of its own (entities or attributes)"
    return [finding(drawing, "S004", message, "write its values out and remove the DOCTYPE", line)]


def _syntax(drawing: Drawing, error: etree.XMLSyntaxError) -> Finding:
    line, column = error.position
    message = str(error.msg).split(", line ")[0]
    if _TOO_DEEP.search(message):
        hint = "flatten its groups, or split the drawing"
        return finding(drawing, "S005", f"too large or too deep: {message}", hint, line, column)
    hint = "an SVG is XML: close every element, quote every attribute, write & as &amp;"
    return finding(drawing, "S006", f"not well-formed XML: {message}", hint, line, column)


def _shape(drawing: Drawing, root: etree._Element) -> list[Finding]:
    """What is wrong with the tree as a whole: its root, depth and number of elements."""
    if root.tag != f"{{{SVG}}}svg":
        message = f"the root element is {root.tag!r}, not an svg in the SVG namespace"
        hint = f'start with <svg xmlns="{SVG}" …>'
        return [finding(drawing, "S006", message, hint, line_of(root))]
    depth = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += 1
        if depth > MAX_DEPTH:
            message = f"elements are nested more than {MAX_DEPTH} deep"
            return [finding(drawing, "S005", message, "flatten its groups", line_of(element))]
    if count > 2 * MAX_ELEMENTS:
        message = f"the drawing has {count // 2:,} elements, the limit is {MAX_ELEMENTS:,}"
        return [finding(drawing, "S005", message, "draw less, or merge its shapes")]
    return []
