"""A drawing → which tool wrote its labels, and how that tool writes them as text."""

from __future__ import annotations

from lxml import etree

from pipeline.normalize.allowed import XHTML
from pipeline.normalize.context import SVG, local, pairs

_WAYS = {
    "draw.io": "in draw.io select the shape and switch off Formatted Text (panel Format, tab Text),"
    " or write the label without it, and export again",
    "Mermaid": "set htmlLabels: false in Mermaid's configuration (also under flowchart), and"
    " export again",
    "D2": "write the label without Markdown: |md … | becomes HTML, a plain label becomes text",
    "": "write the label as <text>",
}


def way_out(root: etree._Element, label: etree._Element) -> str:
    """What to do about a label that holds more than text."""
    tool = _tool(root, label)
    outer = next(label.iterchildren(etree.Element), None)
    if not tool and outer is not None and str(outer.tag).startswith(f"{{{SVG}}}"):
        name = local(str(outer.tag))
        return f'write <{name} xmlns="{XHTML}">, or better the label as <text>'
    return _WAYS[tool]


def _tool(root: etree._Element, label: etree._Element) -> str:
    parent = label.getparent()
    if "mxfile" in (root.get("content") or "") or "data-cell-id" in _names_around(label):
        return "draw.io"
    words = f"{root.get('id')} {root.get('class')} {root.get('aria-roledescription')}".lower()
    if "mermaid" in words or "aria-roledescription" in root.attrib:
        return "Mermaid"
    if "data-d2-version" in _names_around(label):
        return "D2"
    is_switch = parent is not None and str(parent.tag).endswith("}switch")
    return "draw.io" if is_switch else ""


def _names_around(label: etree._Element) -> set[str]:
    return {name for around in label.iterancestors() for name, _ in pairs(around)}
