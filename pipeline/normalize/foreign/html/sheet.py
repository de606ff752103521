"""What browsers do with HTML before any author speaks (HTML, section 15.3), as data."""

from __future__ import annotations

from unicodedata import bidirectional

from lxml import etree

from pipeline.normalize.values.lengths import SIZES


def names(text: str) -> frozenset[str]:
    """Names that are written with spaces between them, as a set."""
    return frozenset(text.split())


_BLOCKS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre search section"
    " summary ul"
)
_LOOKS = {
    "p dl": "margin: 1em 0",
    "ul ol": "margin: 1em 0; padding-left: 40px",
    "ol": "list-style-type: decimal",
    "li": "display: list-item",
    "dd": "margin-left: 40px",
    "blockquote figure": "margin: 1em 40px",
    "h1": "font-size: 2em; margin: 0.67em 0; font-weight: bold",
    "h2": "font-size: 1.5em; margin: 0.83em 0; font-weight: bold",
    "h3": "font-size: 1.17em; margin: 1em 0; font-weight: bold",
    "h4": "margin: 1.33em 0; font-weight: bold",
    "h5": "font-size: 0.83em; margin: 1.67em 0; font-weight: bold",
    "h6": "font-size: 0.67em; margin: 2.33em 0; font-weight: bold",
    "body": "margin: 8px",
    "center": "text-align: center",
    "pre": "margin: 1em 0; white-space: pre; font-family: monospace",
    "code kbd samp tt": "font-family: monospace",
    "b strong": "font-weight: bolder",
    "i em cite var dfn address": "font-style: italic",
    "u ins": "text-decoration: underline",
    "s strike del": "text-decoration: line-through",
    "sub": "vertical-align: sub; font-size: smaller",
    "sup": "vertical-align: super; font-size: smaller",
    "small": "font-size: smaller",
    "big": "font-size: larger",
    "nobr": "white-space: nowrap",
    "mark": "background-color: yellow; color: black",
    "style": "display: none",
    "hr": "margin: 0.5em auto; border: 1px inset; overflow: hidden; color: gray",
}
_FONT_SIZES = tuple(SIZES)[1:]
"""What the sizes 1 to 7 of HTML are called."""

_DIRECTIONS = frozenset(("ltr", "rtl", "auto"))

INLINE = names("""
    a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q s
    samp small span strike strong sub sup time tt u var wbr
    """)
BLOCKS = frozenset(_BLOCKS.split()) - {"form", "fieldset", "details", "summary"}
TEXTUAL = INLINE | BLOCKS
"""The elements of HTML that hold text and nothing else."""


def _sheet() -> dict[str, str]:
    sheet = dict.fromkeys(_BLOCKS.split(), "display: block")
    for names, look in _LOOKS.items():
        for name in names.split():
            sheet[name] = f"{sheet[name]}; {look}" if name in sheet else look
    return sheet


SHEET = _sheet()


def hints(element: etree._Element, name: str) -> str:
    """What the attributes of an HTML element say about its look, as declarations."""
    said = []
    align = (element.get("align") or "").lower()
    if align in ("left", "right", "center", "justify") and name != "hr":
        said.append(f"text-align: {align}")
    direction = (element.get("dir") or "").lower()
    if direction in _DIRECTIONS:
        said.append(f"direction: {_direction(element) if direction == 'auto' else direction}")
    if name == "font":
        said += _font(element)
    elif name == "hr":
        said += _rule(element)
    return ";".join(said)


def _direction(element: etree._Element) -> str:
    """The direction of the first letter that has one."""
    for letter in "".join(map(str, element.itertext())):
        if bidirectional(letter) in ("L", "R", "AL"):
            return "ltr" if bidirectional(letter) == "L" else "rtl"
    return "ltr"


def _font(element: etree._Element) -> list[str]:
    said = []
    if element.get("color"):
        said.append(f"color: {element.get('color')}")
    if element.get("face"):
        said.append(f"font-family: {element.get('face')}")
    size = (element.get("size") or "").strip()
    if size.lstrip("+-").isdecimal() and len(size) < 5:
        place = int(size) + (3 if size[0] in "+-" else 0)
        said.append(f"font-size: {_FONT_SIZES[min(max(place, 1), 7) - 1]}")
    return said


def _rule(element: etree._Element) -> list[str]:
    """A horizontal rule is as thick as its `size`, its border included."""
    said = []
    if element.get("color") or "noshade" in element.attrib:
        colour = element.get("color") or "gray"
        said += [f"border-color: {colour}", "border-style: solid", f"background-color: {colour}"]
    size = (element.get("size") or "").strip()
    if size.isdecimal() and len(size) < 5:
        said.append("border-bottom-width: 0" if int(size) < 2 else f"height: {int(size) - 2}px")
    width = (element.get("width") or "").strip()
    if width.rstrip("%").isdecimal() and len(width) < 6:
        said.append(f"width: {width}" if width.endswith("%") else f"width: {width}px")
    return said
