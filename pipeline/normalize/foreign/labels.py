"""Each foreignObject → what it shows: found before styles are applied, and drawn after it."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.normalize.context import SVG, Context, letters_of, local, pairs, shorten, take
from pipeline.normalize.foreign.flow import blocks
from pipeline.normalize.foreign.flow.sizes import Space
from pipeline.normalize.foreign.html.boxes import NotTextError, box_of
from pipeline.normalize.foreign.html.computed import Style, computed
from pipeline.normalize.foreign.html.rules import Rules
from pipeline.normalize.foreign.paint import Clips, clipped, paint, unseen_words
from pipeline.normalize.foreign.place import place_of
from pipeline.normalize.foreign.tools import way_out
from pipeline.normalize.passes.noise import remove
from pipeline.normalize.passes.switches import is_understood

_NEUTRAL = {
    "direction": "ltr",
    "dominant-baseline": "auto",
    "fill-opacity": "1",
    "font-stretch": "normal",
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "letter-spacing": "normal",
    "marker-end": "none",
    "marker-start": "none",
    "paint-order": "normal",
    "shape-rendering": "auto",
    "stroke": "none",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "text-anchor": "start",
    "text-decoration": "none",
    "visibility": "visible",
    "word-spacing": "normal",
    "writing-mode": "horizontal-tb",
}
"""What SVG around a label would lend to its text, and what HTML does not take from there."""

_OWN = frozenset(("width", "height", "overflow", "opacity", "transform"))
"""What a foreignObject's own style says about it as a piece of SVG."""

_DROPPED = ("x", "y", "width", "height", "overflow", "requiredExtensions")


_MOST_LETTERS, _MOST_ELEMENTS = 50_000, 20_000
"""No drawing may have more in its labels: each takes as long as ten elsewhere."""


def lay_out(context: Context, found: Sequence[etree._Element]) -> None:
    """Find what each of these labels shows; S001 where that is more than text."""
    labels = list(filter(_is_drawn, found))
    if not labels:
        return
    letters = sum(len(letters_of(label)) for label in labels)
    elements = sum(1 for label in labels for _ in label.iter())
    if letters > _MOST_LETTERS or elements > _MOST_ELEMENTS:
        message = f"labels in HTML hold {letters:,} letters and {elements:,} elements"
        hint = f"keep to {_MOST_LETTERS:,} and {_MOST_ELEMENTS:,}, or write labels as <text>"
        context.refuse("S005", labels[0], message, hint)
        return
    try:
        rules = Rules(context)
    except OverflowError:
        return  # reported where the same styles are applied
    clips = Clips(context.root)
    styles: dict[etree._Element, Style] = {}
    for label in labels:
        try:
            context.labels[label] = _shapes(context, label, rules, styles, clips)
        except NotTextError as more:
            message = f"the label {more}"
            context.refuse("S001", more.element, message, way_out(context.root, label))


def _is_drawn(label: etree._Element) -> bool:
    """Whether browsers draw a foreignObject: not in another one's content or in a clip path."""
    around = [local(str(ancestor.tag)) for ancestor in label.iterancestors()]
    return is_understood(label) and not {"foreignObject", "clipPath"}.intersection(around)


def _style(element: etree._Element, rules: Rules, known: dict[etree._Element, Style]) -> Style:
    """What an element of SVG hands down to a label in it."""
    around = Style({})
    for ancestor in (*reversed(list(element.iterancestors())), element):
        if ancestor not in known:
            known[ancestor] = computed(rules.of(ancestor), around)
        around = known[ancestor]
    return around


def _shapes(
    context: Context,
    label: etree._Element,
    rules: Rules,
    styles: dict[etree._Element, Style],
    clips: Clips,
) -> list[etree._Element]:
    """What a label shows: as large as its content, and cut to its size unless it may spill.

    L007 where some of its lines are seen, and others are cut away.
    """
    style = _style(label, rules, styles)
    x, y, width, height = place_of(label, style)
    inner = style._replace(values={n: v for n, v in style.values.items() if n not in _OWN})
    fragment = blocks.lay_out(box_of(label, inner, rules), Space(width, height), width, height)
    made = paint(fragment, x, y, clips.make)
    if style.get("overflow", "hidden") != "visible":
        sides = (x, y, x + width, y + height)
        words = unseen_words(made, sides)
        made = clipped(made, sides, clips.make)
        if words and any(map(letters_of, (piece.element for piece in made))):
            message = f"“{shorten(words)}” stands outside of its <foreignObject> and is not shown"
            context.warn("L007", label, message, "make it larger, or the text shorter")
    return [piece.element for piece in made]


def draw(context: Context, found: Sequence[etree._Element]) -> None:
    """Put what each label shows in its place, and in that of the `switch` around it."""
    for label in found:
        shapes = context.labels.get(label)
        if shapes is None:
            remove(label)
            continue
        for child in list(label):
            label.remove(child)
        label.text = None
        lent = {name for e in (label, *label.iterancestors()) for name, _ in pairs(e)}
        label.tag = f"{{{SVG}}}g"
        for name in _DROPPED:
            take(label, name)
        label.attrib.update({n: usual for n, usual in _NEUTRAL.items() if n in lent and shapes})
        context.waiting.setdefault(label, {})["text-transform"] = "none"
        label.extend(shapes)
