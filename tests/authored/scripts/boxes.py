import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

fig, ax = plt.subplots(figsize=(8, 2.5))
ax.axis("off")
ax.set(xlim=(0, 10), ylim=(0, 3))
for i, t in enumerate(["ingest", "clean", "train", "serve"]):
    ax.add_patch(
        FancyBboxPatch(
            (0.3 + 2.5 * i, 1), 1.6, 1, boxstyle="round,pad=.1", fc="#d4edda", ec="#3d9e5a"
        )
    )
    ax.text(1.1 + 2.5 * i, 1.5, t, ha="center", va="center")
    if i < 3:
        ax.annotate(
            "", (2.65 + 2.5 * i, 1.5), (2.05 + 2.5 * i, 1.5), arrowprops=dict(arrowstyle="->")
        )
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
