"""A curve with a limit: where it crosses the dashed line is calculated and marked."""

import os

import matplotlib.pyplot as plt
import numpy as np

SERVICE = 20  # ms that one request takes
LIMIT = 100  # ms that it may take with waiting
TOP = 250  # ms at the upper edge

load = np.linspace(0, 1 - SERVICE / TOP, 200)
response = SERVICE / (1 - load)
crossing = 1 - SERVICE / LIMIT

figure, axes = plt.subplots(figsize=(7.2, 4.2))
axes.spines[["top", "right"]].set_visible(False)
axes.plot(load, response, color="#4a90c4", linewidth=2.5)
axes.axhline(LIMIT, color="#cc4444", linestyle="--")
axes.text(0.01, LIMIT + 5, f"limit: {LIMIT} ms", color="#a31f34")

axes.plot([crossing, crossing], [0, LIMIT], color="#555555", linestyle=":")
axes.plot(crossing, LIMIT, "o", color="#a31f34", markersize=8)
axes.annotate(
    f"load {crossing:.2f}",
    (crossing, LIMIT),
    (-12, 14),
    textcoords="offset points",
    ha="right",
    weight="bold",
)

axes.set(xlim=(0, 1), ylim=(0, TOP), xlabel="load of the server", ylabel="response time (ms)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
