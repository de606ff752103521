"""Cost of a checkpoint and failures -> time lost over the interval, its least marked."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np

P = json.loads(os.environ["VISUAL_PARAMS"])
SUM, SAVE, REDO = "#4a90c4", "#c87b2a", "#3d9e5a"
ACCENT, NEUTRAL = "#a31f34", "#555"
TOP, LONGEST = 30, 75  # %, min


def saving(interval):
    """Return the percentage of time in which the job writes checkpoints."""
    return 100 * P["pause_min"] / interval


def redoing(interval):
    """Return the percentage of time whose work is lost: half an interval a failure."""
    return 100 * interval / 2 / between


between = P["run_h"] * 60 / P["failures"]  # min from failure to failure
best = np.sqrt(2 * P["pause_min"] * between)
intervals = np.linspace(3, LONGEST, 289)
figure, axes = plt.subplots(figsize=(7.6, 4.5))
axes.spines[["top", "right"]].set_visible(False)
axes.plot(intervals, saving(intervals), "--", color=SAVE, label="saving")
axes.plot(intervals, redoing(intervals), "-.", color=REDO, label="lost work")
axes.plot(intervals, saving(intervals) + redoing(intervals), color=SUM, linewidth=2.5, label="sum")
for interval, offset, side in ((P["hasty_min"], (9, 3), "left"), (P["lazy_min"], (-8, 6), "right")):
    point = (interval, saving(interval) + redoing(interval))
    axes.plot(*point, "o", color=NEUTRAL, markersize=5)
    axes.annotate(
        f"{interval} min: {point[1]:.1f} %", point, offset, textcoords="offset points", ha=side
    )
least = saving(best) + redoing(best)
axes.plot([best, best], [0, least], ":", color=ACCENT)
axes.plot(best, least, "D", color=ACCENT, markersize=8)
axes.annotate(
    f"least: {least:.1f} % at {best:.1f} min",
    (best, least),
    (best + 3, least + 6.5),
    color=ACCENT,
    arrowprops={"arrowstyle": "-", "color": ACCENT, "shrinkB": 6},
)
axes.text(70, redoing(70) - 1.6, "lost work", ha="right", va="top")
axes.text(70, saving(70) + 0.5, "saving", ha="right", va="bottom")
axes.text(72, saving(72) + redoing(72) + 1.2, "sum", ha="right", va="bottom")
axes.set_xlim(0, LONGEST)
axes.set_ylim(0, TOP)
axes.set_xticks(range(0, LONGEST + 1, 15))
axes.set_xlabel("time between two checkpoints (min)")
axes.set_ylabel("machine time lost (%)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
