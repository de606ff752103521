"""One row a kind of visual: all that knows of kinds asks here.

A new kind is a row here, a module in `render/` and a test (CONTRIBUTING.md).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Nature = Literal["graph", "chart", "drawing"]
"""What a picture is to the checks: nodes and edges, data on axes, or anything else."""

Language = Literal["dot", "python", "svg", ""]
"""What a source is written in, where findings can be placed in it."""


class Kind(NamedTuple):
    """How sources of one kind become raw SVGs.

    `ending` is that of its sources, with the dot. `renderer` names a module that holds
    `render(job, workers, root) -> Rendered`, which never raises; `engine` the setting under
    which it is taken, "" for any. `seconds` is the time of a usual render.

    Its processes first run the function `warm_up` ("package.module:name"); `is_alone` says that
    each source gets a process of its own. What shapes the result beside the source: `packages`, a
    `program` of the machine, and `code`, files and folders of this package. Findings on a render
    that ended early call what draws it `drawer`, and what it drew too many of `parts`.
    """

    name: str
    ending: str
    renderer: str
    nature: Nature = "drawing"
    language: Language = ""
    engine: str = ""
    packages: tuple[str, ...] = ()
    program: str = ""
    code: tuple[str, ...] = ()
    warm_up: str = ""
    is_alone: bool = False
    seconds: float = 0.0
    drawer: str = "its renderer"
    parts: str = "parts"

    @property
    def is_source(self) -> bool:
        """Whether the source is the raw SVG itself."""
        return self.language == "svg"


DOT = Kind(
    "dot",
    ".dot",
    "pipeline.render.dot.renderer",
    nature="graph",
    language="dot",
    engine="embedded",
    packages=("pygraphviz",),
    code=("render/dot", "spelling.py"),
    warm_up="pipeline.render.dot.drawing:warm_up",
    seconds=0.03,
    drawer="Graphviz",
    parts="nodes, sides, peripheries or ranks",
)

ROWS = (
    DOT,
    DOT._replace(engine="system", packages=(), program="dot", warm_up=""),
    Kind(
        "matplotlib",
        ".py",
        "pipeline.render.matplotlib.renderer",
        nature="chart",
        language="python",
        packages=(
            "matplotlib",
            "numpy",
            "fonttools",
            "contourpy",
            "cycler",
            "kiwisolver",
            "pillow",
            "pyparsing",
            "python-dateutil",
        ),
        code=(
            "render/matplotlib",
            "spelling.py",
            "facts/figure.py",
            "facts/model.py",
            "facts/raised.py",
        ),
        warm_up="pipeline.render.matplotlib.warm_up:warm_up",
        is_alone=True,
        seconds=0.15,
        parts="points",
    ),
    Kind("svg", ".svg", "pipeline.render.svg", language="svg"),
)

NAMES = tuple(dict.fromkeys(row.name for row in ROWS))
HAND_MADE = "svg"
"""The kind of a picture that nothing draws."""


def kind_of(name: str, engine: str = "embedded") -> Kind:
    """The row of a kind, under a setting of the engine. Raises LookupError for an unknown name."""
    for row in ROWS:
        if row.name == name and row.engine in ("", engine):
            return row
    raise LookupError(f"there is no kind {name!r}")
