import os
import numpy as np
import matplotlib.pyplot as plt

d = np.random.default_rng(0).integers(5, 99, (5, 6))
fig, ax = plt.subplots()
im = ax.imshow(d, cmap="Blues")
ax.set_xticks(range(6), [f"GPU {i}" for i in range(6)])
for (i, j), v in np.ndenumerate(d):
    ax.text(j, i, v, ha="center", va="center", color="white" if v > 55 else "black")
fig.colorbar(im, label="GB/s")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
