"""Two raw SVGs of one source → in words, the first thing in which they differ."""

from __future__ import annotations

from itertools import zip_longest

from lxml import etree

LONGEST = 60
_WORDS = {
    "path": "a line or shape",
    "use": "a mark",
    "rect": "a box",
    "ellipse": "an ellipse",
    "polygon": "a shape",
    "polyline": "a line",
    "image": "an image",
    "text": "the place of a label",
    "g": "a group",
    "svg": "the size of the drawing",
}


def difference(first: bytes, second: bytes, is_lasting: bool) -> str:
    """What differs; a label, if one does, says more than a shape.

    `is_lasting`: the second is the same whenever it is drawn, so that what it shows may be told.
    """
    elements, others = _elements(first), _elements(second)
    labels, other_labels = _labels(elements), _labels(others)
    for one, other in zip_longest(labels, other_labels):
        if one != other:
            return _of_labels(one, other if is_lasting else None, labels, other_labels)
    # The size of the whole follows from what is drawn: it is told if nothing else differs.
    for element, other in [*zip(elements[1:], others[1:], strict=False), (elements[0], others[0])]:
        if (element.tag, element.items()) != (other.tag, other.items()):
            return _of_elements(element, other)
    if len(elements) != len(others):
        return f"it has {len(elements)} elements, and {len(others)} the second time"
    return "its raw SVG differs, though no element does"


def _elements(svg: bytes) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return list(etree.fromstring(svg, parser).iter(etree.Element))


def _labels(elements: list[etree._Element]) -> list[str]:
    texts = (element for element in elements if str(element.tag).endswith("}text"))
    return [" ".join("".join(map(str, text.itertext())).split()) for text in texts]


def _of_labels(
    one: str | None, other: str | None, labels: list[str], other_labels: list[str]
) -> str:
    if len(labels) != len(other_labels):
        return f"it has {len(labels)} labels, and {len(other_labels)} the second time"
    now = "another" if other is None else _short(other)
    if sorted(labels) == sorted(other_labels):
        return f"its labels come in another order: {now} where {_short(one)} was"
    return f"the label {_short(one)} is {now} the second time"


def _of_elements(one: etree._Element, other: etree._Element) -> str:
    name = str(one.tag).rpartition("}")[2]
    what = _WORDS.get(name, f"the element <{name}>")
    if one.tag != other.tag:
        return f"{what} is something else the second time (line {one.sourceline} of the raw SVG)"
    names = [key for key in {*one.keys(), *other.keys()} if one.get(key) != other.get(key)]
    return (
        f"{what} differs in {', '.join(sorted(map(_plain, names)))} "
        f"(<{name}> in line {one.sourceline} of the raw SVG)"
    )


def _plain(name: object) -> str:
    return str(name).rpartition("}")[2]


def _short(text: str | None) -> str:
    letters = text or ""
    return f"'{letters if len(letters) <= LONGEST else letters[: LONGEST - 1] + '…'}'"
