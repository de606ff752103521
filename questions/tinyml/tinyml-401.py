"""Currents and times of a sensor node -> mean current over the wake-up period, budget crossed."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np

P = json.loads(os.environ["VISUAL_PARAMS"])
CURVE, SHARE, FLOOR = "#4a90c4", "#c87b2a", "#555"
ERROR_FILL, ERROR, ACCENT = "#f9d6d5", "#c44", "#a31f34"
HOURS = 8760  # a year
PERIODS = (1, 1000)  # s
MARKED = (10, 60)  # s


def mean_current(period):
    """Return the mean current in µA of a node that wakes up once in `period` seconds."""
    return P["sleep_uA"] + charge / period


charge = P["cpu_mA"] * P["cpu_ms"] + P["radio_mA"] * P["radio_ms"]  # mA · ms = µC
budget = P["battery_mAh"] * 1000 / (P["years"] * HOURS)
crossing = charge / (budget - P["sleep_uA"])
periods = np.unique([*np.geomspace(*PERIODS, 200), *MARKED])
bottom, top = 1, 1000

figure, axes = plt.subplots(figsize=(7.6, 4.5))
axes.spines[["top", "right"]].set_visible(False)
axes.axhspan(budget, top, color=ERROR_FILL, linewidth=0)
axes.axhline(budget, color=ERROR, linestyle="--", label="budget")
axes.axhline(P["sleep_uA"], color=FLOOR, linestyle=":", label="sleep")
axes.plot(periods, charge / periods, color=SHARE, linestyle="-.", label="awake")
axes.plot(periods, mean_current(periods), color=CURVE, linewidth=2.5, label="mean")
for period in MARKED:
    point = (period, mean_current(period))
    axes.plot(*point, "o", color=FLOOR, markersize=5)
    axes.annotate(f"{period} s: {point[1]:.0f} µA", point, (9, 4), textcoords="offset points")
axes.plot([crossing, crossing], [bottom, budget], color=ACCENT, linestyle=":")
axes.plot(crossing, budget, "D", color=ACCENT, markersize=8)
axes.annotate(
    f"budget met from {crossing:.0f} s on",
    (crossing, budget),
    (crossing * 1.6, budget * 2.6),
    color=ACCENT,
    arrowprops={"arrowstyle": "-", "color": ACCENT, "shrinkB": 6},
)
axes.text(1.08, budget * 1.17, f"budget of one year's cell: {budget:.1f} µA")
axes.text(1.08, P["sleep_uA"] * 1.14, f"asleep: {P['sleep_uA']} µA")
axes.text(1.6, charge / 1.6 * 1.25, "mean current")
axes.text(380, 1.25, f"awake: {charge:.0f} µC a wake-up", ha="right")
axes.text(900, 800, "battery empty too soon", ha="right", va="top", fontsize=12)
axes.set_xscale("log")
axes.set_yscale("log")
axes.set_xlim(*PERIODS)
axes.set_ylim(bottom, top)
axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
axes.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
axes.set_xlabel("time between two wake-ups (s)")
axes.set_ylabel("mean current (µA)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
