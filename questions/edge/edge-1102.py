"""Peak and bandwidth of an accelerator, shapes of layers -> roofline with a point a layer."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np

P = json.loads(os.environ["VISUAL_PARAMS"])
ROOF, ACCENT, NEUTRAL = "#4a90c4", "#a31f34", "#555"
MEMORY, COMPUTE = "#fdebd0", "#cfe2f3"
LEFT, RIGHT, BOTTOM, TOP = 1, 2000, 0.05, 60


def reachable(intensity):
    """Return the TOPS that memory and arithmetic allow at `intensity` operations a byte."""
    return np.minimum(P["peak_TOPS"], P["bandwidth_GBps"] * intensity / 1000)


def layer(side, inputs, outputs, kernel, groups=1):
    """Return operations a byte of an int8 convolution whose tensors cross the memory once."""
    weights = kernel * kernel * inputs * outputs // groups
    operations = 2 * weights * side * side
    return operations / (side * side * (inputs + outputs) + weights)


side, width = P["side"], P["channels"]
depthwise = layer(side, width, width, 3, width)
pointwise = layer(side, width, 2 * width, 1)
dense = layer(P["deep_side"], P["deep_channels"], P["deep_channels"], 3)
ridge = P["peak_TOPS"] * 1000 / P["bandwidth_GBps"]
intensity = np.geomspace(LEFT, RIGHT, 200)
intensity = np.sort(np.append(intensity, ridge))
figure, axes = plt.subplots(figsize=(7.6, 4.6))
axes.spines[["top", "right"]].set_visible(False)
axes.axvspan(LEFT, ridge, color=MEMORY, linewidth=0)
axes.axvspan(ridge, RIGHT, color=COMPUTE, linewidth=0)
axes.axvline(ridge, color=NEUTRAL, linestyle=":", label="ridge")
axes.plot(intensity, reachable(intensity), color=ROOF, linewidth=2.5, label="roof")
for name, x, marker in (
    ("depthwise 3×3", depthwise, "o"),
    ("pointwise 1×1", pointwise, "s"),
    ("dense 3×3", dense, "D"),
):
    y = reachable(x)
    axes.plot(x, y, marker, color=ACCENT, markersize=8)
    axes.annotate(
        f"{name}\n{x:.1f} OP/B: {y:.2g} TOPS" if y < 10 else f"{name}\n{x:.0f} OP/B: {y:.0f} TOPS",
        (x, y), (10, -6), textcoords="offset points", va="top", linespacing=1.3,
    )  # fmt: skip
axes.text(1.15, 38, "limited by memory", fontsize=12, va="center")
axes.text(1850, 38, "by arithmetic", fontsize=12, ha="right", va="center")
axes.text(2.6, 0.27, f"{P['bandwidth_GBps']} GB/s", rotation=41, ha="center", va="center")
axes.text(1850, 24, f"{P['peak_TOPS']} TOPS", ha="right", va="center")
axes.text(ridge * 0.93, 0.065, f"ridge {ridge:.0f} OP/B", ha="right")
axes.set_xscale("log")
axes.set_yscale("log")
axes.set_xlim(LEFT, RIGHT)
axes.set_ylim(BOTTOM, TOP)
axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
axes.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
axes.set_xlabel("arithmetic intensity (OP/B)")
axes.set_ylabel("int8 throughput (TOPS)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
