"""What tasks remember → how long each visual took, as rows, a table and a bar chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.figures.drawn import Figure
from pipeline.graph.build import Build
from pipeline.kinds import NAMES

LONGEST_BAR, SHORTEST_BAR = 24, 6
"""Cells of the bar of the slowest visual, as the terminal has room."""


class Timing(NamedTuple):
    """How long a visual took in its last build, or the visuals of a kind, in seconds."""

    name: str
    kind: str
    render: float
    normalize: float
    visuals: int = 1

    @property
    def total(self) -> float:
        """Both stages together."""
        return self.render + self.normalize

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "id": self.name,
            "kind": self.kind,
            "render": round(self.render, 4),
            "normalize": round(self.normalize, 4),
        }


def timings(build: Build) -> list[Timing]:
    """One row a visual that is built, the slowest first."""
    rows = [
        Timing(each.visual.id, each.visual.kind, each.rendered.seconds, each.normalized.seconds)
        for each in build.built()
    ]
    return sorted(rows, key=lambda row: (-row.total, row.name))


def sums(rows: Sequence[Timing]) -> list[Timing]:
    """One row a kind that was built, and one of all."""
    of_kinds = ((kind, [row for row in rows if row.kind == kind]) for kind in NAMES)
    summed = [_sum(kind, own) for kind, own in of_kinds if own]
    return [*summed, _sum("all", rows)]


def _sum(name: str, rows: Sequence[Timing]) -> Timing:
    render, normalize = sum(row.render for row in rows), sum(row.normalize for row in rows)
    return Timing(name, name, render, normalize, len(rows))


def table(rows: Sequence[Timing], most: int, block: str, columns: int) -> Iterator[str]:
    """The slowest `most` visuals with bars made of `block`, and the sums of all, as lines.

    Bars end at `columns`, the width of the terminal.
    """
    shown = rows[:most]
    summed = sums(rows)
    names = [row.name for row in (*shown, *summed)]
    width, longest = max(map(len, names)), max(row.total for row in rows)
    head = f"{'visual':{width}}  {'kind':10}  {'render':>8} {'normalize':>9}  {'sum':>8}"
    room = min(LONGEST_BAR, max(SHORTEST_BAR, columns - len(head) - 2))
    yield head
    for row in shown:
        bar = block * round(room * row.total / longest) if longest else ""
        yield f"{row.name:{width}}  {row.kind:10}  {_seconds(row)}  {bar}".rstrip()
    if len(rows) > len(shown):
        yield f"and {len(rows) - len(shown)} more that take no longer (--all shows them)"
    yield ""
    yield f"{'kind':{width}}  {'visuals':>10}"
    for row in summed:
        yield f"{row.name:{width}}  {row.visuals:>10}  {_seconds(row)}"


def _seconds(row: Timing) -> str:
    return f"{row.render:6.3f} s {row.normalize:7.3f} s  {row.total:6.3f} s"


def chart(rows: Sequence[Timing], most: int) -> Figure:
    """A bar chart of the slowest `most` visuals."""
    shown = rows[:most]
    slowest = shown[0]
    alt = (
        f"Bar chart of the time that {_of(shown, rows)} took, render and normalize in "
        f"one bar. The longest is {_short(slowest.name)}: {slowest.total:.2f} s, "
        f"{slowest.render:.2f} s of it to render."
    )
    caption = (
        f"The slowest visuals of the last builds ({sum(row.total for row in rows):.1f} s in all)"
    )
    return Figure("timings", "matplotlib", _script(shown), alt, caption)


def _of(shown: Sequence[Timing], rows: Sequence[Timing]) -> str:
    what = "visual" if len(shown) == 1 else "visuals"
    return (
        f"{len(shown)} {what}"
        if len(shown) == len(rows)
        else f"the {len(shown)} slowest of {len(rows)} visuals"
    )


def _short(name: str) -> str:
    """A name that fits beside a bar."""
    return name if len(name) <= 40 else f"{name[:24]}…{name[-15:]}"


def _script(rows: Iterable[Timing]) -> str:
    bars = [(_short(row.name), round(row.render, 4), round(row.normalize, 4)) for row in rows]
    return f"ROWS = {bars!r}\n{SCRIPT}"


SCRIPT = """
import os

import matplotlib.pyplot as plt

STAGES = (
    ("render", {"facecolor": "#cfe2f3", "edgecolor": "#4a90c4"}),
    ("normalize", {"facecolor": "#fdebd0", "edgecolor": "#c87b2a", "hatch": "////"}),
)
figure, axes = plt.subplots(figsize=(7.2, 0.9 + 0.3 * len(ROWS)))
left = [0] * len(ROWS)
for number, (stage, look) in enumerate(STAGES, 1):
    lengths = [row[number] for row in ROWS]
    axes.barh(range(len(ROWS)), lengths, left=left, height=0.7, label=stage, **look)
    left = [start + length for start, length in zip(left, lengths)]
for row, total in enumerate(left):
    axes.annotate(
        f"{total:.2f} s", (total, row), (5, 0), textcoords="offset points", va="center"
    )

axes.spines[["top", "right", "left"]].set_visible(False)
axes.set_yticks(range(len(ROWS)), [row[0] for row in ROWS])
axes.tick_params(axis="y", length=0)
axes.invert_yaxis()
axes.set_xlim(0, max(left) * 1.12 or 1)
axes.set_xlabel("seconds")
axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
"""
