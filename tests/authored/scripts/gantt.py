import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(8, 3))
for i, (n, spans) in enumerate(
    {"GPU 0": [(0, 3), (4, 2)], "GPU 1": [(1, 3), (5, 2)], "GPU 2": [(2, 3), (6, 2)]}.items()
):
    ax.broken_barh(spans, (i - 0.4, 0.8), facecolors=["#cfe2f3", "#d4edda"], edgecolor="#555")
    ax.text(spans[0][0] + spans[0][1] / 2, i, "F" + str(i), ha="center", va="center")
ax.set_yticks(range(3), ["GPU 0", "GPU 1", "GPU 2"])
ax.set_xlabel("time (ms)")
ax.grid(axis="x")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
