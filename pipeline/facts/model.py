"""What a drawing shows, as named tuples: texts and boxes as seen, a graph, the data of a chart.

Coordinates of `Text` and of boxes with `is_px` are CSS px of the normal form, y growing downwards;
those of a chart are in the units of its axes. Colours are `#rrggbb` in lower case.
"""

from typing import Literal, NamedTuple

Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1."""

MOST_POINTS = 2000
"""Of a line; of one with more, as many are taken at equal steps."""


MOST_POINTS = 2000
"""Of a line; of one with more, as many are taken at equal steps."""

Role = Literal["", "node", "edge", "cluster", "title", "label", "tick", "legend"]
"""What a text names; `label` is that of an axis."""


class Text(NamedTuple):
    """A text as it is read, line breaks as spaces; `role` is "" where it cannot be told.

    `lines` holds the lines of a text that has several.
    """

    text: str
    box: Rect
    role: Role = ""
    lines: tuple[str, ...] = ()


class Box(NamedTuple):
    """A rectangle with the texts inside it; `fill` is "" for none.

    `row` is the tick of the y axis at its height, `unit` that of the x axis, both "" in px.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    fill: str = ""
    says: tuple[str, ...] = ()
    row: str = ""
    unit: str = ""
    is_px: bool = False


class Node(NamedTuple):
    """A node that is drawn, by the name that its source gives it.

    `lines` holds the lines and cells of a label that has several. `form` is what is drawn around
    the label first, `border` the colour, width and dashes of that; both are "" where it is nothing.
    """

    name: str
    label: str
    fill: str = ""
    lines: tuple[str, ...] = ()
    form: str = ""
    border: str = ""


class Edge(NamedTuple):
    """An edge that is drawn, from `tail` to `head` as its arrow points; `lines` as of a node."""

    tail: str
    head: str
    label: str = ""
    heads: Literal["none", "one", "both"] = "one"
    is_dashed: bool = False
    colour: str = ""
    lines: tuple[str, ...] = ()


class Cluster(NamedTuple):
    """A cluster that is drawn, with the names of the nodes in it."""

    name: str
    label: str
    members: tuple[str, ...]


class Graph(NamedTuple):
    """What Graphviz drew."""

    is_directed: bool
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    clusters: tuple[Cluster, ...] = ()


class Axis(NamedTuple):
    """One axis of a chart; `ticks` are those that show, as (place, text).

    `unit` is what looks like one in the label: in its last brackets, or the label itself. Who knows
    units decides. `is_named` where it got texts, which stand at 0, 1, 2 and so on.
    """

    label: str
    unit: str
    scale: str
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...] = ()
    is_named: bool = False


class Line(NamedTuple):
    """A line of a chart, or points without one; `n` counts its points before any were left out.

    `runs` holds its points, all of them finite: the line is broken between two runs.
    """

    label: str
    form: Literal["line", "steps", "points", "hline", "vline"]
    colour: str
    dash: str
    marker: str
    n: int
    runs: tuple[tuple[Point, ...], ...]

    @property
    def is_joined(self) -> bool:
        """Whether it is a curve: neither points alone nor straight across the axes."""
        return self.form in ("line", "steps")

    @property
    def marks(self) -> int:
        """How many of its points are drawn: those that are finite, as far as they are known."""
        held = sum(map(len, self.runs))
        return min(held, self.n) if held and self.n <= MOST_POINTS else self.n

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all runs, in order."""
        return tuple(point for run in self.runs for point in run)


class Bar(NamedTuple):
    """A bar; `name` is the one tick within its width, `base` where it starts."""

    name: str
    at: float
    value: float
    base: float
    width: float
    fill: str = ""


class Bars(NamedTuple):
    """Bars that were drawn as one series."""

    label: str
    orientation: Literal["vertical", "horizontal"]
    bars: tuple[Bar, ...]


class Slice(NamedTuple):
    """A slice of a pie; `share` is between 0 and 1."""

    name: str
    share: float
    fill: str = ""


class Entry(NamedTuple):
    """An entry of a legend, with the colours that its sign has, its dash and its marker."""

    label: str
    colours: tuple[str, ...] = ()
    dash: str = ""
    marker: str = ""


class Unread(NamedTuple):
    """What a figure holds and is not read, why, and which things it may be; any, if none is named.

    They are named as claims count them: bars, boxes, curves.
    """

    why: str
    may_be: tuple[str, ...] = ()


class Axes(NamedTuple):
    """One set of axes of a figure and what it holds.

    `lines` are joined, `points` are markers alone. Bars are among the `shapes` too. `grids` are
    (rows, columns) of cells. `texts` are those in the axes, each with the place of its middle.
    `areas` counts filled shapes that are none of these: bands, contours, polygons.
    `unread` is what of it is not known, so that what is known cannot be all. `mapped` are the
    colours that values got from a colour map, where they are few. `is_empty`: it shows its frame
    and ticks, and nothing else.
    """

    title: str
    x: Axis
    y: Axis
    lines: tuple[Line, ...] = ()
    bars: tuple[Bars, ...] = ()
    shapes: tuple[Box, ...] = ()
    slices: tuple[Slice, ...] = ()
    grids: tuple[tuple[int, int], ...] = ()
    points: tuple[Line, ...] = ()
    legend: tuple[Entry, ...] = ()
    texts: tuple[tuple[float, float, str], ...] = ()
    is_colorbar: bool = False
    projection: str = "rectilinear"
    areas: int = 0
    unread: tuple[Unread, ...] = ()
    mapped: tuple[str, ...] = ()
    is_empty: bool = False


class Facts(NamedTuple):
    """All that is known of one drawing; `reason` says why it is less than it could be."""

    texts: tuple[Text, ...] = ()
    boxes: tuple[Box, ...] = ()
    graph: Graph | None = None
    axes: tuple[Axes, ...] = ()
    reason: str = ""
