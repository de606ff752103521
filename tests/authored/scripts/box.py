import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(6, 4))
ax.boxplot(
    [rng.gamma(2, s, 100) for s in (1, 2, 3)],
    tick_labels=["A", "B", "C"],
    patch_artist=True,
    notch=True,
)
ax.set_title("Latency by route")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
