"""SVG bytes → in what they are not in normal form. Reads the bytes anew and trusts no pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.normalize.allowed import (
    ATTRIBUTES,
    ELEMENTS,
    ROOT_ATTRIBUTES,
    TEXT_ELEMENTS,
    UNPAINTED,
)
from pipeline.normalize.context import SVG, XML, pairs
from pipeline.normalize.parse import read_tree
from pipeline.normalize.styles.initial import root_style
from pipeline.normalize.values.colours import is_opaque
from pipeline.normalize.values.lengths import DIGITS

_PREFIX = f"{{{SVG}}}"
_XML_ATTRIBUTES = frozenset((f"{{{XML}}}space", f"{{{XML}}}lang"))
_ALLOWED = frozenset(ATTRIBUTES) | _XML_ATTRIBUTES
_ROOT_ALLOWED = frozenset(ROOT_ATTRIBUTES)
_HARMLESS = _ALLOWED - {"href"}
"""Attributes whose values need no look where nothing in the file is suspect."""

_TAGS = frozenset(_PREFIX + name for name in ELEMENTS)
_WORDS = (f"{_PREFIX}title", f"{_PREFIX}desc")
_TEXT_TAGS = frozenset(_PREFIX + name for name in TEXT_ELEMENTS)
_UNPAINTED = frozenset(_PREFIX + name for name in UNPAINTED)
_MARKUP = re.compile(rb"<[!?]")
_UNSAFE = re.compile(
    r"url\((?!#)|[\\@{}<]|expression\s*\(|javascript\s*:|image\(|image-set\(|src\(|data:|&",
    re.IGNORECASE,
)
_SUSPECT = (b"\\", b"@", b"{", b"}", b"&", b"expression", b"javascript", b"image(", b"image-set(",
            b"src(", b"data:")  # fmt: skip
_LONG_BYTES = re.compile(rb"[1-9][0-9]{%d}" % DIGITS)
_AS_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_RUN = b"0" * (1 + DIGITS)
_REFERENCE = re.compile(r"url\(#([^)]*)\)")
_LONG = re.compile(rf"[1-9](?:\.?[0-9]){{{DIGITS}}}")
_NOT_NUMERIC = frozenset(("paint", "url", "href", "id", "word"))
_NUMERIC = frozenset(name for name, kind in ATTRIBUTES.items() if kind not in _NOT_NUMERIC)
_WIDTHS = range(600, 801)


def verify(svg: bytes, visual: str) -> list[str]:
    """The violations of the normal form (contract 6), in plain words; none when it holds."""
    found = list(_text_violations(svg))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = read_tree(svg, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return [*found, f"not well-formed: {error}"]
    if root.tag != f"{_PREFIX}svg":
        return [*found, f"the root is {root.tag}"]
    elements = list(root.iter())
    found += _root_violations(root, visual)
    drawn = svg.partition(b">")[2].decode(errors="replace")
    if root.get("style") != root_style(root.get("font-family") or "", drawn):
        found.append("the root's style is not what its drawing needs")
    is_suspect = _is_suspect(svg)
    found += _element_violations(elements, root, is_suspect)
    found += _id_violations(elements, visual, is_suspect or b"url(" in svg)
    return found


def _is_suspect(svg: bytes) -> bool:
    """Whether any attribute could hold what none may: looked for once, in the whole file.

    To look at each value took 9 % longer (`python -m benchmarks.normalizer`).
    """
    lowered, pointless = svg.lower(), svg.translate(None, b".")
    return (
        any(word in lowered for word in _SUSPECT)
        or lowered.count(b"url(") != lowered.count(b"url(#")
        or (_RUN in pointless.translate(_AS_ZEROS) and bool(_LONG_BYTES.search(pointless)))
    )


def _text_violations(svg: bytes) -> Iterator[str]:
    if _MARKUP.search(svg):
        yield "holds a declaration, comment, DOCTYPE or processing instruction"
    if not svg.endswith(b">\n"):
        yield "does not end with one newline"
    if not svg.startswith(b"<svg xmlns="):
        yield "does not start with the svg element"


def _root_violations(root: etree._Element, visual: str) -> Iterator[str]:
    if root.nsmap != {None: SVG}:
        yield "declares namespaces besides SVG"
    width, height = root.get("width") or "", root.get("height") or ""
    if not (width.isdecimal() and height.isdecimal() and int(height) > 0):
        yield f'width="{width}" and height="{height}" are not whole numbers'
    elif int(width) not in _WIDTHS:
        yield f"the canvas is {width} wide"
    if root.get("viewBox") != f"0 0 {width} {height}":
        yield f'viewBox="{root.get("viewBox")}" is not the canvas'
    if root.get("role") != "img" or not root.get("font-family"):
        yield "the root lacks its role or its font"
    names = [f"{visual}_title", f"{visual}_desc"]
    if root.get("aria-labelledby") != " ".join(names):
        yield "aria-labelledby does not name title and desc"
    first = [(child.tag, child.get("id")) for child in list(root)[:2]]
    if first != [(f"{_PREFIX}title", names[0]), (f"{_PREFIX}desc", names[1])]:
        yield "title and desc are not the first children"
    yield from _background_violations(root, width, height)


def _background_violations(root: etree._Element, width: str, height: str) -> Iterator[str]:
    """The first thing painted is an opaque rectangle that covers the canvas."""
    first = next((child for child in root if child.tag not in _UNPAINTED), None)
    if first is None or first.tag != f"{_PREFIX}rect":
        yield "no background comes first"
        return
    try:
        left, top = float(first.get("x") or 0), float(first.get("y") or 0)
        right, bottom = (float(first.get(side) or 0) for side in ("width", "height"))
        covers = left <= 0 <= left + right - float(width) and top <= 0 <= top + bottom - float(
            height
        )
    except ValueError:
        covers = False
    is_solid = is_opaque(first.get("fill") or "black") and "opacity" not in first.attrib
    if not (covers and is_solid):
        yield "the background does not cover the canvas"


def _element_violations(
    elements: list[etree._Element], root: etree._Element, is_suspect: bool
) -> Iterator[str]:
    for element in elements:
        tag = element.tag
        if tag not in _TAGS:
            yield f"holds {tag}"
            continue
        if tag in _WORDS and element.getparent() is not root:
            yield "holds a second title or desc"
        if is_suspect or element is root or not _HARMLESS.issuperset(element.keys()):
            yield from _attribute_violations(element, tag, element is root, is_suspect)
        if tag not in _TEXT_TAGS and (element.text or "").strip():
            yield f"<{tag[len(_PREFIX) :]}> holds bare text"


def _attribute_violations(
    element: etree._Element, tag: str, is_root: bool, is_suspect: bool
) -> Iterator[str]:
    allowed = _ROOT_ALLOWED if is_root else _ALLOWED
    for name, value in pairs(element):
        if name not in allowed:
            yield f"<{tag[len(_PREFIX) :]}> bears {name}"
        elif is_suspect and (_UNSAFE.search(value) or (name in _NUMERIC and _LONG.search(value))):
            yield f'{name}="{value[:60]}" is not in its normal form'
        elif name == "href" and not value.startswith("#"):
            yield f'href="{value[:60]}" leads out of the drawing'


def _id_violations(elements: list[etree._Element], visual: str, holds_urls: bool) -> Iterator[str]:
    borne = [name for element in elements if (name := element.get("id")) is not None]
    used = {f"{visual}_title", f"{visual}_desc"}
    used.update([href[1:] for element in elements if (href := element.get("href")) is not None])
    if holds_urls:
        used.update(name for value in _referring(elements) for name in _REFERENCE.findall(value))
    if len(borne) != len(set(borne)):
        yield "an id stands twice"
    for name in sorted(set(borne) - used):
        yield f'the id "{name}" is referred to by nothing'
    for name in sorted(used - set(borne)):
        yield f'"#{name}" refers to nothing'
    for name in borne:
        if not name.startswith(f"{visual}_"):
            yield f'the id "{name}" does not start with "{visual}_"'


def _referring(elements: list[etree._Element]) -> list[str]:
    return [
        value
        for element in elements
        for name, value in pairs(element)
        if "url(" in value and name not in ("id", "href")
    ]
