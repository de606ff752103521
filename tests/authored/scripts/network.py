import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyArrowPatch

fig, ax = plt.subplots(figsize=(6, 4))
ax.axis("off")
ax.set(xlim=(0, 6), ylim=(0, 4), aspect="equal")
pos = {"A": (1, 3), "B": (3, 3.2), "C": (5, 3), "D": (2, 1), "E": (4, 1)}
for a, b in ("AB", "BC", "AD", "DE", "EC", "BE"):
    ax.add_patch(
        FancyArrowPatch(
            pos[a],
            pos[b],
            arrowstyle="-|>",
            mutation_scale=14,
            shrinkA=18,
            shrinkB=18,
            color="#555",
        )
    )
for n, p in pos.items():
    ax.add_patch(Circle(p, 0.35, fc="#cfe2f3", ec="#4a90c4"))
    ax.text(*p, n, ha="center", va="center")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
