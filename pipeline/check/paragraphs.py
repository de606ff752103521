"""Scene → its texts as a reader sees them: each with its lines, and these with their pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import dist
from typing import NamedTuple, TypeVar

from pipeline.check.reading import SPACE, read_line
from pipeline.check.scene.geometry import Bounds, Quad, meet
from pipeline.check.scene.scene import Label, Scene
from pipeline.facts.model import Edge, Graph, Node
from pipeline.facts.raised import raised

_Labelled = TypeVar("_Labelled", Node, Edge)

_ALIGNED, _LEADING = 1.5, 0.8
"""In px, and in em: how far lines of one text may be out of line, and how much room is between."""

_LEVEL, _BESIDE = 0.35, 0.5
"""In em: how far pieces of one line may be from its baseline, and from one another."""


class Row(NamedTuple):
    """A line of a text as it is read, and the pieces that it is written in."""

    read: str
    pieces: tuple[str, ...]


class Paragraph(NamedTuple):
    """The lines of a text, and the box around it."""

    rows: Sequence[Row]
    box: Bounds


def paragraphs(scene: Scene) -> Iterator[Paragraph]:
    """Each text once, in the order of painting; the lines of one text as one.

    A renderer writes each line of a label as a text of its own, all in one group.
    """
    is_grouped = scene.is_graph or scene.is_chart
    lines: list[Label] = []
    for line in scene.lines:
        if not (line.text and line.is_legible and meet(line.bounds, scene.viewport)):
            continue
        if lines and (_is_copy(lines[0], line) or not _continues(lines[-1], line, is_grouped)):
            yield _paragraph(lines)
            lines = []
        lines.append(line)
    if lines:
        yield _paragraph(lines)


def _is_copy(first: Label, line: Label) -> bool:
    """Whether a text starts again that began with `first`, as each `<use>` of it does."""
    return first.owner is line.owner and (first.element, first.text) == (line.element, line.text)


def _continues(last: Label, line: Label, is_grouped: bool) -> bool:
    """Whether a line goes on with the text before: right below it, and aligned, or beside it.

    The cells of a record or a table stand in one group too, but further apart, or in frames.
    """
    if last.owner is line.owner:
        return True
    if not is_grouped or line.owner.getprevious() is not last.owner:
        return False
    return _room(last, line) is not None or _is_below(last, line)


def _is_below(last: Label, line: Label) -> bool:
    (left, top), (right, _), _, (_, bottom) = _upright(last)
    (start, above), (stop, _), _, _ = _upright(line)
    is_aligned = any(
        abs(one - other) < _ALIGNED
        for one, other in ((left, start), (right, stop), (left + right, start + stop))
    )
    return is_aligned and above > (top + bottom) / 2 and above - bottom < _LEADING * line.size


def _room(last: Label, line: Label) -> float | None:
    """How far from the end of another a piece of the same line starts, in em; None for others."""
    _, (right, _), (_, bottom), _ = _upright(last)
    (start, _), _, (_, base), _ = _upright(line)
    room = (start - right) / line.size
    is_level = abs(base - bottom) < _LEVEL * line.size or _shift(last) != _shift(line)
    is_beside = last.owner is not line.owner and is_level and abs(room) < _BESIDE
    return room if is_beside else None


def _shift(label: Label) -> str:
    """How a piece is set that stands above or below its line, `super` or `sub`."""
    return label.owner.get("baseline-shift") or ""


def _upright(label: Label) -> Quad:
    """The corners of a label, turned so that it runs from left to right."""
    (x0, y0), (x1, y1), *_ = label.quad
    length = dist((x0, y0), (x1, y1)) or 1.0
    cos, sin = (x1 - x0) / length, (y1 - y0) / length
    turned = [(x * cos + y * sin, y * cos - x * sin) for x, y in label.quad]
    return turned[0], turned[1], turned[2], turned[3]


def _paragraph(lines: Sequence[Label]) -> Paragraph:
    rows: list[Row] = []
    for number, line in enumerate(lines):
        piece = " ".join(read_line(line).split())
        read = raised(piece) if _shift(line) == "super" else piece
        room = _room(lines[number - 1], line) if number else None
        if room is None:
            rows.append(Row(read, (piece,)))
        else:
            joint = " " if room > SPACE and read == piece else ""
            rows[-1] = Row(rows[-1].read + joint + read, (*rows[-1].pieces, piece))
    return Paragraph(rows, _around([line.bounds for line in lines]))


def as_read(graph: Graph, found: Sequence[Paragraph]) -> Graph:
    """The graph with its labels as they are read: Graphviz writes `H2O` and `10⁵` in pieces."""
    read = {row.pieces: row.read for each in found for row in each.rows if len(row.pieces) > 1}
    if not read:
        return graph
    nodes = tuple(_labelled(node, read) for node in graph.nodes)
    return graph._replace(nodes=nodes, edges=tuple(_labelled(edge, read) for edge in graph.edges))


def _labelled(each: _Labelled, read: Mapping[tuple[str, ...], str]) -> _Labelled:
    lines = tuple(_lines_as_read(each.lines, read, max(map(len, read))))
    if lines == each.lines:
        return each
    return each._replace(label=" ".join(lines), lines=lines if len(lines) > 1 else ())


def _lines_as_read(
    pieces: tuple[str, ...], read: Mapping[tuple[str, ...], str], longest: int
) -> Iterator[str]:
    at = 0
    while at < len(pieces):
        ends = range(min(len(pieces), at + longest), at + 1, -1)
        end = next((end for end in ends if pieces[at:end] in read), at + 1)
        yield read.get(pieces[at:end], pieces[at])
        at = end


def _around(boxes: Sequence[Bounds]) -> Bounds:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
