import os

import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 1.6))
for start, length, colour in ((0, 2, "#cfe2f3"), (2, 0.5, "#fdebd0")):
    ax.broken_barh([(start, length)], (0, 1), facecolor=colour, edgecolor="#555555")
    ax.text(start + length / 2, 0.5, f"{length} s", ha="center", va="center")
ax.set(xlabel="time (s)", yticks=[], xlim=(0, 2.5))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
