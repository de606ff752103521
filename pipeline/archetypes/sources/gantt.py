"""A Gantt chart: one row for each resource, one bar for each piece of work."""

import os

import matplotlib.pyplot as plt

COMPUTE = {"facecolor": "#cfe2f3", "edgecolor": "#4a90c4"}
TRANSFER = {"facecolor": "#fdebd0", "edgecolor": "#c87b2a"}
ROWS = ("GPU", "network")
WORK = (  # row, start and length in ms, label, look
    ("GPU", 0, 30, "backward 3", COMPUTE),
    ("GPU", 30, 30, "backward 2", COMPUTE),
    ("GPU", 60, 30, "backward 1", COMPUTE),
    ("network", 30, 25, "reduce 3", TRANSFER),
    ("network", 60, 25, "reduce 2", TRANSFER),
    ("network", 90, 25, "reduce 1", TRANSFER),
    ("GPU", 115, 15, "step", COMPUTE),
)
END = max(start + length for _, start, length, _, _ in WORK)

figure, axes = plt.subplots(figsize=(7.6, 2.4))
for row, start, length, label, look in WORK:
    y = ROWS.index(row)
    axes.barh(y, length, left=start, height=0.7, linewidth=1.2, **look)
    axes.text(start + length / 2, y, label, ha="center", va="center")

axes.spines[["top", "right", "left"]].set_visible(False)
axes.set_xlim(0, END)
axes.set_xlabel("time (ms)")
axes.set_yticks(range(len(ROWS)), ROWS)
axes.tick_params(axis="y", length=0)
axes.invert_yaxis()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
