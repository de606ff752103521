import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(6.5, 4))
s = ax.scatter(
    rng.random(60),
    rng.random(60),
    c=rng.random(60),
    s=rng.random(60) * 300,
    alpha=0.7,
    cmap="plasma",
)
fig.colorbar(s, label="cost")
ax.legend(*s.legend_elements("sizes", num=3), title="size", loc="upper right")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
