"""A box → its edges and its width: given, as wide as its room, or as its content (CSS 2.1, 10.3).

What cannot be done is not here: floats, positioned boxes and grids are refused before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.normalize.foreign.flow.lines import fill
from pipeline.normalize.foreign.flow.paragraph import Paragraph, border, paragraph
from pipeline.normalize.foreign.flow.runs import Run, Stretch
from pipeline.normalize.foreign.flow.widths import Measure, snapped
from pipeline.normalize.foreign.html.boxes import Box

_ENDLESS = 1e9


class Space(NamedTuple):
    """The room around a box: how wide it is, and how high where that is known."""

    width: float
    height: float | None = None


class Edges(NamedTuple):
    """Margins, and borders with paddings, in px."""

    margin: tuple[float, float, float, float]
    inner: tuple[float, float, float, float]

    @property
    def across(self) -> float:
        """Borders and paddings at the left and right."""
        return self.inner[1] + self.inner[3]

    @property
    def down(self) -> float:
        """Borders and paddings at the top and bottom."""
        return self.inner[0] + self.inner[2]


@dataclass(slots=True)
class Fragment:
    """A box in its place: `x` and `y` from the one around it. Margins that reach through its ends
    are `above` and `below`."""

    box: Box
    width: float
    edges: Edges
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0
    children: list[Fragment] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    first: float | None = None
    last: float | None = None
    above: tuple[float, float] = (0.0, 0.0)
    below: tuple[float, float] = (0.0, 0.0)
    is_through: bool = False


def edges_of(box: Box, width: float) -> Edges:
    """The edges of a box in a space that wide."""
    style = box.style
    sides = ("top", "right", "bottom", "left")
    top, right, bottom, left = (style.px(f"margin-{side}", width) or 0.0 for side in sides)
    inner = tuple(
        max(style.px(f"padding-{side}", width) or 0.0, 0.0) + border(style, side) for side in sides
    )
    return Edges((top, right, bottom, left), inner)  # type: ignore[arg-type]  # four each


def width_of(box: Box, space: Space, edges: Edges, fits: bool) -> float:
    """The width of a border box (CSS 2.1, 10.3)."""
    room = space.width - edges.margin[1] - edges.margin[3]
    given = given_size(box, "width", space.width, edges.across)
    if given is not None:
        width = given
    elif fits or _is_as_its_content(box):
        least, most = extremes(box)
        width = min(max(least, room), most)
    else:
        width = room
    return clamped(box, "width", max(width, 0.0), space.width, edges.across)


def _is_as_its_content(box: Box) -> bool:
    is_table = box.style.get("display") in ("table", "table-cell")
    return is_table or box.style.get("width") == "fit-content"


def given_size(box: Box, name: str, base: float | None, inner: float) -> float | None:
    """A given size of the border box; None for auto."""
    value = box.style.get(name, "auto")
    if value in ("max-content", "min-content") and name == "width":
        least, most = extremes(box)
        return least if value == "min-content" else most
    length = box.style.px(name, base, "auto")
    if length is None or length < 0:
        return None
    return max(length, inner) if box.style.get("box-sizing") == "border-box" else length + inner


def given_height(box: Box, space: Space, edges: Edges) -> float | None:
    """The height of the content where it is given."""
    given = given_size(box, "height", space.height, edges.down)
    return None if given is None else max(given - edges.down, 0.0)


def clamped(box: Box, side: str, size: float, base: float | None, inner: float) -> float:
    """A size between the least and the most that its box may have."""
    most, least = (given_size(box, f"{end}-{side}", base, inner) for end in ("max", "min"))
    return max(size if most is None else min(size, most), least or 0.0, 0.0)


def text_of(box: Box) -> Paragraph:
    """What stands in the lines of a box, read once."""
    if box.lines is None:
        box.lines = paragraph(box)
    made: Paragraph = box.lines
    return made


def extremes(box: Box) -> tuple[float, float]:
    """The least and the greatest width that the content of a border box asks for."""
    if box.extremes is None:
        edges = edges_of(box, 0.0)
        least, most = _content_extremes(box)
        given = box.style.px("width", None, "auto")
        if given is not None:
            least = most = given_size(box, "width", None, edges.across) or 0.0
        else:
            least, most = least + edges.across, most + edges.across
        box.extremes = (
            clamped(box, "width", least, None, edges.across),
            clamped(box, "width", most, None, edges.across),
        )
    return box.extremes


def _content_extremes(box: Box) -> tuple[float, float]:
    if box.holds_lines:
        return _text_extremes(box)
    is_row = box.display == "flex" and not box.style.get("flex-direction").startswith("column")
    sizes = [_outer_extremes(child) for child in box.children] or [(0.0, 0.0)]
    gaps = (box.style.px("column-gap") or 0.0) * (len(sizes) - 1) if is_row else 0.0
    least = [size[0] for size in sizes]
    most = [size[1] for size in sizes]
    if not is_row:
        return max(least), max(most)
    wraps = box.style.get("flex-wrap").startswith("wrap")
    return (max(least) if wraps else sum(least) + gaps), sum(most) + gaps


def _outer_extremes(box: Box) -> tuple[float, float]:
    margin = edges_of(box, 0.0).margin
    least, most = extremes(box)
    return least + margin[1] + margin[3], most + margin[1] + margin[3]


def _text_extremes(box: Box) -> tuple[float, float]:
    made = text_of(box)
    sizes = {at: _outer_extremes(child) for at, child in made.objects.items()}
    found = []
    for which, room in ((0, 0.0), (1, _ENDLESS)):
        measure = Measure(made, {at: size[which] for at, size in sizes.items()})
        lines = fill(made, measure, room)
        widths = [snapped(measure.between(line.start, line.seen)) for line in lines]
        found.append(max(widths, default=0.0))
    return found[0], found[1]
