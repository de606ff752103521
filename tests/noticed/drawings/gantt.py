import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 2.8))
for row, start in enumerate([0, 1, 2]):
    ax.broken_barh(
        [(start + n, 1) for n in range(3)], (row - 0.4, 0.8), facecolors="#cfe2f3", edgecolor="#555"
    )
    ax.broken_barh(
        [(start + 3 + n * 2, 2) for n in range(3)],
        (row - 0.4, 0.8),
        facecolors="#d4edda",
        edgecolor="#555",
    )
    for n in range(3):
        ax.text(start + n + 0.5, row, f"F{n}", ha="center", va="center")
        ax.text(start + 4 + n * 2, row, f"B{n}", ha="center", va="center")
ax.set_yticks(range(3), [f"stage {n}" for n in range(3)])
ax.set(xlabel="time (units)", xlim=(0, 12))
ax.invert_yaxis()
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
