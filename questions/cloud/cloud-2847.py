"""M/M/1 response time over utilization -> the curve, its SLO and where the two cross."""

import os

import matplotlib.pyplot as plt
import numpy as np

SERVICE = 10  # ms
SLO = 50  # ms
TOP = 220  # ms
CROSSING = 1 - SERVICE / SLO
CURVE = "#4a90c4"
ERROR_FILL, ERROR = "#f9d6d5", "#c44"
ACCENT = "#a31f34"
TEXT = "#333"


def response(utilization):
    return SERVICE / (1 - utilization)


figure, axes = plt.subplots(figsize=(7.2, 4.4))
axes.axhspan(SLO, TOP, color=ERROR_FILL, linewidth=0)
rho = np.linspace(0, 1 - SERVICE / TOP, 400)
axes.plot(rho, response(rho), color=CURVE, linewidth=2.5)
axes.axhline(SLO, color=ERROR, linestyle="--")
axes.axvline(1, color="#555", linestyle=":")
axes.plot([CROSSING, CROSSING], [0, SLO], color=ACCENT, linestyle=":")
axes.plot(CROSSING, SLO, "o", color=ACCENT, markersize=8)

axes.text(0.02, SLO + 5, f"SLO: mean response time ≤ {SLO} ms", color=TEXT)
axes.text(0.02, TOP - 8, "SLO missed", color=TEXT, va="top", fontsize=12)
axes.text(0.22, 26, "R = S / (1 − ρ),  S = 10 ms", color=TEXT, ha="center")
axes.annotate(
    f"crosses the SLO at ρ = {CROSSING:.2f}",
    (CROSSING, SLO),
    (CROSSING - 0.1, 95),
    color=TEXT,
    ha="right",
    arrowprops={"arrowstyle": "->", "color": ACCENT},
)
axes.set_xlim(0, 1.02)
axes.set_ylim(0, TOP)
axes.set_xlabel("utilization ρ = λS", color=TEXT)
axes.set_ylabel("mean response time R in ms", color=TEXT)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
