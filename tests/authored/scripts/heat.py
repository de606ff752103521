import os
import numpy as np
import matplotlib.pyplot as plt

d = np.random.default_rng(2).random((8, 8))
fig, ax = plt.subplots(figsize=(6, 5))
im = ax.imshow(d, cmap="YlGnBu", vmin=0, vmax=1)
fig.colorbar(im, ax=ax, label="attention weight")
ax.set_xticks(range(8), list("The cat."))
ax.set_yticks(range(8), list("The cat."))
ax.set_title("Attention of head 3")
for i in range(8):
    for j in range(8):
        ax.text(
            j,
            i,
            f"{d[i, j]:.2f}",
            ha="center",
            va="center",
            fontsize=7,
            color="white" if d[i, j] > 0.6 else "black",
        )
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
