"""Shares of slow answers -> how many requests with a fan-out of n wait for a slow one."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np

P = json.loads(os.environ["VISUAL_PARAMS"])
STYLES = (("#4a90c4", "-"), ("#c87b2a", "--"), ("#3d9e5a", "-."))
TARGET, ACCENT, NEUTRAL = "#c44", "#a31f34", "#555"
LARGEST = 2000


def slow(fan_out, one_in):
    """Return the percentage of requests of which at least one of `fan_out` answers is slow."""
    return 100 * (1 - (1 - 1 / one_in) ** fan_out)


fan_outs = np.unique([*np.geomspace(1, LARGEST, 300), P["leaves"]])
figure, axes = plt.subplots(figsize=(7.6, 4.5))
axes.spines[["top", "right"]].set_visible(False)
axes.axhline(P["target_percent"], color=TARGET, linestyle=":", label="target")
axes.axvline(P["leaves"], color=NEUTRAL, linestyle=":", linewidth=1)
for one_in, (colour, dash) in zip(P["one_in"], STYLES, strict=True):
    name = f"1 in {one_in:,}"
    axes.plot(fan_outs, slow(fan_outs, one_in), dash, color=colour, linewidth=2.3, label=name)
    point = (P["leaves"], slow(P["leaves"], one_in))
    axes.plot(*point, "o", color=NEUTRAL, markersize=5)
    axes.annotate(
        f"{point[1]:.{int(point[1] < 10)}f} %", point, (7, -13), textcoords="offset points"
    )
first = P["one_in"][0]
limit = np.log(1 - P["target_percent"] / 100) / np.log(1 - 1 / first)
axes.plot(limit, P["target_percent"], "D", color=ACCENT, markersize=8)
axes.annotate(
    f"target missed from {np.floor(limit) + 1:.0f} leaves on",
    (limit, P["target_percent"]),
    (1.25, 38),
    color=ACCENT,
    arrowprops={"arrowstyle": "-", "color": ACCENT, "shrinkB": 6},
)
axes.text(1.08, P["target_percent"] * 1.2, f"target: {P['target_percent']} %")
axes.set_xscale("log")
axes.set_yscale("log")
axes.set_xlim(1, LARGEST)
axes.set_ylim(0.01, 100)
axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
axes.set_yticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
axes.set_xlabel("fan-out: leaf servers that one request asks")
axes.set_ylabel("requests with a slow answer (%)")
handles, names = axes.get_legend_handles_labels()
axes.legend(handles[1:], names[1:], title="slow answers of a leaf", loc="lower right")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
