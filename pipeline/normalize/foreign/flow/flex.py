"""Flex containers: how wide their items are and where they stand (CSS Flexbox 1, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pipeline.normalize.foreign.flow.align import (
    across,
    align,
    aligned,
    is_auto,
    justified,
    outer_height,
)
from pipeline.normalize.foreign.flow.sizes import Fragment, Space, edges_of, extremes, given_size
from pipeline.normalize.foreign.html.boxes import Box


class LayOut(Protocol):
    """Lays out one item; sizes are those of its border box, where the container gives them."""

    def __call__(
        self,
        box: Box,
        space: Space,
        width: float | None = None,
        height: float | None = None,
        *,
        fits: bool = False,
    ) -> Fragment:
        """The item in a place of its own."""
        ...


def flex(fragment: Fragment, inside: Space, lay_out: LayOut) -> float:
    """Put the items of a container into it; the height that they ask for."""
    direction = fragment.box.style.get("flex-direction", "row")
    arrange = _column if direction.startswith("column") else _rows
    height = arrange(fragment, inside, lay_out)
    for child in fragment.children:
        child.x += fragment.edges.inner[3]
        child.y += fragment.edges.inner[0]
    with_lines = [child for child in fragment.children if child.first is not None]
    if with_lines:
        first, last = with_lines[0], with_lines[-1]
        fragment.first = first.y + (first.first or 0.0)
        fragment.last = last.y + (last.last or 0.0)
    return height


def _items(box: Box) -> list[Box]:
    is_reversed = box.style.get("flex-direction").endswith("reverse")
    return box.children[::-1] if is_reversed else box.children


def _rows(fragment: Fragment, inside: Space, lay_out: LayOut) -> float:
    style = fragment.box.style
    rows = list(_split(fragment.box, inside, style.get("flex-wrap").startswith("wrap")))
    top, gap = 0.0, style.px("row-gap") or 0.0
    for number, row in enumerate(rows):
        top += gap if number else 0.0
        height = inside.height if len(rows) == 1 else None
        top += _row(fragment, row, inside._replace(height=height), top, lay_out)
    return top


def _split(box: Box, inside: Space, wraps: bool) -> Iterator[list[Box]]:
    row: list[Box] = []
    gap, used = box.style.px("column-gap") or 0.0, 0.0
    for item in _items(box):
        room = _base(item, inside) + _beside(item, inside)
        if wraps and row and used + gap + room > inside.width:
            yield row
            row, used = [], 0.0
        used += room + (gap if row else 0.0)
        row.append(item)
    if row:
        yield row


def _beside(item: Box, inside: Space) -> float:
    margin = edges_of(item, inside.width).margin
    return margin[1] + margin[3]


def _base(item: Box, inside: Space) -> float:
    """What an item's border box is wide before it grows or shrinks."""
    edges = edges_of(item, inside.width)
    basis = item.style.px("flex-basis", inside.width, "auto")
    if basis is not None:
        return max(basis, edges.across)
    given = given_size(item, "width", inside.width, edges.across)
    return extremes(item)[1] if given is None else given


def _number(item: Box, name: str, usual: str) -> float:
    return item.style.number(name, float(usual))


def _widths(row: list[Box], inside: Space, gaps: float) -> list[float]:
    """The widths of a row's items, grown or shrunk into its room (9.7)."""
    bases = [_base(item, inside) for item in row]
    limits = [_limits(item, inside) for item in row]
    sizes = [min(max(base, low), high) for base, (low, high) in zip(bases, limits, strict=True)]
    room = inside.width - gaps - sum(_beside(item, inside) for item in row)
    grows = sum(sizes) < room
    shares = [
        _number(item, "flex-grow", "0") if grows else _number(item, "flex-shrink", "1") * base
        for item, base in zip(row, bases, strict=True)
    ]
    free = {at for at, share in enumerate(shares) if share > 0}
    while free:
        left = room - sum(size for at, size in enumerate(sizes) if at not in free)
        left -= sum(bases[at] for at in free)
        whole = max(sum(shares[at] for at in free), 1.0 if grows else 1e-9)
        wanted = {at: bases[at] + left * shares[at] / whole for at in free}
        held = {at for at in free if not limits[at][0] <= wanted[at] <= limits[at][1]}
        for at in held or free:
            sizes[at] = min(max(wanted[at], limits[at][0]), limits[at][1])
        free = free - held if held else set()
    return sizes


def _limits(item: Box, inside: Space) -> tuple[float, float]:
    """The least and the greatest width of an item: its content, unless its style says more."""
    inner = edges_of(item, inside.width).across
    least = given_size(item, "min-width", inside.width, inner)
    most = given_size(item, "max-width", inside.width, inner)
    if least is None:
        is_seen = item.style.get("overflow", "visible") == "visible"
        given = given_size(item, "width", inside.width, inner)
        content = extremes(item)[0] if is_seen else 0.0
        least = content if given is None else min(given, content)
    return least, max(least, 1e9 if most is None else most)


def _row(fragment: Fragment, row: list[Box], inside: Space, top: float, lay_out: LayOut) -> float:
    """One row of items; its height."""
    style = fragment.box.style
    gap = style.px("column-gap") or 0.0
    widths = _widths(row, inside, gap * (len(row) - 1))
    placed = [
        lay_out(item, inside, width, _known_height(fragment.box, item, inside))
        for item, width in zip(row, widths, strict=True)
    ]
    tallest = max(outer_height(child) for child in placed)
    height = tallest if inside.height is None else inside.height
    placed = [_stretched(fragment.box, child, inside, height, lay_out) for child in placed]
    room = inside.width - gap * (len(row) - 1)
    room -= sum(child.width + child.edges.margin[1] + child.edges.margin[3] for child in placed)
    x, between = justified(style.get("justify-content", "normal"), room, len(placed))
    autos = sum(is_auto(child, side) for child in placed for side in ("left", "right"))
    share = max(room, 0.0) / autos if autos else 0.0
    x, between = (0.0, 0.0) if autos else (x, between)
    for child in placed:
        x += child.edges.margin[3] + share * is_auto(child, "left")
        child.x = x
        child.y = top + aligned(fragment.box, child, height, placed)
        x += child.width + child.edges.margin[1] + gap + between + share * is_auto(child, "right")
        fragment.children.append(child)
    return height


def _stretched(
    container: Box, child: Fragment, inside: Space, height: float, lay_out: LayOut
) -> Fragment:
    """An item of no given height as high as its row, where nothing else is said."""
    own = height - child.edges.margin[0] - child.edges.margin[2]
    if own == child.height or not _stretches(container, child.box, inside):
        return child
    return lay_out(child.box, inside, child.width, max(own, 0.0))


def _stretches(container: Box, item: Box, inside: Space) -> bool:
    """Whether an item is as high as its row."""
    is_free = item.style.px("height", inside.height, "auto") is None
    word = align(container, item)[-1]
    return is_free and word in ("normal", "stretch") and item.style.get("margin-top") != "auto"


def _known_height(container: Box, item: Box, inside: Space) -> float | None:
    """How high an item will be, where its row says so beforehand: it is laid out once then."""
    if inside.height is None or not _stretches(container, item, inside):
        return None
    margin = edges_of(item, inside.width).margin
    return max(inside.height - margin[0] - margin[2], 0.0)


def _column(fragment: Fragment, inside: Space, lay_out: LayOut) -> float:
    """Items under each other."""
    box = fragment.box
    placed = [_in_column(box, item, inside, lay_out) for item in _items(box)]
    gap = box.style.px("row-gap") or 0.0
    content = gap * max(len(placed) - 1, 0) + sum(outer_height(child) for child in placed)
    height = content if inside.height is None else inside.height
    grows = [_number(child.box, "flex-grow", "0") for child in placed]
    if height > content and sum(grows) > 0:
        shares = [(height - content) * grow / max(sum(grows), 1.0) for grow in grows]
        placed = [
            lay_out(child.box, inside, child.width, child.height + share) if share else child
            for child, share in zip(placed, shares, strict=True)
        ]
        content += sum(shares)
    y, between = justified(
        box.style.get("justify-content", "normal"), height - content, len(placed)
    )
    for child in placed:
        y += child.edges.margin[0]
        child.y, child.x = y, across(box, child, inside)
        y += child.height + child.edges.margin[2] + gap + between
        fragment.children.append(child)
    return height


def _in_column(container: Box, item: Box, inside: Space, lay_out: LayOut) -> Fragment:
    word = align(container, item)[-1]
    return lay_out(item, inside, fits=word not in ("normal", "stretch"))
