"""A normal tree → bytes: one element a line without indents, attributes in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from pipeline.normalize.allowed import ORDER, ROOT_ATTRIBUTES, TEXT_ELEMENTS
from pipeline.normalize.context import SVG, XML, XML_SPACE
from pipeline.normalize.styles.initial import root_style

_SPECIAL = re.compile(r'[&<>"\x00-\x1f]')
_TEXT_SPECIAL = re.compile(r"[&<>\r]")
"""Not U+0080 to U+009F: HTML takes references to them for others, of Windows-1252."""

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_PREFIXED = {XML_SPACE: "xml:space", f"{{{XML}}}lang": "xml:lang"}
_CHOOSY = frozenset(("switch", "clipPath"))
"""A switch shows one child; a clip path takes no notice of groups."""

_LAST = len(ORDER)
_ROOT_ORDER = {name: rank for rank, name in enumerate(ROOT_ATTRIBUTES)}


def write(root: etree._Element) -> bytes:
    """The tree as UTF-8, with one final newline; the root has the style that its drawing needs."""
    pieces: list[str] = []
    _write_children(pieces, root, "svg")
    pieces.append("\n</svg>\n")
    body = "".join(pieces)
    root.set("style", root_style(str(root.get("font-family")), body))
    return f'<svg xmlns="{SVG}"{_attributes(root, is_root=True)}>{body}'.encode()


def _write(pieces: list[str], element: etree._Element, tag: str) -> None:
    pieces.append(f"<{tag}{_attributes(element)}")
    if tag in TEXT_ELEMENTS:
        _write_text(pieces, element, tag)
    elif len(element):
        pieces.append(">")
        _write_children(pieces, element, tag)
        pieces.append(f"\n</{tag}>")
    else:
        pieces.append("/>")


def _write_children(pieces: list[str], element: etree._Element, tag: str) -> None:
    """All of them; of a group that says nothing, what it holds, unless its parent would notice."""
    for child in element:
        own = str(child.tag)
        if own == "g" and len(child) and not child.keys() and tag not in _CHOOSY:
            _write_children(pieces, child, own)
        else:
            pieces.append("\n")
            _write(pieces, child, own)


def _write_text(pieces: list[str], element: etree._Element, tag: str) -> None:
    """Character data as it is: white space in it is content."""
    pieces.append(f">{_text(element.text)}")
    for child in element:
        child_tag = str(child.tag)
        pieces.append(f"<{child_tag}{_attributes(child)}")
        if child_tag in TEXT_ELEMENTS or len(child):
            _write_text(pieces, child, child_tag)
        else:
            pieces.append("/>")
        pieces.append(_text(child.tail))
    pieces.append(f"</{tag}>")


def _text(text: str | None) -> str:
    return _TEXT_SPECIAL.sub(_escape, text) if text else ""


def _escape(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"&#{ord(match[0])};"


def _attributes(element: etree._Element, is_root: bool = False) -> str:
    values: list[str] = element.values()  # type: ignore[assignment]  # as in `pairs`
    if _SPECIAL.search("".join(values)):
        values = [_SPECIAL.sub(_escape, value) for value in values]
    return _template(tuple(element.keys()), is_root)(*values)


@lru_cache(maxsize=1024)
def _template(names: tuple[str, ...], is_root: bool) -> Callable[..., str]:
    """What writes the values of attributes of these names, in the fixed order.

    To sort the attributes of each element took 3 % longer (`python -m benchmarks.normalizer`).
    """
    rank = _root_rank if is_root else _rank
    places = sorted(range(len(names)), key=lambda place: rank(names[place]))
    written = [f' {_PREFIXED.get(names[place], names[place])}="{{{place}}}"' for place in places]
    return "".join(written).format


def _rank(name: str) -> int:
    return ORDER.get(name, _LAST)


def _root_rank(name: str) -> tuple[int, int]:
    return _ROOT_ORDER.get(name, _LAST), _rank(name)
