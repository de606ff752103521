"""The benchmark's results (JSON beside) -> times as multiples of ours, as bars on a log axis.

A bar starts where ours stands, so that its length tells the ratio and nothing else.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

SHOWN = ("cold", "dots", "noop-questions", "noop-many")
"""The cases that set ours beside others, in the order of the panels."""

SLOWER, OURS, FASTER = ("#cfe2f3", "#4a90c4"), ("#d4edda", "#3d9e5a"), ("#fdebd0", "#c87b2a")
MARKS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
ROW_INCHES = 0.25
HEAD_INCHES = 0.62
AHEAD = (6, 0)
"""How far from the end of its bar a label stands, in pt."""


def main() -> None:
    """Draw one panel a case, all on one scale."""
    results = json.loads(Path("benchmarks.json").read_text(encoding="utf-8"))
    cases = [each for name in SHOWN for each in results["outcomes"] if each["case"] == name]
    counts = [len(case["timings"]) for case in cases]
    height = sum(counts) * ROW_INCHES + len(cases) * HEAD_INCHES
    _, panels = plt.subplots(
        len(cases), 1, sharex=True, squeeze=False, figsize=(7, height), height_ratios=counts
    )
    for axes, case in zip(panels[:, 0], cases, strict=True):
        draw(axes, case)
    axes.set_xlabel("time ÷ that of doit, logarithmic")
    widen(axes, cases)
    plt.tight_layout()
    plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")


def by_time(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The contenders of a case from the fastest, which stands below, to the slowest."""
    return sorted(case["timings"], key=lambda timing: float(timing["median"]))


def base(case: dict[str, Any]) -> float:
    """The median of ours in seconds."""
    return next(float(t["median"]) for t in case["timings"] if t["contender"] == case["base"])


def draw(axes: Axes, case: dict[str, Any]) -> None:
    """One bar a contender, from 1 to its ratio, with its time and ratio behind it."""
    axes.set_xscale("log")
    axes.set_title(case["title"].partition(" (")[0], loc="left", fontsize=9.5)
    timings = by_time(case)
    for row, timing in enumerate(timings):
        ratio = timing["median"] / base(case)
        fill, edge = colours(timing["contender"], ratio)
        axes.barh(row, ratio - 1, left=1, height=0.66, color=fill, edgecolor=edge, linewidth=1)
        text = f"{seconds(timing['median'])}, {multiple(ratio)} ×"
        axes.annotate(
            text, (max(ratio, 1), row), AHEAD, textcoords="offset points", va="center", fontsize=9
        )
    axes.axvline(1, color=OURS[1], linewidth=1.4)
    ours = [timing["contender"] for timing in timings].index(case["base"])
    axes.plot([1], [ours], "o", color=OURS[1], markersize=5)
    axes.set_yticks(range(len(timings)), [timing["contender"] for timing in timings])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_ylim(-0.6, len(timings) - 0.4)


def colours(contender: str, ratio: float) -> tuple[str, str]:
    """Fill and edge of a bar: ours, or slower or faster than ours."""
    if contender.partition(" -n ")[0] == "doit":
        return OURS
    return SLOWER if ratio >= 1 else FASTER


def seconds(value: float) -> str:
    """A time in words."""
    if value < 0.1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def multiple(ratio: float) -> str:
    """A ratio in two significant digits, or as a whole number."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def widen(axes: Axes, cases: list[dict[str, Any]]) -> None:
    """Give the labels room, and write the ratios as plain numbers."""
    ratios = [t["median"] / base(case) for case in cases for t in case["timings"]]
    least, most = min([0.5, *ratios]), max([2, *ratios])
    axes.set_xlim(least / 1.15, most * (most / least) ** 0.3)
    marks = [
        mark for mark in (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300) if least <= mark <= most
    ]
    axes.set_xticks(marks, [f"{mark:g}" for mark in marks])
    axes.set_xticks([], minor=True)


if __name__ == "__main__":
    main()
