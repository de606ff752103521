"""Rule on text that was turned into paths (A003)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pipeline.check.scene.scene import Flaw, Flaws, Scene, Shape
from pipeline.kinds import Language, kind_of
from pipeline.positions import line_of_byte

_LABELLED = re.compile(
    rb"""<(path|g)\b(?![^>]*\srole\s*=)[^>]*?\saria-label\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>"""
)
"""What has a label and no role: an element with a role is a picture that is described."""

_DATA = re.compile(rb"""\sd\s*=\s*(?:"[^"]*"|'[^']*')""")
_MOST_OUTLINES = 5
"""A percent sign has so many."""

_OTHER_THAN_PATH = re.compile(rb"<(?!/?path\b)")
_MOST_EM = 0.5
_SMALLEST, _TALLEST = 4.0, 40.0
_FEWEST = 4
_FEWEST_FORMS = 3
_FEWEST_CORNERS = 8
_ALIGNED, _MOST = 0.06, 0.6


def drawn_text(scene: Scene) -> Flaws:
    """Report text that is drawn as paths, once for each drawing.

    It finds letters of matplotlib, letters that Inkscape labels, and rows of letter-like shapes.
    """
    language = kind_of(scene.drawing.kind).language
    hint = _HINTS.get(language, "keep the text as text, or write it again with <text>")
    message = "text is drawn as paths"
    copies = [shape for shape in scene.shapes if _is_glyph(shape)]
    named = _labelled(scene.drawing.raw) if language == "svg" else None
    if copies:
        yield Flaw(copies[0].element, message, hint, "path")
    elif named is not None:
        yield Flaw(line_of_byte(scene.drawing.raw, named), message, hint)
    elif row := next(_rows(scene), None):
        yield Flaw(row[0].element, f"what looks like {message}", hint)


_HINTS: Mapping[Language, str] = {
    "python": 'leave rcParams["svg.fonttype"] as it is and use no path effects on text; for '
    'room around a label use bbox={"facecolor": "white", "edgecolor": "none"}',
}


def _labelled(raw: bytes) -> int | None:
    """Where a path, or a group of nothing but paths, has a label: Inkscape's form of text.

    The label is what they spell, so there is an outline or more for each of its letters. A chart
    describes its lines and areas by labels, too.
    """
    for match in _LABELLED.finditer(raw):
        inner = match[0]
        if match[1] == b"g":
            inner = raw[match.end() : raw.find(b"</g>", match.end())]
        label = html.unescape((match[2] or match[3] or b"").decode(errors="replace"))
        letters = len("".join(label.split()))
        outlines = sum(data.lower().count(b"z") for data in _DATA.findall(inner))
        is_spelt = letters <= outlines <= _MOST_OUTLINES * letters
        if is_spelt and not _OTHER_THAN_PATH.search(inner):
            return match.start()
    return None


def _is_glyph(shape: Shape) -> bool:
    """Whether a filled copy is drawn upside down and much smaller, as the glyphs of a font are."""
    if not (shape.is_copy and shape.fill):
        return False
    a, b, c, d, _, _ = shape.matrix
    return -(_MOST_EM**2) < a * d - b * c < 0


def _rows(scene: Scene) -> Iterator[list[Shape]]:
    """Shapes that follow one another and look like the letters of one line."""
    row: list[Shape] = []
    for shape in scene.shapes:
        if not _is_letter(shape):
            continue
        if row and not _goes_on(row[-1], shape):
            if _is_line(row):
                yield row
            row = []
        row.append(shape)
    if _is_line(row):
        yield row


def _is_letter(shape: Shape) -> bool:
    """Whether a shape may be a letter: a thin line of another colour is the border of a map."""
    _, top, _, bottom = shape.bounds
    return (
        shape.form == "closed"
        and bool(shape.fill)
        and shape.stroke_width < 1
        and shape.stroke in ((), shape.fill)
        and _SMALLEST < bottom - top < _TALLEST
        and shape.element.sourceline is not None
        and shape.element.tag == "path"
    )


def _goes_on(one: Shape, other: Shape) -> bool:
    """Whether a shape follows another one like the next letter of a line."""
    height = max(one.bounds[3] - one.bounds[1], other.bounds[3] - other.bounds[1])
    gap = other.bounds[0] - one.bounds[2]
    return abs(one.bounds[3] - other.bounds[3]) < 0.35 * height and -0.2 < gap / height < 0.7


def _is_line(row: list[Shape]) -> bool:
    if len(row) == 1:
        return len(row[0].outline) >= 2 * _FEWEST and _is_written(row[0])
    forms = {tuple(len(points) for points in shape.outline) for shape in row}
    corners = sorted(sum(map(len, shape.outline)) for shape in row)
    is_narrow = all(shape.bounds[2] - shape.bounds[0] < 2 * _TALLEST for shape in row)
    return (
        len(row) >= _FEWEST
        and len(forms) >= _FEWEST_FORMS
        and corners[len(corners) // 2] >= _FEWEST_CORNERS
        and is_narrow
        and len({shape.fill for shape in row}) == 1
        and _has_baseline(row)
    )


def _has_baseline(row: list[Shape]) -> bool:
    """Whether most shapes end at the same height, as all letters do except g, j, p, q and y."""
    ends = sorted(shape.bounds[3] for shape in row)
    height = max(shape.bounds[3] - shape.bounds[1] for shape in row)
    best = max(sum(abs(end - other) < _ALIGNED * height for other in ends) for end in ends)
    return best >= _MOST * len(ends)


def _is_written(shape: Shape) -> bool:
    """Whether the subpaths of one shape follow one another from left to right, like letters."""
    starts = [min(x for x, _ in points) for points in shape.polygons]
    onwards = sum(before <= after for before, after in pairwise(starts))
    forms = {len(points) for points in shape.outline}
    is_wide = shape.bounds[2] - shape.bounds[0] > 2 * (shape.bounds[3] - shape.bounds[1])
    return is_wide and len(forms) >= _FEWEST_FORMS and onwards >= 0.6 * len(starts)
