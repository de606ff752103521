"""A tree → how large one user unit comes out on the canvas, within each element."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from pipeline.normalize.context import References, pairs
from pipeline.normalize.values.lengths import px
from pipeline.normalize.values.transform import list_matrix, magnification, parse_transform

_UNKNOWN_BOX = 1000.0
"""A bounding box or viewport that something is fitted to is taken to be this large, in px."""

_UNKNOWN_STROKE = 10.0
_UNKNOWN_STYLE = 100.0
_MOST_ROUNDS = 40
_UNITS = {
    "linearGradient": ("gradientUnits",),
    "radialGradient": ("gradientUnits",),
    "pattern": ("patternUnits", "patternContentUnits"),
    "mask": ("maskUnits", "maskContentUnits"),
    "filter": ("filterUnits", "primitiveUnits"),
    "clipPath": ("clipPathUnits",),
}
_TRANSFORMS = frozenset(("transform", "patternTransform", "gradientTransform"))
_ENLARGING = _TRANSFORMS | {"style"}
_FITTED = frozenset((*_UNITS, "svg", "symbol", "marker"))
_USER_BY_DEFAULT = frozenset(
    ("patternContentUnits", "maskContentUnits", "primitiveUnits", "clipPathUnits")
)


Scale = tuple[float, float]
"""CSS px of one user unit where an element stands, and within it; at most."""

Scales = dict[etree._Element, Scale]


def scales_of(root: etree._Element, made: References) -> Scales:
    """The scale of every element, by whichever way it is drawn largest.

    What is referred to is as large as at its largest reference, so the walk is repeated until
    nothing grows; references do not loop (S005).
    """
    elements = list(root.iterdescendants(etree.Element))
    own = {element: _own(element) for element in elements if _may_enlarge(element)}
    scales = _walk(root, elements, own, {})
    for _ in range(_MOST_ROUNDS):
        entry = _entries(scales, made)
        if not _grows(scales, entry):
            break
        scales = _walk(root, elements, own, entry)
    return scales


def _grows(scales: Scales, entry: dict[str, float]) -> bool:
    """Whether something is drawn larger by a reference than where it stands."""
    return bool(entry) and any(
        entry.get(element.get("id") or "", 0.0) > outside
        for element, (outside, _) in scales.items()
    )


def _walk(
    root: etree._Element,
    elements: list[etree._Element],
    own: dict[etree._Element, float],
    entry: dict[str, float],
) -> Scales:
    scales: Scales = {root: (1.0, 1.0)}
    for element in elements:
        parent = element.getparent()
        _, outside = (1.0, 1.0) if parent is None else scales[parent]
        if entry:
            outside = max(outside, entry.get(element.get("id") or "", 0.0))
        scales[element] = outside, outside * own.get(element, 1.0)
    return scales


def _entries(scales: Scales, made: References) -> dict[str, float]:
    entry: dict[str, float] = {}
    for element, references in made.items():
        _, inside = scales[element]
        for _, name in references:
            entry[name] = max(inside, entry.get(name, 0.0))
    return entry


def _may_enlarge(element: etree._Element) -> bool:
    return element.tag in _FITTED or not _ENLARGING.isdisjoint(element.keys())


def _own(element: etree._Element) -> float:
    """By how much an element enlarges its content; quantized, so that rounding cannot move it."""
    factor = 1.0
    for name, value in pairs(element):
        if name in _TRANSFORMS:
            factor *= _enlargement(value)
        elif name == "style" and "transform" in value:
            factor *= _UNKNOWN_STYLE
    if element.tag in _FITTED:
        factor *= _fitting(element)
    return factor if factor == 1.0 else float(f"{factor:.6g}")


@lru_cache(maxsize=1024)
def _enlargement(transform: str) -> float:
    return magnification(list_matrix(parse_transform(transform) or ())) or 1.0


def _fitting(element: etree._Element) -> float:
    """By how much the element's content is enlarged to fill a viewport or a bounding box."""
    tag = str(element.tag)
    factor = 1.0
    box = (element.get("viewBox") or "").replace(",", " ").split()
    if len(box) == 4:
        sides = zip(("width", "height"), box[2:], strict=True)
        factor = max(
            (px(element.get(side)) or _UNKNOWN_BOX) / (px(length) or 1.0) for side, length in sides
        )
    if tag == "marker" and element.get("markerUnits") != "userSpaceOnUse":
        factor *= _UNKNOWN_STROKE
    for units in _UNITS.get(tag, ()):
        default = "userSpaceOnUse" if units in _USER_BY_DEFAULT else "objectBoundingBox"
        if element.get(units, default) == "objectBoundingBox":
            return factor * _UNKNOWN_BOX
    return factor
