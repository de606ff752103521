"""A roofline: what a kernel can reach at most, by how many operations it does for each byte."""

import os

import matplotlib.pyplot as plt
import numpy as np

PEAK = 100  # TFLOP/s
BANDWIDTH = 2  # TB/s
KERNELS = (  # name, FLOP for each byte, TFLOP/s reached
    ("embedding", 0.5, 0.6),
    ("attention", 12, 15),
    ("matrix product", 300, 65),
)

ridge = PEAK / BANDWIDTH
intensity = np.array([0.1, ridge, 2000])
roof = np.minimum(PEAK, BANDWIDTH * intensity)

figure, axes = plt.subplots(figsize=(7.2, 4.2))
axes.loglog(intensity, roof, color="#4a90c4", linewidth=2.5)
axes.axvline(ridge, color="#bbbbbb", linestyle=":")
axes.text(ridge * 1.1, 0.13, f"ridge: {ridge:.0f} FLOP/byte")
axes.text(ridge * 1.1, PEAK * 1.15, f"{PEAK} TFLOP/s")
axes.text(0.5, BANDWIDTH * 0.5 * 1.9, f"{BANDWIDTH} TB/s", ha="right")
for name, at, reached in KERNELS:
    axes.plot(at, reached, "o", color="#a31f34", markersize=8)
    axes.annotate(name, (at, reached), (9, -12), textcoords="offset points")

axes.spines[["top", "right"]].set_visible(False)
axes.set(xlim=(0.1, 2000), ylim=(0.1, 300))
axes.set_xlabel("operations for each byte (FLOP/byte)")
axes.set_ylabel("operations (TFLOP/s)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
