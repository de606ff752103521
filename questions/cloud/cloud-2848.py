"""GPipe schedule of P stages and M micro-batches -> Gantt chart with every idle unit shaded."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

P, M = map(json.loads(os.environ["VISUAL_PARAMS"]).get, "PM")
FORWARD = ("#cfe2f3", "#4a90c4")
BACKWARD = ("#d4edda", "#3d9e5a")
IDLE = ("#f9d6d5", "#c44")
HEIGHT = 0.8


def schedule(stages, micro_batches):
    """Return `(stage, start, label, colours)` of each unit of work, all forwards first.

    A unit starts as soon as its stage is free and the stage that it depends on is done.
    Backwards take the micro-batches in reverse, as their activations are the newest.
    """
    free, done, work = [0] * stages, {}, []

    def run(stage, needs, key, colours):
        start = max(free[stage], done.get(needs, 0))
        free[stage] = done[key] = start + 1
        work.append((stage, start, f"{key[0]}{key[1]}", colours))

    for m in range(micro_batches):
        for p in range(stages):
            run(p, ("F", m, p - 1), ("F", m, p), FORWARD)
    for m in reversed(range(micro_batches)):
        for p in reversed(range(stages)):
            run(p, ("B", m, p + 1), ("B", m, p), BACKWARD)
    return work


def idle_stretches(busy, end):
    """Return `(start, length)` of each gap between the sorted unit cells `busy` up to `end`."""
    borders = [-1, *busy, end]
    lengths = np.diff(borders) - 1
    return [(b + 1, n) for b, n in zip(borders[:-1], lengths, strict=True) if n]


def draw_box(axes, stage, start, length, label, colours):
    """Draw one labelled box of the chart, `length` units long from `start` on."""
    fill, stroke = colours
    corner = (start, stage - HEIGHT / 2)
    box = Rectangle(corner, length, HEIGHT, facecolor=fill, edgecolor=stroke, clip_on=False)
    axes.add_patch(box)
    axes.text(start + length / 2, stage, label, ha="center", va="center")


work = schedule(P, M)
end = 1 + max(start for _, start, _, _ in work)
figure, axes = plt.subplots(figsize=(7.6, 3.7))
idle = 0
for stage in range(P):
    busy = sorted(start for p, start, _, _ in work if p == stage)
    for start, length in idle_stretches(busy, end):
        draw_box(axes, stage, start, length, "idle" if length == 1 else f"idle × {length}", IDLE)
        idle += length
for stage, start, label, colours in work:
    draw_box(axes, stage, start, 1, label, colours)

axes.set_xlim(0, end)
axes.set_ylim(P - 0.5, -0.5)
axes.set_xticks(range(end + 1))
axes.set_yticks(range(P), [f"stage {p}" for p in range(P)])
axes.set_xlabel(
    "time in units of one forward or one backward\n"
    "Fm, Bm: forward and backward of micro-batch m  ·  idle × n: the stage waits n units",
    linespacing=1.6,
)
axes.spines[["left", "top", "right"]].set_visible(False)
axes.tick_params(axis="y", length=0)
axes.set_title(
    f"Bubble fraction (P − 1)/(P − 1 + M) = {P - 1}/{P - 1 + M} ≈ {(P - 1) / (P - 1 + M):.2f}:"
    f" {idle} of {P * end} units idle",
)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
