import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(6.5, 4))
ax.hist(
    [rng.normal(0, 1, 500), rng.normal(1, 1.5, 500)],
    bins=25,
    stacked=True,
    label=["hit", "miss"],
    edgecolor="white",
)
ax.axvline(1, color="#333", ls="--")
ax.legend()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
