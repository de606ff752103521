"""Service time and SLO of an M/M/1 queue -> response time over utilization, the crossing marked."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np

PARAMS = json.loads(os.environ["VISUAL_PARAMS"])
SERVICE, SLO, MARKED = PARAMS["S"], PARAMS["SLO"], PARAMS["marked"]  # ms, ms, utilizations
TOP = 220  # ms
CURVE = "#4a90c4"
ERROR_FILL, ERROR = "#f9d6d5", "#c44"
ACCENT = "#a31f34"
NEUTRAL = "#555"


def response(utilization):
    """Return the mean time in the system in ms: waiting and service, S/(1 − ρ)."""
    return SERVICE / (1 - utilization)


def mark(axes, utilization, label):
    """Put a dot on the curve and its label to the upper left of it."""
    point = (utilization, response(utilization))
    axes.plot(*point, "o", color=NEUTRAL, markersize=5)
    axes.annotate(label, point, (-8, 5), textcoords="offset points", ha="right")


crossing = 1 - SERVICE / SLO
rho = np.linspace(0, 1 - SERVICE / TOP, 200)
figure, axes = plt.subplots(figsize=(7.6, 4.6))
axes.spines[["top", "right"]].set_visible(False)
axes.axhspan(SLO, TOP, color=ERROR_FILL, linewidth=0)
axes.axhline(SLO, color=ERROR, linestyle="--", label="SLO")
axes.axvline(1, color=NEUTRAL, linestyle=":")
axes.plot(rho, response(rho), color=CURVE, linewidth=2.5, label="R")
for utilization in MARKED:
    mark(axes, utilization, f"ρ = {utilization:.2f}: {response(utilization):.0f} ms")

axes.plot([crossing, crossing], [0, SLO], color=ACCENT, linestyle=":")
axes.plot(crossing, SLO, "D", color=ACCENT, markersize=8)
axes.annotate(
    f"R reaches the SLO at ρ = {crossing:.2f}",
    (crossing, SLO),
    (crossing - 0.12, 78),
    ha="right",
    color=ACCENT,
    arrowprops={"arrowstyle": "-", "color": ACCENT, "shrinkB": 6},
)
axes.text(0.02, TOP - 12, "SLO missed", va="top", fontsize=12)
axes.text(0.02, SLO + 5, f"SLO: R ≤ {SLO} ms")
axes.text(0.02, 31, f"R = S/(1 − ρ) with S = {SERVICE} ms")
axes.text(0.978, 105, "unstable", rotation=90, ha="center", va="center")
axes.set_xlim(0, 1.02)
axes.set_ylim(0, TOP)
axes.set_xticks(np.linspace(0, 1, 11))
axes.set_yticks([0, SLO, 100, 150, 200])
axes.set_xlabel("utilization ρ = arrival rate × service time")
axes.set_ylabel("mean response time R (ms)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
